import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackageRow } from '@liuhen/contract';
import { type Description, fingerprintOf } from '@liuhen/proof';
import { readCertificates } from '@liuhen/proof/time-stamp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Authority } from '../../../proof/test/authority.ts';
import { asOwner } from '../../test/custody.ts';
import { openPackageRoom, ordered as order, type PackageRoom } from '../../test/packages.ts';
import { makeOrgan } from '../../test/people.ts';
import { hexOf, type TestServer, type TestVisitor } from '../../test/server.ts';
import { serveTimeAuthority } from '../../test/time-authority.ts';
import { recordingOf, send, variantOf } from '../../test/tus.ts';
import { openFileVault } from '../base/vault-files.ts';

const run = promisify(execFile);
const verifier = join(import.meta.dirname, '..', '..', '..', 'verifier', 'dist', 'verify.mjs');

let room: PackageRoom;
let server: TestServer;
let custodian: TestVisitor;
let folder: string;
/** A case with an act and a film, and another one that it must say nothing of. */
let [caseId, actId, filmId] = ['', '', ''];
let film: Buffer = Buffer.alloc(0);

beforeAll(async () => {
  room = await openPackageRoom();
  ({ server, custodian, caseId, actId, filmId, film } = room);
});
afterAll(() => room.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-package-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rowOf = (id: string) => room.rowOf(id);
const settled = (id: string) => room.settled(id);
const make = (kind: PackageRow['kind'], ids: string[]) => room.make(kind, ids);
const zipOf = (id: string, init: RequestInit = {}) => room.zipOf(id, init);
/** An answer that nobody reads to its end would hold the server when it stops. */
const statusOf = async (id: string, init: RequestInit = {}): Promise<number> => {
  const answer = await zipOf(id, init);
  await answer.arrayBuffer();
  return answer.status;
};
const bytesOf = async (id: string) => Buffer.from(await (await zipOf(id)).arrayBuffer());
const unpack = (id: string) => room.unpack(id, folder);
interface Told {
  verdicts: Record<string, { outcome: string; findings: { code: string }[] }>;
}
async function verify(path: string, more: string[] = []): Promise<{ code: number; told: Told }> {
  const keys = join(folder, 'keys.txt');
  const { verifierKey } = await custodian.call('logState', {});
  await writeFile(keys, `${verifierKey}\n`);
  const { code, stdout } = await run(process.execPath, [
    verifier,
    path,
    '--keys',
    keys,
    ...more,
    '--json',
  ]).then(
    ({ stdout: said }) => ({ code: 0, stdout: said }),
    (error: { code: number; stdout: string }) => error,
  );
  return { code, told: JSON.parse(stdout) as Told };
}
const describedIn = async (bag: string) =>
  JSON.parse(await readFile(join(bag, 'data', 'package.json'), 'utf8')) as Description;

describe('a package of a case', () => {
  let row: PackageRow;
  beforeAll(async () => {
    row = await make('case', [caseId]);
  });

  it('is verified by the program that goes along, with no word of the server', async () => {
    expect(row).toMatchObject({ state: 'ready', ...order, digest: expect.any(String) });
    const { zip, bag } = await unpack(row.id);
    for (const path of [zip, bag]) {
      const { told } = await verify(path);
      const outcomes = Object.fromEntries(
        Object.entries(told.verdicts).map(([name, one]) => [name, one.outcome]),
      );
      expect(outcomes, JSON.stringify(told.verdicts)).toEqual({
        ...{ content: 'holds', log: 'holds', time: 'cannotTell', signers: 'holds' },
      });
    }
  });

  it('holds the film byte for byte, and says what each file is', async () => {
    const { bag } = await unpack(row.id);
    const { files, subject, verdicts, people, entries } = await describedIn(bag);
    const original = files.find(({ role }) => role === 'original');
    expect(original).toMatchObject({
      of: `recording/${filmId}`,
      sha256: hexOf(film, 'sha256'),
      sm3: hexOf(film, 'sm3'),
    });
    expect(original?.path).toBe('data/originals/001-检查_ 现场_.mp4');
    expect((await readFile(join(bag, original?.path ?? ''))).equals(film)).toBe(true);
    expect(subject).toMatchObject({ kind: 'case', ids: [caseId] });
    expect(verdicts.length).toBeGreaterThan(0);
    expect(people.map(({ name }) => name)).toContain('赵敏');
    expect(entries.length).toBeGreaterThan(5);
    const report = await readFile(join(bag, 'data', 'report.pdf'));
    expect(report.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is the same bytes each time, whole or in pieces', async () => {
    const whole = await bytesOf(row.id);
    expect(whole.length).toBe(row.size);
    expect((await bytesOf(row.id)).equals(whole)).toBe(true);
    for (const [start, end] of [
      [0, 0],
      [1, 4000],
      [whole.length - 30, whole.length - 1],
      [500, whole.length - 1],
    ] as const) {
      const answer = await zipOf(row.id, { headers: { range: `bytes=${start}-${end}` } });
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${whole.length}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(whole.subarray(start, end + 1))).toBe(true);
    }
    expect(await statusOf(row.id, { headers: { range: `bytes=${whole.length}-` } })).toBe(416);
  });

  it('is noted each time it goes out from its beginning, by whom', async () => {
    const before = (await rowOf(row.id)).handedOut;
    await bytesOf(row.id);
    await statusOf(row.id, { headers: { range: 'bytes=5-9' } });
    expect((await rowOf(row.id)).handedOut).toBe(before + 1);
    const [last] = await asOwner<{ actor: string }>(
      server.ground,
      `select actor from custody_entry where kind = 'package.handedOut' order by entry_id desc limit 1`,
    );
    expect(last?.actor).toBe(server.organ.people.custodian.accountId);
  });

  it('is noted too when somebody takes all but its first byte, once for what goes on', async () => {
    const head = await server.visit(server.organ.people.head);
    const before = (await rowOf(row.id)).handedOut;
    for (const range of ['bytes=1-', 'bytes=500-'])
      await (await head.fetch(`/api/packages/${row.id}/package.zip`, { headers: { range } })).arrayBuffer();
    expect((await rowOf(row.id)).handedOut).toBe(before + 1);
  });

  it('does not go out again to who has it, and says how long it is to who asks beyond its end', async () => {
    const etag = `"${row.digest}"`;
    expect(await statusOf(row.id, { headers: { 'if-none-match': etag } })).toBe(304);
    const beyond = await zipOf(row.id, { headers: { range: `bytes=${row.size}-` } });
    expect(beyond.headers.get('content-range')).toBe(`bytes */${row.size}`);
    await beyond.arrayBuffer();
    const stale = await zipOf(row.id, { headers: { range: 'bytes=1-2', 'if-range': '"another"' } });
    expect([stale.status, stale.headers.get('content-length')]).toEqual([200, String(row.size)]);
    await stale.body?.cancel();
  });

  it('does not begin to go out when the vault has lost a film', async () => {
    const path = await openFileVault(join(server.config.home, 'vault')).localPath(hexOf(film, 'sha256'));
    const before = (await rowOf(row.id)).handedOut;
    await rename(path, `${folder}/away`);
    try {
      const answer = await zipOf(row.id);
      expect((await answer.json()) as object).toMatchObject({ code: 'media.missing' });
    } finally {
      await rename(`${folder}/away`, path);
    }
    expect((await rowOf(row.id)).handedOut).toBe(before);
  });

  it.each<[string, (bag: string) => Promise<unknown>, string]>([
    [
      'a byte of the film',
      (bag) => appendFile(join(bag, 'data/originals/001-检查_ 现场_.mp4'), 'x'),
      'content',
    ],
    ['a file that is gone', (bag) => rm(join(bag, 'data/records/recording.json')), 'content'],
    ['a file that was added', (bag) => writeFile(join(bag, 'data/more.txt'), 'x'), 'content'],
    ['the report', (bag) => appendFile(join(bag, 'data/report.pdf'), ' '), 'content'],
    [
      'a line of the log',
      async (bag) => {
        const path = join(bag, 'data/log/entries.jsonl');
        const lines = (await readFile(path, 'utf8')).split('\n');
        await writeFile(path, lines.slice(1).join('\n'));
      },
      'log',
    ],
  ])('fails with %s changed', async (_, change, verdict) => {
    const { bag } = await unpack(row.id);
    await change(bag);
    const { code, told } = await verify(bag);
    expect(code).toBe(1);
    expect(told.verdicts[verdict]?.outcome).toBe('fails');
  });

  it('is the same order when it is sent twice', async () => {
    const input = { id: randomUUID(), kind: 'act' as const, ids: [actId], ...order };
    const [one, two] = await Promise.all(
      [custodian.call('orderPackage', input), custodian.call('orderPackage', input)].map((each) =>
        each.catch(() => null),
      ),
    );
    expect(one ?? two).toEqual({ id: input.id });
    expect(await custodian.call('orderPackage', input)).toEqual({ id: input.id });
    expect((await settled(input.id)).state).toBe('ready');
    const { rows } = await custodian.call('listPackages', { limit: 50, subject: actId });
    expect(rows.map(({ id }) => id)).toEqual([input.id]);
  });
});

describe('a package of recordings', () => {
  it('is verified too', async () => {
    const row = await make('recordings', [filmId]);
    const { zip } = await unpack(row.id);
    const { told } = await verify(zip);
    expect([told.verdicts.content?.outcome, told.verdicts.log?.outcome]).toEqual(['holds', 'holds']);
  });

  it('fails where a byte in the vault differs, says which file, and goes out to nobody', async () => {
    const bad = variantOf(film, 'to be altered');
    const id = recordingOf(await send(custodian, bad, { filename: 'altered.mp4' }));
    const path = await openFileVault(join(server.config.home, 'vault')).localPath(hexOf(bad, 'sha256'));
    await chmod(path, 0o600);
    await writeFile(path, Buffer.concat([bad.subarray(0, -1), Buffer.from([1])]));
    const row = await make('recordings', [id]);
    expect(row.state).toBe('failed');
    expect(row.fault?.zh).toContain('data/originals/001-altered.mp4');
    expect(await statusOf(row.id)).toBe(409);
    await rm(path);
    expect((await make('recordings', [id])).fault?.zh).toContain('不在存储中');
  });

  it('that was cut off by a stop goes on at the next start', async () => {
    const id = randomUUID();
    await custodian.call('orderPackage', { id, kind: 'recordings', ids: [filmId], ...order });
    await server.restart();
    custodian = await server.visit(server.organ.people.custodian);
    expect((await settled(id)).state).toBe('ready');
  });
});

describe('a package of a house whose checkpoints are stamped', () => {
  it('says when, by an authority that the reader trusts', async () => {
    const authority = new Authority();
    const served = await serveTimeAuthority((query, response) => void response.end(authority.answer(query)));
    const certificates = join(folder, 'roots.pem');
    await writeFile(certificates, authority.root);
    const authorities = [{ name: '授时', url: served.url }];
    await server.restart({ timeStamps: { authorities, certificates, everyMinutes: 60 } });
    try {
      custodian = await server.visit(server.organ.people.custodian);
      const row = await make('recordings', [filmId]);
      const { zip } = await unpack(row.id);
      const { code, told } = await verify(zip, ['--keys', certificates]);
      expect(told.verdicts.time?.outcome, JSON.stringify(told.verdicts)).toBe('holds');
      expect(code).toBe(0);
      const [root] = readCertificates(authority.root);
      const accepting = ['--fingerprint', fingerprintOf(root ?? '').slice(0, 39)];
      expect((await verify(zip, accepting)).told.verdicts.time?.outcome).toBe('holds');
      expect((await verify(zip)).told.verdicts.time?.outcome).toBe('cannotTell');
    } finally {
      served.close();
      authority.close();
      await server.restart();
      custodian = await server.visit(server.organ.people.custodian);
    }
  });

  it('comes all the same where the authority is silent or refuses', async () => {
    const served = await serveTimeAuthority((_, response) => void response.writeHead(500).end());
    const authority = new Authority();
    const certificates = join(folder, 'roots.pem');
    await writeFile(certificates, authority.root);
    const authorities = [{ name: 'out', url: served.url }];
    await server.restart({ timeStamps: { authorities, certificates, everyMinutes: 60 } });
    try {
      custodian = await server.visit(server.organ.people.custodian);
      expect((await make('recordings', [filmId])).state).toBe('ready');
      expect(served.asked.length).toBeGreaterThan(0);
    } finally {
      served.close();
      authority.close();
      await server.restart();
      custodian = await server.visit(server.organ.people.custodian);
    }
  });
});

describe('who may', () => {
  it('not: officers and administrators, and nobody of another organ sees it', async () => {
    const row = await make('act', [actId]);
    const input = { id: randomUUID(), kind: 'act' as const, ids: [actId], ...order };
    for (const role of ['officer', 'administrator'] as const) {
      const visitor = await server.visit(server.organ.people[role]);
      await expect(visitor.call('orderPackage', input)).rejects.toMatchObject({
        body: { code: 'permission.denied' },
      });
      expect((await visitor.fetch(`/api/packages/${row.id}/package.zip`)).status).toBe(403);
    }
    const other = await makeOrgan(server.ground, 'ql', 'ql');
    const stranger = await server.visit(other.people.custodian);
    await expect(stranger.call('orderPackage', input)).rejects.toMatchObject({ body: { code: 'notFound' } });
    expect((await stranger.fetch(`/api/packages/${row.id}/package.zip`)).status).toBe(404);
    expect((await stranger.call('listPackages', { limit: 50 })).rows).toEqual([]);
  });

  it.each([
    ['two cases at once', { kind: 'case' as const, ids: [randomUUID(), randomUUID()] }, 'input.invalid'],
    ['a case that is not there', { kind: 'case' as const, ids: [randomUUID()] }, 'notFound'],
    ['a film that is not there', { kind: 'recordings' as const, ids: [randomUUID()] }, 'notFound'],
  ])('order %s: nobody', async (_, what, code) => {
    const ordering = custodian.call('orderPackage', { id: randomUUID(), ...what, ...order });
    await expect(ordering).rejects.toMatchObject({ body: { code } });
  });

  it('leave the house as it was: the doctor finds nothing but what was broken on purpose', async () => {
    const codes = (await server.check()).findings.map(({ code }) => code);
    expect(codes.filter((code) => !code.startsWith('bytes.'))).toEqual([]);
  });
});
