import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { ContractError, describeError, type Input, type Output } from '@liuhen/contract';
import {
  consistencyProof,
  ed25519KeyId,
  entryText,
  formatCheckpoint,
  formatVerifierKey,
  inclusionProof,
  type Json,
  leafHash,
  payloadDigest,
  rootFromLeafHashes,
  signNote,
  toBase64,
  utf8,
} from '@liuhen/proof';
import { describe, expect, test } from 'vitest';
import { type Checking, checkEntry, checkLog, checkRecording, type ShownRecording } from './custody-check.ts';
import type { LogMemory } from './custody-memory.ts';

const origin = 'log.example/liuhen';
const now = '2026-10-14T02:00:00.000Z';
const salt = '0f'.repeat(32);
const ids = { organ: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10', actor: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a11' };

const makeKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
const [key, otherKey] = [makeKey(), makeKey()];

function keyPair(privateKey: KeyObject) {
  const raw = privateKey.export({ format: 'jwk' }).x ?? '';
  const publicKey = new Uint8Array(Buffer.from(raw, 'base64url'));
  const signer = {
    name: origin,
    keyId: ed25519KeyId(origin, publicKey),
    sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)),
  };
  return { signer, verifierKey: formatVerifierKey(origin, publicKey) };
}

const idOf = (n: number) => `0b0e7c6e-9a55-4a8e-8f6e-${String(n).padStart(12, '0')}`;
const digestOf = (name: string) => Buffer.from(name.padEnd(32, '.')).toString('hex');

/** What a page shows of a recording, and its sealed row. */
const filmOf = (n: number, name: string): ShownRecording => ({
  ...{ id: idOf(n), name, originalName: null, kind: 'video', mime: 'video/mp4', size: 1000 + n },
  ...{ sha256: digestOf(name), sm3: digestOf(`${name} sm3`), registeredAt: now },
  ...{ container: 'mp4', durationMs: 20_500, metadataCreatedAt: null, gps: { lat: 38.4, lon: 112.7 } },
});
function rowOf(n: number, filmName: string): Json {
  const { originalName, registeredAt, container, durationMs, metadataCreatedAt, gps, ...same } = filmOf(
    n,
    filmName,
  );
  return {
    ...same,
    ...{ original_name: originalName, registered_at: registeredAt.replace('Z', '+00:00') },
    probe: { container, durationMs, createdAt: metadataCreatedAt, gps, make: null },
    relative_path: 'card/DCIM',
  };
}

/** A log of recordings with these names, signed: what an honest server holds, or a forger. */
function makeLog(names: readonly string[], privateKey = key) {
  const { signer, verifierKey } = keyPair(privateKey);
  const payloads = names.map((name, n) => rowOf(n, name));
  const leaves = payloads.map((payload, n) =>
    entryText({
      ...{ v: 1, alg: 'sha256', kind: 'recording.registered', at: now, ...ids },
      subject: `recording/${idOf(n)}`,
      digest: payloadDigest(salt, payload),
    }),
  );
  const hashes = leaves.map((leaf) => leafHash(utf8(leaf)));
  const rootOf = (from: number, to: number) => rootFromLeafHashes(hashes.slice(from, to));
  const readNode = (level: number, index: number) => rootOf(index * 2 ** level, (index + 1) * 2 ** level);
  const noteOf = (size: number) =>
    signNote(formatCheckpoint({ origin, size, root: rootOf(0, size) }), [signer]);
  const prove = async (proof: Promise<Uint8Array[]>) => (await proof).map((hash) => toBase64(hash));
  return {
    ...{ verifierKey, noteOf, size: names.length },
    memory: (size: number): LogMemory => ({
      ...{ verifierKey, size, checkpoint: noteOf(size), since: '2026-01-01T00:00:00.000Z' },
    }),
    consistency: async (from: number, to: number): Promise<Output<'proveConsistency'>> => ({
      proof: await prove(consistencyProof(from, to, readNode)),
      ...{ oldCheckpoint: noteOf(from), newCheckpoint: noteOf(to) },
    }),
    receipt: async (index: number, size = names.length): Promise<Output<'proveRecording'>> => ({
      ...{ entry: leaves[index] ?? '', salt, payload: payloads[index] ?? null, index, size },
      proof: await prove(inclusionProof(index, size, readNode)),
      checkpoint: noteOf(size),
    }),
  };
}
type Log = ReturnType<typeof makeLog>;

const names = Array.from({ length: 23 }, (_, n) => `film ${n}`);
const log = makeLog(names);
/** The same log up to its twelfth entry, and another past after it, signed by the same key. */
const fork = makeLog(names.map((name, n) => (n < 12 ? name : `${name} changed`)));

interface Answers {
  state?: Partial<Output<'logState'>>;
  receipt?: Partial<Output<'proveRecording'>>;
  consistency?: (from: number, to: number) => Promise<Output<'proveConsistency'>>;
}

/** A browser with this memory before a server that shows this log, with some of its answers changed. */
function browse(shown: Log, size: number, memory: LogMemory | null, answers: Answers = {}) {
  const asked: string[] = [];
  const written: LogMemory[] = [];
  const state: Output<'logState'> = {
    ...{ origin, verifierKey: shown.verifierKey, size, root: '', signedAt: now, waiting: 0 },
    checkpoint: size === 0 ? null : shown.noteOf(size),
    lastVerification: null,
    ...answers.state,
  };
  const answer = async (name: string, input: Record<string, number>): Promise<unknown> => {
    asked.push(name);
    if (name === 'logState') return state;
    if (name === 'proveConsistency')
      return (answers.consistency ?? shown.consistency)(input.from ?? 0, input.to ?? 0);
    return { ...(await shown.receipt(5, size)), ...answers.receipt };
  };
  const checking: Checking = {
    call: (name, input: Input<typeof name>) =>
      answer(name, input as Record<string, number>) as Promise<Output<typeof name>>,
    now,
    read: () => memory,
    write: (next) => void written.push(next),
  };
  return { checking, asked, written };
}

describe('a log that continues what is remembered', () => {
  test('is seen first: its key and checkpoint are remembered with the time', async () => {
    const { checking, written } = browse(log, 7, null);
    expect(await checkLog(checking)).toMatchObject({ state: 'first', from: 0, size: 7, origin });
    expect(written).toEqual([{ ...log.memory(7), since: now }]);
  });

  test('is the same: no proof is needed', async () => {
    const { checking, asked, written } = browse(log, 7, log.memory(7));
    expect(await checkLog(checking)).toMatchObject({ state: 'same', from: 7, size: 7 });
    expect(asked).toEqual(['logState']);
    expect(written).toEqual([log.memory(7)]);
  });

  test('has grown from every size to every larger one: the newer is remembered, since the first time', async () => {
    for (let from = 1; from < log.size; from++)
      for (let to = from + 1; to <= log.size; to += 5) {
        const { checking, written } = browse(log, to, log.memory(from));
        expect(await checkLog(checking), `${from} to ${to}`).toMatchObject({
          state: 'grown',
          from,
          size: to,
        });
        expect(written).toEqual([log.memory(to)]);
      }
  });

  test('is empty: nothing is remembered', async () => {
    const { checking, written } = browse(log, 0, null);
    expect(await checkLog(checking)).toEqual({ state: 'empty' });
    expect(written).toEqual([]);
  });
});

describe('a log that does not is told, and what is remembered stays', () => {
  const other = makeLog(names, otherKey);
  const table: [what: string, before: ReturnType<typeof browse>, state: string][] = [
    ['another key', browse(other, 9, log.memory(7)), 'keyChanged'],
    ['another key over the same log', browse(other, 7, log.memory(7)), 'keyChanged'],
    ['fewer entries', browse(log, 6, log.memory(7)), 'shrunk'],
    ['another past', browse(fork, 20, log.memory(14)), 'failed'],
    ['another past of the same size', browse(fork, 14, log.memory(14)), 'failed'],
    [
      'another past with the proof of the true one',
      browse(fork, 20, log.memory(14), { consistency: log.consistency }),
      'failed',
    ],
    [
      'no proof of its growth',
      browse(log, 20, log.memory(14), {
        consistency: async (from, to) => ({ ...(await log.consistency(from, to)), proof: [] }),
      }),
      'failed',
    ],
    [
      'the proof of another growth',
      browse(log, 20, log.memory(14), { consistency: (from) => log.consistency(from, 19) }),
      'failed',
    ],
    [
      'a checkpoint that another key signed',
      browse(log, 20, log.memory(14), { state: { checkpoint: other.noteOf(20) } }),
      'failed',
    ],
    [
      'a checkpoint at the first visit that its key did not sign',
      browse(log, 20, null, { state: { checkpoint: other.noteOf(20) } }),
      'failed',
    ],
    [
      'a size changed in the signed text',
      browse(log, 20, log.memory(14), { state: { checkpoint: log.noteOf(20).replace('\n20\n', '\n21\n') } }),
      'failed',
    ],
    ['what is no checkpoint', browse(log, 20, log.memory(14), { state: { checkpoint: 'none' } }), 'failed'],
  ];
  test.each(table)('%s', async (_what, { checking, written }, state) => {
    const check = await checkLog(checking);
    expect(check.state).toBe(state);
    if (check.state === 'failed') expect(check.reason).not.toBe('');
    expect(written).toEqual([]);
  });

  test('the remembered size is what was signed, not what somebody wrote beside it', async () => {
    const spoilt = { ...fork.memory(14), size: 3 };
    const { checking, written } = browse(log, 20, spoilt);
    expect((await checkLog(checking)).state).toBe('failed');
    expect(written).toEqual([]);
  });

  test('a log that was not empty and is now', async () => {
    const { checking, written } = browse(log, 0, log.memory(14));
    expect((await checkLog(checking)).state).toBe('shrunk');
    expect(written).toEqual([]);
  });

  const faults = [
    new TypeError('fetch failed'),
    new ContractError(describeError('server.fault', { id: '1' }), 500),
  ];
  test.each(faults)('a network that fails is no finding: %s', async (fault) => {
    const consistency = () => Promise.reject(fault);
    const { checking, written } = browse(log, 20, log.memory(14), { consistency });
    await expect(checkLog(checking)).rejects.toBe(fault);
    expect(written).toEqual([]);
  });
});

describe('a recording', () => {
  const shown = filmOf(5, 'film 5');
  const entryRow = {
    ...{ entryId: 6, logIndex: 5, kind: 'recording.registered', at: now, actor: 'system' },
    subject: `recording/${idOf(5)}`,
  };
  const failing = async ({ checking }: ReturnType<typeof browse>, page = shown) => {
    const { ok, checks } = await checkRecording(page, checking);
    const failed = checks.filter((check) => !check.ok);
    expect(ok).toBe(failed.length === 0);
    for (const { fault } of failed) expect(fault).not.toBe('');
    return failed.map(({ check }) => check);
  };

  test('is in the log, with its place and who signed', async () => {
    const check = await checkRecording(shown, browse(log, 20, log.memory(14)).checking);
    expect(check).toMatchObject({ ok: true, index: 5, size: 20, signedBy: [origin] });
    expect(check.checks.map(({ check: name }) => name)).toEqual([
      ...['entry', 'payload', 'signature', 'inclusion'],
      ...['subject', 'consistency', 'row'],
    ]);
  });

  test('of an entry that shows nothing of its row is checked without it', async () => {
    const { ok, checks } = await checkEntry(entryRow, browse(log, 20, null).checking);
    expect(ok).toBe(true);
    expect(checks.map(({ check }) => check)).not.toContain('row');
  });

  test('whose receipt is the true one of another recording', async () => {
    const receipt = await log.receipt(6);
    const page = { ...filmOf(6, 'film 6'), id: idOf(5) };
    const { ok, checks } = await checkRecording(page, browse(log, 23, null, { receipt }).checking);
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok)).toMatchObject([
      { check: 'subject' },
      { check: 'row', fault: 'not as sealed: id' },
    ]);
  });

  test.each([
    ['kind', { kind: 'recording.attributed' }],
    ['time', { at: '2026-10-14T02:00:01.000Z' }],
    ['place', { logIndex: 4 }],
    ['subject', { subject: `recording/${idOf(4)}` }],
  ])('of an entry whose row shows another %s', async (_what, other) => {
    const { ok, checks } = await checkEntry({ ...entryRow, ...other }, browse(log, 20, null).checking);
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok).map(({ check }) => check)).toEqual(['subject']);
  });

  test('whose content is withheld is checked without it, and that is told', async () => {
    const receipt = { salt: '', payload: null, withheld: true };
    const checked = await checkRecording(shown, browse(log, 20, null, { receipt }).checking);
    expect(checked).toMatchObject({ ok: true, withheld: true });
    expect(checked.checks.map(({ check }) => check)).toEqual([
      ...['entry', 'signature', 'inclusion'],
      ...['subject', 'consistency'],
    ]);
  });

  test.each<Partial<ShownRecording>>([
    { name: 'film 6' },
    { originalName: '../film 5' },
    { kind: 'audio' },
    { mime: 'video/avi' },
    { size: 1 },
    { sha256: digestOf('film 6') },
    { sm3: digestOf('film 6') },
    { registeredAt: '2026-10-13T02:00:00.000Z' },
    { container: 'avi' },
    { durationMs: 20_000 },
    { metadataCreatedAt: now },
    { gps: null },
  ])('whose page shows another %o', async (other) =>
    expect(await failing(browse(log, 20, null), { ...shown, ...other })).toEqual(['row']),
  );

  test('whose row is not in the receipt', async () =>
    expect(await failing(browse(log, 20, null, { receipt: { payload: null } }))).toEqual(['payload', 'row']));

  const tampered: [what: string, receipt: Partial<Output<'proveRecording'>>, failed: string[]][] = [
    ['its row', { payload: rowOf(5, 'film 5 cut') }, ['payload', 'row']],
    [
      'what the page does not show of its row',
      { payload: { ...(rowOf(5, 'film 5') as object), relative_path: 'elsewhere' } },
      ['payload'],
    ],
    ['its place', { index: 4 }, ['inclusion']],
    ['its entry', { entry: '' }, ['entry', 'payload', 'inclusion', 'subject']],
    ['its proof', { proof: [] }, ['inclusion']],
  ];
  test.each(tampered)('whose receipt was changed in %s', async (_what, receipt, failed) =>
    expect(await failing(browse(log, 20, null, { receipt }))).toEqual(failed),
  );

  test('of a log whose past is another one', async () =>
    expect(await failing(browse(fork, 20, log.memory(14)))).toContain('consistency'));

  test('of a log whose key is another one is checked by the remembered key', async () => {
    const failed = await failing(browse(makeLog(names, otherKey), 20, log.memory(14)));
    expect(failed).toEqual(['signature', 'inclusion', 'consistency']);
  });

  test('that lies in a fork which the server shows for this receipt only', async () => {
    for (const size of [15, 20, 22])
      expect(
        await failing(browse(log, 20, log.memory(14), { receipt: await fork.receipt(5, size) })),
      ).toEqual(['consistency']);
  });

  test('whose receipt is older or newer than the checkpoint of the log', async () => {
    for (const size of [6, 14, 19, 20, 23])
      expect(await failing(browse(log, 20, log.memory(14), { receipt: await log.receipt(5, size) }))).toEqual(
        [],
      );
  });
});
