import {
  fromBase64,
  type InclusionReceipt,
  openCheckpoint,
  parseEntry,
  verifyConsistency,
  verifyReceipt,
} from '@liuhen/proof';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse, makeTestKey, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { DomainError } from '../base/errors.ts';
import { lastEntryOf, latestCheckpoint, proveEntry, proveGrowth } from './prove.ts';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let sequencer: ReturnType<typeof startTestSequencer>;
/** Sizes at which the log was signed; the last one is what it is. */
const sizes: number[] = [];
/** Receipts of the first entry as they were given at each size. */
const early = new Map<number, InclusionReceipt>();
/** Receipts that were asked for while their entry was the last one. */
const asLast: InclusionReceipt[] = [];
let waiting: number;

const asHead = <T>(work: Parameters<typeof readAs<T>>[2]) => readAs(ground, organ.people.head, work);
const prove = (entryId: number) => asHead((ctx) => proveEntry(ctx, entryId));
const growth = (from: number, to: number) => asHead((ctx) => proveGrowth(ctx, { from, to }));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? `${error.status} ${error.code}` : String(error)),
  );
const sealMany = (of: TestOrgan, count: number) =>
  asHouse(ground, async (ctx) => {
    for (let i = 0; i < count; i++) await sealUnit(ctx, of.id, `unit ${sizes.length}.${i}`);
  });
const entryAt = (index: number) =>
  asHouse(ground, async ({ tx }) => {
    const leaves = tx.selectFrom('custody_leaf').select('entry_id').where('leaf_index', '=', index);
    return (await leaves.executeTakeFirstOrThrow()).entry_id;
  });
const ownIndexes = () =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<{ index: number; organ: string }>`
      select l.leaf_index as index, e.organ_id as organ from custody_leaf l join custody_entry e using (entry_id)
      order by 1`.execute(tx);
    return rows.filter((row) => row.organ === organ.id).map((row) => row.index);
  });
const check = (receipt: InclusionReceipt, keys = [sequencer.key.verifierKey]) => verifyReceipt(receipt, keys);
const failing = (receipt: InclusionReceipt, keys?: string[]) =>
  check(receipt, keys)
    .checks.filter(({ ok }) => !ok)
    .map((one) => one.check);

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  other = await makeOrgan(ground, 'ql', 'ql');
  for (const count of [1, 30, 200, 1, 30, 254]) {
    await sealMany(other, 1);
    await sealMany(organ, count);
    await sequencer.runOnce();
    const size = (await asHead(latestCheckpoint))?.size ?? 0;
    sizes.push(size);
    early.set(size, await prove(await entryAt(0)));
    asLast.push(await prove(await entryAt(size - 1)));
  }
  await sequencer.stop();
  waiting = await asHouse(ground, (ctx) => sealUnit(ctx, organ.id, 'waits'));
});
afterAll(() => ground.close());

const size = () => sizes.at(-1) ?? 0;

describe('a receipt', () => {
  it('proves the first entry, the last one and those at the edges of tiles', async () => {
    expect(size()).toBeGreaterThan(512);
    const own = await ownIndexes();
    const wanted = [0, 1, 254, 255, 256, 257, 511, 512, Math.floor(size() / 2), size() - 2, size() - 1];
    const indexes = wanted.filter((index) => own.includes(index));
    expect(indexes.length).toBeGreaterThan(8);
    for (const index of indexes) {
      const receipt = await prove(await entryAt(index));
      expect(receipt).toMatchObject({ index, size: size() });
      const { ok, entry, signedBy } = check(receipt);
      expect([index, ok, entry?.organ, signedBy]).toEqual([index, true, organ.id, ['liuhen.test/log']]);
    }
  });

  it('holds the row that was sealed and the newest checkpoint', async () => {
    const receipt = await prove(await entryAt(size() - 1));
    expect(receipt.payload).toMatchObject({ organ_id: organ.id, name: 'unit 5.253' });
    expect(receipt.checkpoint).toBe((await asHead(latestCheckpoint))?.note);
    expect(parseEntry(receipt.entry).kind).toBe('unit.created');
  });

  it('is as long as the tree is high, and no longer', async () => {
    for (const index of [0, 255, size() - 1]) {
      const { proof } = await prove(await entryAt(index));
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size())));
      expect(proof.length).toBeGreaterThan(0);
    }
  });

  it('given when the log was shorter is true for ever', () => {
    for (const each of sizes) expect(early.get(each)).toMatchObject({ index: 0, size: each });
    for (const receipt of [...early.values(), ...asLast]) expect(failing(receipt)).toEqual([]);
    expect(new Set([...early.values()].map(({ salt }) => salt)).size).toBe(1);
    expect(new Set([...early.values()].map(({ checkpoint }) => checkpoint)).size).toBe(sizes.length);
  });

  it('of one size does not go with the checkpoint or the proof of another', () => {
    const [old, now] = [early.get(sizes[1] ?? 0), early.get(size())];
    if (!old || !now) throw new Error('two receipts expected');
    expect(failing({ ...old, checkpoint: now.checkpoint })).toEqual(['inclusion']);
    expect(failing({ ...old, proof: now.proof })).toEqual(['inclusion']);
    expect(failing({ ...now, proof: old.proof, size: old.size })).toEqual(['inclusion']);
    expect(failing({ ...old, checkpoint: now.checkpoint, size: now.size, proof: now.proof })).toEqual([]);
  });

  it('is not believed under another key, and not without one', async () => {
    const receipt = await prove(await entryAt(0));
    expect(failing(receipt, [makeTestKey().verifierKey])).toEqual(['signature', 'inclusion']);
    expect(failing(receipt, [])).toEqual(['signature', 'inclusion']);
    expect(failing(receipt, [makeTestKey().verifierKey, sequencer.key.verifierKey])).toEqual([]);
  });
});

describe('a receipt that was altered', () => {
  let whole: InclusionReceipt;
  let neighbour: InclusionReceipt;

  beforeAll(async () => {
    const own = await ownIndexes();
    const at = own.findIndex((index, i) => index > 260 && own[i + 1] === index + 1);
    whole = await prove(await entryAt(own[at] ?? 0));
    neighbour = await prove(await entryAt((own[at] ?? 0) + 1));
    expect([failing(whole), failing(neighbour)]).toEqual([[], []]);
  });

  it('in its entry fails, also where the entry remains canonical', () => {
    const entry = parseEntry(whole.entry);
    for (const altered of [
      whole.entry.replace('"kind":"unit.created"', '"kind":"organ.created"'),
      whole.entry.replace(entry.at, '2026-01-01T00:00:00.000Z'),
      whole.entry.replace('"actor":"system"', `"actor":"${organ.people.head.accountId}"`),
      whole.entry.replaceAll(organ.id, other.id),
    ]) {
      expect(altered).not.toBe(whole.entry);
      expect(failing({ ...whole, entry: altered })).toEqual(['inclusion']);
    }
    for (const altered of [` ${whole.entry}`, whole.entry.slice(0, -1), '', '{}', neighbour.salt])
      expect(failing({ ...whole, entry: altered })).toContain('entry');
  });

  it('in its payload fails, whichever member it is', () => {
    const payload = whole.payload as Record<string, string>;
    for (const key of Object.keys(payload)) {
      expect(failing({ ...whole, payload: { ...payload, [key]: `${payload[key]}.` } })).toEqual(['payload']);
      expect(failing({ ...whole, payload: { ...payload, [key]: null } })).toEqual(['payload']);
      const { [key]: _gone, ...others } = payload;
      expect(failing({ ...whole, payload: others })).toEqual(['payload']);
    }
    for (const altered of [{ ...payload, more: 1 }, neighbour.payload, null, [], 'text', [payload]])
      expect(failing({ ...whole, payload: altered })).toEqual(['payload']);
    const turned = Object.fromEntries(Object.entries(payload).reverse());
    expect(failing({ ...whole, payload: turned })).toEqual([]);
  });

  it('in its salt fails at every digit', () => {
    for (let at = 0; at < whole.salt.length; at++) {
      const digit = whole.salt[at] === '0' ? '1' : '0';
      const salt = whole.salt.slice(0, at) + digit + whole.salt.slice(at + 1);
      expect(failing({ ...whole, salt })).toEqual(['payload']);
    }
    for (const salt of ['', neighbour.salt, `${whole.salt}00`, whole.salt.slice(2), 'z'.repeat(32)])
      expect(failing({ ...whole, salt })).toEqual(['payload']);
  });

  it('in its place or size fails', () => {
    for (const index of [whole.index + 1, whole.index - 1, 0, size() - 1, size(), -1, 1.5, Number.NaN])
      expect(failing({ ...whole, index })).toEqual(['inclusion']);
    for (const altered of [size() + 1, size() - 1, ...sizes.slice(0, -1), 0, -1])
      expect(failing({ ...whole, size: altered })).toEqual(['inclusion']);
  });

  it('in its proof fails at every hash', () => {
    const { proof } = whole;
    for (const at of proof.keys()) {
      const bytes = Buffer.from(proof[at] ?? '', 'base64');
      bytes[31] = (bytes[31] ?? 0) ^ 1;
      const altered = [...proof.slice(0, at), bytes.toString('base64'), ...proof.slice(at + 1)];
      expect(failing({ ...whole, proof: altered })).toEqual(['inclusion']);
      const shorter = [...proof.slice(0, at), ...proof.slice(at + 1)];
      expect(failing({ ...whole, proof: shorter })).toEqual(['inclusion']);
      const longer = [...proof.slice(0, at), proof[at] ?? '', ...proof.slice(at)];
      expect(failing({ ...whole, proof: longer })).toEqual(['inclusion']);
    }
    for (const altered of [[], [...proof].reverse(), neighbour.proof, proof.map((hash) => hash.slice(4))])
      expect(failing({ ...whole, proof: altered })).toEqual(['inclusion']);
  });

  it('in its checkpoint fails', () => {
    const { checkpoint } = whole;
    for (const altered of [
      checkpoint.replace(`\n${size()}\n`, `\n${size() - 1}\n`),
      checkpoint.replace('liuhen.test', 'liuhen.best'),
      checkpoint.replace('—', '-'),
      checkpoint.trimEnd(),
      checkpoint.split('\n\n')[0] ?? '',
      '',
    ])
      expect(failing({ ...whole, checkpoint: altered })).toEqual(['signature', 'inclusion']);
  });
});

describe('what cannot be proved', () => {
  it('is an entry that waits: told in words that the log has yet to grow', async () => {
    expect(await codeOf(prove(waiting))).toBe('404 log.unknownSize');
    const fault = await prove(waiting).catch((error: unknown) => error);
    expect(fault instanceof DomainError && fault.body()).toMatchObject({ retry: true });
  });

  it('is an entry that there is not', async () => {
    for (const entryId of [0, -1, waiting + 1, Number.MAX_SAFE_INTEGER])
      expect(await codeOf(prove(entryId))).toBe('404 notFound');
  });

  it('is an entry of another organ: not found, as if there were none', async () => {
    const own = new Set(await ownIndexes());
    const others = Array.from({ length: size() }, (_, i) => i).filter((index) => !own.has(index));
    expect(others.length).toBeGreaterThan(10);
    for (const index of others.slice(0, 20))
      expect(await codeOf(prove(await entryAt(index)))).toBe('404 notFound');
    const theirs = await entryAt(others.at(-1) ?? 0);
    const receipt = await readAs(ground, other.people.head, (ctx) => proveEntry(ctx, theirs));
    expect(failing(receipt)).toEqual([]);
  });

  it('is the last entry about a row of another organ, or of another kind', async () => {
    const lastOf = (id: string, kind: string) => asHead((ctx) => lastEntryOf(ctx, id, kind));
    expect(failing(await prove(await lastOf(organ.unitId, 'unit.created')))).toEqual([]);
    expect(await codeOf(lastOf(organ.unitId, 'unit.renamed'))).toBe('404 notFound');
    expect(await codeOf(lastOf(other.unitId, 'unit.created'))).toBe('404 notFound');
  });
});

describe('that the log only grew', () => {
  const rootOf = (note: string) => openCheckpoint(note, [sequencer.key.verifierKey]).checkpoint;

  it('is proved for every two sizes that were signed', async () => {
    for (const oldSize of sizes)
      for (const newSize of sizes.filter((each) => each >= oldSize)) {
        const { proof, oldCheckpoint, newCheckpoint } = await growth(oldSize, newSize);
        const [old, now] = [rootOf(oldCheckpoint), rootOf(newCheckpoint)];
        expect([old.size, now.size]).toEqual([oldSize, newSize]);
        const claim = { oldSize, newSize, oldRoot: old.root, newRoot: now.root };
        verifyConsistency({ ...claim, proof: proof.map((hash) => fromBase64(hash)) });
        const strange = { ...claim, oldRoot: new Uint8Array(32) };
        expect(() =>
          verifyConsistency({ ...strange, proof: proof.map((hash) => fromBase64(hash)) }),
        ).toThrow();
      }
  });

  it('needs no proof between equal sizes: the checkpoints are one', async () => {
    for (const each of sizes) {
      const { proof, oldCheckpoint, newCheckpoint } = await growth(each, each);
      expect(proof).toEqual([]);
      expect(newCheckpoint).toBe(oldCheckpoint);
    }
  });

  it('fails to verify when a hash of it is altered, left out or doubled', async () => {
    const [oldSize = 0] = sizes;
    const { proof, oldCheckpoint, newCheckpoint } = await growth(oldSize, size());
    const roots = { oldRoot: rootOf(oldCheckpoint).root, newRoot: rootOf(newCheckpoint).root };
    const hashes = proof.map((hash) => fromBase64(hash));
    expect(hashes.length).toBeGreaterThan(3);
    const verify = (altered: Uint8Array[]) =>
      verifyConsistency({ oldSize, newSize: size(), ...roots, proof: altered });
    verify(hashes);
    for (const at of hashes.keys()) {
      expect(() => verify(hashes.with(at, new Uint8Array(32)))).toThrow();
      expect(() => verify(hashes.toSpliced(at, 1))).toThrow();
      expect(() => verify(hashes.toSpliced(at, 0, hashes[at] ?? new Uint8Array()))).toThrow();
    }
  });

  it('cannot be asked for sizes that were never signed, behind the end, or backwards', async () => {
    const [first = 0] = sizes;
    for (const [from, to] of [
      [first, size() + 1],
      [size(), size() + 1],
      [size() + 1, size() + 1],
      [first + 1, size()],
      [first, size() - 1],
      [0, size()],
      [0, 0],
      [-1, size()],
      [size(), first],
      [first, Number.MAX_SAFE_INTEGER],
    ] as const)
      expect([from, to, await codeOf(growth(from, to))]).toEqual([from, to, '404 log.unknownSize']);
  });
});
