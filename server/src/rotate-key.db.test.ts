import { createPrivateKey } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '@liuhen/contract';
import { followKeys, openCheckpoint, parseEntry, parseVerifierKey, verifyReceipt } from '@liuhen/proof';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asHouse, asOwner, sealUnit, sequenceAll, startTestSequencer } from '../test/custody.ts';
import { startTestServer, type TestServer } from '../test/server.ts';
import type { Config } from './config.ts';
import { createNextKey, currentKey, recordSuccessor } from './custody/index.ts';
import { makeLogKey } from './custody/key.ts';
import { proveEntry } from './custody/prove.ts';
import { runRotateKey } from './rotate-key.ts';
import { startServer } from './server.ts';

let server: TestServer;
let config: Config;
let keys: string;
let said: string;

beforeEach(async () => {
  server = await startTestServer();
  config = server.config;
  keys = join(config.home, 'keys');
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const keyFile = () => readFile(join(keys, 'log-key.pem'), 'utf8');
const signingKey = async () => makeLogKey(createPrivateKey(await keyFile()), config.logOrigin);
const listedKeys = async () => (await readFile(join(keys, 'verifier-keys.txt'), 'utf8')).trim().split('\n');
const rotate = (...args: string[]) => runRotateKey(config, ['--reason', '每年更换', ...args]);
const checkpoints = () =>
  asOwner<{ size: number; note: string }>(
    server.ground,
    'select size::int as size, note from custody_checkpoint order by size',
  );
const entriesOf = (kind: string) =>
  asOwner<{ id: number; leaf: string; at: number | null }>(
    server.ground,
    `select e.entry_id::int as id, e.leaf, l.leaf_index::int as at from custody_entry e
     left join custody_leaf l using (entry_id) where kind = '${kind}' order by 1`,
  );
const signs = (note: string, verifierKey: string): boolean => {
  try {
    openCheckpoint(note, [verifierKey]);
    return true;
  } catch {
    return false;
  }
};
const whileStopped = <T>(work: () => Promise<T>, changes: Partial<Config> = {}): Promise<T> =>
  server.whileStopped(work, changes);
const stateOf = async () => {
  const visitor = await server.visit(server.organ.people.custodian);
  return visitor.call('logState', {});
};

describe('a key that is replaced', () => {
  it.each(['ed25519', 'sm2'] as const)(
    'gives way to one of %s, over an entry that the old one signed',
    async (algorithm) => {
      const old = await signingKey();
      expect(await whileStopped(() => rotate('--algorithm', algorithm))).toBe(0);
      const next = await signingKey();
      expect(parseVerifierKey(next.verifierKey).algorithm).toBe(algorithm);
      expect(said).toContain(next.verifierKey);
      expect(await listedKeys()).toEqual([old.verifierKey, next.verifierKey]);
      expect((await readdir(keys)).filter((name) => name.startsWith('log-key'))).toEqual(['log-key.pem']);
      const [entry] = await entriesOf('key.rotated');
      const vouching = (await checkpoints()).find(({ size }) => size > (entry?.at ?? 0));
      expect(signs(vouching?.note ?? '', old.verifierKey)).toBe(true);
      const state = await stateOf();
      expect(state.verifierKey).toBe(next.verifierKey);
      await expect.poll(async () => signs((await stateOf()).checkpoint ?? '', next.verifierKey)).toBe(true);
      expect(signs((await stateOf()).checkpoint ?? '', old.verifierKey)).toBe(false);
      expect((await server.check()).findings).toEqual([]);
    },
  );

  it('is followed by whoever trusts it, step by step, from what everybody may read', async () => {
    const first = await signingKey();
    const chain = [first.verifierKey];
    for (const algorithm of ['sm2', 'ed25519']) {
      await whileStopped(() => rotate('--algorithm', algorithm));
      chain.push((await signingKey()).verifierKey);
    }
    const publicKeys = async () => {
      const answer = await fetch(`${server.url}/log/keys`);
      return (await answer.json()) as Output<'logKeys'>;
    };
    const { keys } = await publicKeys();
    expect(keys.map(({ verifierKey }) => verifierKey)).toEqual([...chain].reverse());
    expect(keys.map(({ replacing }) => replacing?.reason ?? null)).toEqual(['每年更换', '每年更换', null]);
    const receipts = keys.flatMap(({ receipt }) => receipt ?? []);
    expect(followKeys(first.verifierKey, receipts)).toEqual(chain);
    expect(followKeys(chain[1] ?? '', receipts)).toEqual(chain.slice(1));
    await whileStopped(() => rotate('--revoke'));
    const after = await publicKeys();
    const last = (await signingKey()).verifierKey;
    expect(after.keys[0]).toMatchObject({ verifierKey: last, replacing: { revokes: true }, receipt: null });
    expect(
      followKeys(
        first.verifierKey,
        after.keys.flatMap(({ receipt }) => receipt ?? []),
      ),
    ).not.toContain(last);
  });

  it('leaves what it signed verifiable: a receipt of before and one of after, each by its key', async () => {
    const old = await signingKey();
    const [founding] = await entriesOf('key.created');
    const prove = (id: number) => asHouse(server.ground, (ctx) => proveEntry(ctx, id));
    const before = await prove(founding?.id ?? 0);
    await whileStopped(() => rotate('--algorithm', 'sm2'));
    await stateOf();
    const next = await signingKey();
    await expect
      .poll(async () => verifyReceipt(await prove(founding?.id ?? 0), [next.verifierKey]).ok)
      .toBe(true);
    expect(verifyReceipt(before, [old.verifierKey]).ok).toBe(true);
    expect(verifyReceipt(before, [next.verifierKey]).ok).toBe(false);
  });

  it('is told in the log with its reason and by what it was replaced', async () => {
    const old = await asHouse(server.ground, ({ tx }) => currentKey(tx));
    await whileStopped(() => rotate());
    const [row] = await asOwner<{ payload: string }>(
      server.ground,
      `select p.payload from custody_payload p join custody_entry e using (entry_id) where kind = 'key.rotated'`,
    );
    const { verifierKey } = await signingKey();
    expect(JSON.parse(row?.payload ?? '')).toMatchObject({
      ...{ replaces: old?.id, revokes: false, reason: '每年更换', verifier_key: verifierKey },
    });
    const [entry] = await entriesOf('key.rotated');
    expect(parseEntry(entry?.leaf ?? '')).toMatchObject({ actor: 'system', organ: null });
  });

  it('may be replaced again and again', async () => {
    for (const algorithm of ['sm2', 'ed25519', 'sm2'])
      await whileStopped(() => rotate('--algorithm', algorithm));
    expect(await listedKeys()).toHaveLength(4);
    await stateOf();
    expect((await server.check()).findings).toEqual([]);
  });

  it('that signs all the same is found', async () => {
    const old = await signingKey();
    await whileStopped(() => rotate());
    await server.whileStopped(async () => {
      await asHouse(server.ground, (ctx) => sealUnit(ctx, server.organ.id, 'later'));
      const sequencer = startTestSequencer(server.ground, old);
      await sequenceAll(server.ground, sequencer);
      await sequencer.stop();
    });
    const late = (await checkpoints()).filter(({ note }) => signs(note, old.verifierKey)).at(-1);
    const codes = (await server.check()).findings.map(({ code, subject }) => ({ code, subject }));
    expect(codes).toContainEqual({ code: 'log.lateKey', subject: String(late?.size) });
  });
});

describe('a key that is revoked', () => {
  it('signs nothing more, not even what names the next', async () => {
    const old = await signingKey();
    const before = (await checkpoints()).length;
    await whileStopped(() => rotate('--revoke'));
    await stateOf();
    await expect.poll(async () => (await entriesOf('key.revoked'))[0]?.at ?? null).not.toBeNull();
    const later = (await checkpoints()).slice(before).filter(({ note }) => signs(note, old.verifierKey));
    expect(later).toEqual([]);
    expect(said).toContain('已撤销');
    expect((await server.check()).findings).toEqual([]);
  });
});

describe('a rotation that was cut off', () => {
  const begin = async (revokes: boolean) => {
    const next = await createNextKey(keys, config.logOrigin, 'ed25519', null);
    await asHouse(server.ground, async (ctx) => {
      const old = await currentKey(ctx.tx);
      if (old === undefined) throw new Error('no key');
      await recordSuccessor(ctx, old, { next, revokes, reason: '中断' });
    });
    return next;
  };

  it('before it was on record leaves the old key', async () => {
    const old = await signingKey();
    await whileStopped(() => createNextKey(keys, config.logOrigin, 'sm2', null));
    expect((await stateOf()).verifierKey).toBe(old.verifierKey);
    expect(await readdir(keys)).not.toContain('log-key.next.pem');
  });

  it('after that is ended by the next start, the old key vouching for the new one', async () => {
    const old = await signingKey();
    const next = await whileStopped(() => begin(false));
    expect((await stateOf()).verifierKey).toBe(next.verifierKey);
    const [entry] = await entriesOf('key.rotated');
    const vouching = (await checkpoints()).find(({ size }) => size > (entry?.at ?? 0));
    expect(signs(vouching?.note ?? '', old.verifierKey)).toBe(true);
    expect((await server.check()).findings).toEqual([]);
  });

  it('after that, where the old key is revoked, without it', async () => {
    const old = await signingKey();
    const before = (await checkpoints()).length;
    const next = await whileStopped(() => begin(true));
    expect((await stateOf()).verifierKey).toBe(next.verifierKey);
    const later = (await checkpoints()).slice(before);
    expect(later.filter(({ note }) => signs(note, old.verifierKey))).toEqual([]);
  });

  it('is ended by the command too, and then replaced once more', async () => {
    const next = await whileStopped(async () => {
      const one = await begin(false);
      await rotate();
      return one;
    });
    expect(await listedKeys()).toContain(next.verifierKey);
    expect(await listedKeys()).toHaveLength(3);
  });
});

describe('the command', () => {
  it('wants a reason and an algorithm that it knows', async () => {
    await expect(runRotateKey(config, [])).rejects.toMatchObject({ key: 'cli.fault.rotateReason' });
    await expect(runRotateKey(config, ['--reason', '  '])).rejects.toMatchObject({
      key: 'cli.fault.rotateReason',
    });
    await expect(rotate('--algorithm', 'rsa')).rejects.toMatchObject({ key: 'cli.fault.rotateAlgorithm' });
  });

  it('changes nothing beside a running server', async () => {
    const before = await keyFile();
    await expect(rotate()).rejects.toThrow('请先停止');
    expect(await keyFile()).toBe(before);
  });

  it('says so where nothing was ever started', async () => {
    const home = join(server.ground.folder, 'elsewhere');
    await whileStopped(async () => {
      await expect(runRotateKey({ ...config, home }, ['--reason', 'x'])).rejects.toMatchObject({
        key: 'cli.fault.nothingStarted',
      });
    });
  });
});

describe('a passphrase', () => {
  const file = () => join(server.ground.folder, 'passphrase');

  it('is put on the key at the next start, and asked for from then on', async () => {
    const { verifierKey } = await signingKey();
    await writeFile(file(), '三号 柜子 左边 7\nignored\n');
    await server.restart({ keyPassphraseFile: file() });
    expect(await keyFile()).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect((await stateOf()).verifierKey).toBe(verifierKey);
    await whileStopped(
      async () => {
        await expect(startServer(config)).rejects.toMatchObject({ key: 'cli.fault.keyLocked' });
        await writeFile(file(), 'another');
        const locked = { ...config, keyPassphraseFile: file() };
        await expect(startServer(locked)).rejects.toMatchObject({ key: 'cli.fault.keyPassphraseWrong' });
        for (const text of ['', '\nx']) {
          await writeFile(file(), text);
          await expect(startServer(locked)).rejects.toMatchObject({ key: 'cli.fault.keyPassphraseMissing' });
        }
        await writeFile(file(), '三号 柜子 左边 7');
        await runRotateKey(locked, ['--reason', 'x', '--algorithm', 'sm2']);
        expect(await keyFile()).toContain('BEGIN ENCRYPTED PRIVATE KEY');
      },
      { keyPassphraseFile: file() },
    );
    expect(parseVerifierKey((await stateOf()).verifierKey).algorithm).toBe('sm2');
  });

  it('whose file is not there is told by its name', async () => {
    await whileStopped(async () => {
      const keyPassphraseFile = join(server.ground.folder, 'nowhere');
      await expect(startServer({ ...config, keyPassphraseFile })).rejects.toMatchObject({
        key: 'cli.fault.keyPassphraseMissing',
        values: { file: keyPassphraseFile },
      });
    });
  });
});

it('a log that signs with SM2 from its first start', async () => {
  const fresh = await startTestServer({ keyAlgorithm: 'sm2' });
  try {
    const visitor = await fresh.visit(fresh.organ.people.custodian);
    const { verifierKey, checkpoint } = await visitor.call('logState', {});
    expect(parseVerifierKey(verifierKey).algorithm).toBe('sm2');
    expect(signs(checkpoint ?? '', verifierKey)).toBe(true);
    expect((await fresh.check()).findings).toEqual([]);
  } finally {
    await fresh.close();
  }
});
