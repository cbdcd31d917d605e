import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { shortFingerprint } from '@liuhen/proof';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { configOf, readCard, startTestServer, type TestServer, type TestVisitor } from '../../test/server.ts';
import { recordingOf, send, until } from '../../test/tus.ts';
import { runRotateKey } from '../rotate-key.ts';

const run = promisify(execFile);
const verifier = join(import.meta.dirname, '..', '..', '..', 'verifier', 'dist', 'verify.mjs');

let server: TestServer;
let custodian: TestVisitor;
let folder: string;
let filmId: string;
/** Keys and packages in the order in which they were used and made. */
const keys: string[] = [];
const packages: string[] = [];

async function makePackage(): Promise<void> {
  const input = { kind: 'recordings' as const, ids: [filmId], recipient: '某区人民法院', purpose: '举证' };
  const { id } = await custodian.call('orderPackage', { id: randomUUID(), ...input });
  await until(
    () => custodian.call('listPackages', { limit: 50 }),
    ({ rows }) => rows.find((row) => row.id === id)?.state === 'ready',
  );
  const file = join(folder, `${packages.length}.zip`);
  const answer = await custodian.fetch(`/api/packages/${id}/package.zip`);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  packages.push(file);
  keys.push((await custodian.call('logState', {})).verifierKey);
}

async function rotate(...more: string[]): Promise<void> {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await server.whileStopped(() =>
      runRotateKey(configOf(server.ground), ['--reason', '到期轮换', ...more]).then(() => undefined),
    );
  } finally {
    said.mockRestore();
  }
  custodian = await server.visit(server.organ.people.custodian);
}

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'liuhen-rotated-'));
  custodian = await server.visit(server.organ.people.custodian);
  filmId = recordingOf(
    await send(custodian, await readCard('ql/VID_20261108_194512.mp4'), { filename: '一.mp4' }),
  );
  await makePackage();
  await rotate('--algorithm', 'sm2');
  await makePackage();
  await rotate('--revoke');
  await makePackage();
}, 120_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function verify(which: number, trusted: string): Promise<{ signers: string; codes: string[] }> {
  const file = join(folder, 'keys.txt');
  await writeFile(file, trusted);
  const { stdout } = await run(process.execPath, [
    verifier,
    packages[which] ?? '',
    '--keys',
    file,
    '--json',
  ]).catch((error: { stdout: string }) => error);
  const { verdicts } = JSON.parse(stdout) as {
    verdicts: Record<string, { outcome: string; findings: { code: string; at: string }[] }>;
  };
  expect([verdicts.content?.outcome, verdicts.log?.outcome]).toEqual(['holds', 'holds']);
  const codes = (verdicts.signers?.findings ?? []).map(({ code, at }) => `${code} ${at.slice(0, 39)}`);
  return { signers: verdicts.signers?.outcome ?? '', codes };
}
const finger = (which: number) => shortFingerprint(keys[which] ?? '');

describe('a package of before the key was replaced', () => {
  it('holds for who trusts the key of then, and for who takes all that the log has published', async () => {
    expect(await verify(0, `${keys[0]}\n`)).toEqual({ signers: 'holds', codes: [] });
    const published = await (await fetch(`${server.url}/log/keys`)).text();
    expect(await verify(0, published)).toEqual({ signers: 'holds', codes: [] });
  });

  it('fails for who trusts the key of now alone: anybody can say that he was there before', async () => {
    expect(await verify(0, `${keys[1]}\n`)).toEqual({
      signers: 'fails',
      codes: [`signer.otherKey ${finger(1)}`],
    });
  });
});

describe('a package of after it', () => {
  it('holds for who trusts the key of before, since that one vouched for the next, and says so', async () => {
    expect(await verify(1, `${keys[0]}\n`)).toEqual({
      signers: 'holds',
      codes: [`signer.successor ${finger(1)}`],
    });
    expect(await verify(1, `${keys[1]}\n`)).toEqual({ signers: 'holds', codes: [] });
  });
});

describe('a package of after a key was revoked', () => {
  it.each([0, 1])('fails for who trusts a key of before, and says which: %s', async (which) => {
    expect(await verify(2, `${keys[which]}\n`)).toEqual({
      signers: 'fails',
      codes: [`signer.otherKey ${finger(which)}`],
    });
  });

  it('holds for who was told the new one', async () => {
    expect(await verify(2, `${keys[2]}\n`)).toEqual({ signers: 'holds', codes: [] });
  });

  it('says of one that the revoked key had signed that it was revoked, to who takes what the log publishes', async () => {
    const published = await (await fetch(`${server.url}/log/keys`)).text();
    expect(await verify(1, published)).toEqual({
      signers: 'cannotTell',
      codes: [`signer.revoked ${finger(1)}`],
    });
    expect(await verify(2, published)).toEqual({ signers: 'holds', codes: [] });
  });
});
