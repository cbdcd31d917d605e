import { createHash, randomBytes } from 'node:crypto';
import { chmod, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOrgan } from '../../test/people.ts';
import { hexOf, readCard, startTestServer, type TestServer, type TestVisitor } from '../../test/server.ts';
import {
  create,
  filesIn,
  head,
  offsetOf,
  open,
  patch,
  patchSlowly,
  settle,
  variantOf,
} from '../../test/tus.ts';
import { connectOwner } from '../base/database.ts';

let server: TestServer;
let officer: TestVisitor;
let custodian: TestVisitor;
let stranger: TestVisitor;
let film: Buffer;

beforeAll(async () => {
  server = await startTestServer({ maxFileBytes: 20_000_000 });
  officer = await server.visit(server.organ.people.officer);
  custodian = await server.visit(server.organ.people.custodian);
  const other = await makeOrgan(server.ground, 'ql', 'ql');
  stranger = await server.visit(other.people.custodian);
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
});
afterAll(() => server.close());

const filename = '现场.mp4';
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const checksumOf = (algorithm: string, bytes: Buffer) => ({
  'upload-checksum': `${algorithm} ${createHash(algorithm).update(bytes).digest('base64')}`,
});
const finish = async (id: string, bytes: Buffer) => {
  const at = await offsetOf(officer, id);
  expect((await patch(officer, id, at, bytes.subarray(at))).status).toBe(204);
  return settle(officer, id);
};

describe('what the receiver offers', () => {
  it('is told without a session', async () => {
    const answer = await fetch(`${server.url}/api/files`, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,checksum,termination',
      'tus-checksum-algorithm': 'sha1,sha256,md5,sm3',
      'tus-max-size': '20000000',
    });
  });

  it.each(['POST', 'HEAD', 'PATCH', 'DELETE'])('is for those who are signed in: %s', async (method) => {
    const id = await open(officer, 10, { filename });
    const path = method === 'POST' ? '/api/files' : `/api/files/${id}`;
    const headers = { 'upload-length': '10', 'content-type': 'application/offset+octet-stream' };
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: method === 'PATCH' || method === 'POST' ? headers : {},
      ...(method === 'PATCH' ? { body: 'x' } : {}),
    });
    expect(answer.status).toBe(401);
    expect(await offsetOf(officer, id)).toBe(0);
  });

  it('is not for those who may not upload', async () => {
    const head = await server.visit(server.organ.people.head);
    expect(await codeOf(await create(head, 10, { filename }))).toEqual([403, 'permission.denied']);
  });

  it.each(['', 'x', '-1', '1.5', '1e3'])('wants a length: %j', async (length) => {
    expect(await codeOf(await create(officer, length, { filename }))).toEqual([400, 'input.invalid']);
  });

  it('refuses a file over the limit before a byte of it, and says the limit', async () => {
    const answer = await create(officer, 20_000_001, { filename });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      code: 'upload.tooLarge',
      message: expect.stringContaining('20 MB'),
    });
    expect((await create(officer, 20_000_000, { filename })).status).toBe(201);
  });
});

describe('chunks', () => {
  it('arrive one after the other, whatever their size', async () => {
    const bytes = variantOf(film, 'in chunks');
    const id = await open(officer, bytes.length, { filename });
    for (const [start, end] of [
      [0, 1],
      [1, 70_000],
      [70_000, bytes.length],
    ] as const) {
      const answer = await patch(officer, id, start, bytes.subarray(start, end));
      expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(end)]);
    }
    expect((await settle(officer, id)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });

  it.each(['sha1', 'sha256', 'md5', 'sm3'])('with a wrong %s do not count at all', async (algorithm) => {
    const bytes = variantOf(film, `checksum ${algorithm}`);
    const id = await open(officer, bytes.length, { filename });
    await patch(officer, id, 0, bytes.subarray(0, 1000), checksumOf(algorithm, bytes.subarray(0, 1000)));
    const spoilt = Buffer.from(bytes.subarray(1000));
    spoilt[500] = (spoilt[500] ?? 0) ^ 1;
    const refused = await patch(officer, id, 1000, spoilt, checksumOf(algorithm, bytes.subarray(1000)));
    expect(await codeOf(refused)).toEqual([460, 'upload.checksum']);
    expect(await offsetOf(officer, id)).toBe(1000);
    const again = await patch(
      officer,
      id,
      1000,
      bytes.subarray(1000),
      checksumOf(algorithm, bytes.subarray(1000)),
    );
    expect(again.status).toBe(204);
    expect((await settle(officer, id)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });

  it('with a checksum of an unknown kind are refused', async () => {
    const id = await open(officer, 10, { filename });
    const answer = await patch(officer, id, 0, Buffer.alloc(10), { 'upload-checksum': 'crc32 AAAA' });
    expect(await codeOf(answer)).toEqual([400, 'upload.checksumUnknown']);
    expect(await offsetOf(officer, id)).toBe(0);
  });

  it('at another place than the next are refused and write nothing', async () => {
    const bytes = variantOf(film, 'offset');
    const id = await open(officer, bytes.length, { filename });
    await patch(officer, id, 0, bytes.subarray(0, 1000));
    for (const offset of [0, 999, 1001, Number.NaN]) {
      expect(await codeOf(await patch(officer, id, offset, randomBytes(50)))).toEqual([409, 'upload.offset']);
    }
    expect((await finish(id, bytes)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });

  it('of more bytes than declared are refused as a whole', async () => {
    const bytes = variantOf(film, 'overlong');
    const id = await open(officer, bytes.length, { filename });
    const long = Buffer.concat([bytes, Buffer.alloc(1)]);
    expect(await codeOf(await patch(officer, id, 0, long))).toEqual([409, 'upload.offset']);
    expect(await offsetOf(officer, id)).toBe(0);
    expect((await finish(id, bytes)).state).toBe('registered');
  });

  it('of more bytes than declared keep what was noted on the way', async () => {
    await server.restart({ maxFileBytes: 200_000_000 });
    const size = 70 << 20;
    const bytes = Buffer.alloc(size, '现场记录 0123456789\n');
    const id = await open(officer, size, { filename: '记录.txt' });
    const long = Buffer.concat([bytes, Buffer.alloc(2 << 20, 'x')]);
    expect(await codeOf(await patch(officer, id, 0, long))).toEqual([409, 'upload.offset']);
    const at = await offsetOf(officer, id);
    expect(at).toBeGreaterThanOrEqual(64 << 20);
    expect((await finish(id, bytes)).receipt).toMatchObject({
      sha256: hexOf(bytes, 'sha256'),
      sm3: hexOf(bytes, 'sm3'),
      size,
    });
    await server.restart();
  });

  it('of another content type are no chunks', async () => {
    const id = await open(officer, 10, { filename });
    for (const type of ['application/json', 'text/plain', 'application/octet-stream']) {
      const answer = await patch(officer, id, 0, Buffer.from('{"a": "b"}'), { 'content-type': type });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    expect(await offsetOf(officer, id)).toBe(0);
  });
});

describe('an upload that is opened', () => {
  it.each(['1', '2020', 'yesterday', '9999-12-31T00:00:00Z'])(
    'with a time of writing that is none (%s) goes on without',
    async (modifiedAt) => {
      const bytes = variantOf(film, `written ${modifiedAt}`);
      const id = await open(officer, bytes.length, { filename, modifiedAt });
      expect((await finish(id, bytes)).state).toBe('registered');
    },
  );

  it('and cannot be noted leaves no staged file', async () => {
    const before = await filesIn(server.config, 'staging');
    const owner = await connectOwner(server.ground.ownerUrl);
    await owner.query(`alter table upload add constraint no_more check (name <> '不收.mp4')`);
    await owner.end();
    expect((await create(officer, 10, { filename: '不收.mp4' })).status).toBe(500);
    expect(await filesIn(server.config, 'staging')).toEqual(before);
  });
});

describe('bytes that are known', () => {
  it('are so only while the vault holds them whole, and heal it when they come again', async () => {
    const bytes = variantOf(film, 'spoilt in the vault');
    const sha256 = hexOf(bytes, 'sha256');
    const first = await finish(await open(officer, bytes.length, { filename }), bytes);
    const { recordingId } = first.receipt ?? {};
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId });
    const kept = join(server.config.home, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    await chmod(kept, 0o600);
    await truncate(kept, 1000);
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId: null });
    const again = await finish(await open(officer, bytes.length, { filename }), bytes);
    expect(again).toMatchObject({ state: 'duplicate', receipt: { recordingId } });
    expect((await readFile(kept)).equals(bytes)).toBe(true);
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId });
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
    await chmod(kept, 0o600);
    await writeFile(kept, flipped);
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId: null });
    await finish(await open(officer, bytes.length, { filename }), bytes);
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId });
    await rm(kept, { force: true });
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId: null });
    await finish(await open(officer, bytes.length, { filename }), bytes);
    expect(await officer.call('findKnown', { sha256 })).toEqual({ recordingId });
  });
});

describe('a connection that breaks', () => {
  it('costs nothing of what had arrived; the sender asks and goes on', async () => {
    const bytes = variantOf(film, 'broken off');
    const id = await open(officer, bytes.length, { filename });
    const part = Math.floor(bytes.length / 2);
    const slow = await patchSlowly(officer, id, 0, {
      declared: bytes.length,
      bytes: bytes.subarray(0, part),
    });
    slow.breakOff();
    await sleep(200);
    expect(await offsetOf(officer, id)).toBe(part);
    const upload = await finish(id, bytes);
    expect(upload.receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256'), sm3: hexOf(bytes, 'sm3') });
  });

  it('in a chunk with a checksum costs that chunk', async () => {
    const bytes = variantOf(film, 'broken off in a chunk');
    const id = await open(officer, bytes.length, { filename });
    await patch(officer, id, 0, bytes.subarray(0, 1000));
    const sending = patch(officer, id, 1000, bytes.subarray(1000), checksumOf('sha256', bytes)).catch(
      () => null,
    );
    expect((await sending)?.status).toBe(460);
    expect(await offsetOf(officer, id)).toBe(1000);
    expect((await finish(id, bytes)).state).toBe('registered');
  });

  it('and hangs is ended by the sender asking again, its bytes counted', async () => {
    const bytes = variantOf(film, 'hanging');
    const id = await open(officer, bytes.length, { filename });
    const slow = await patchSlowly(officer, id, 0, {
      declared: bytes.length,
      bytes: bytes.subarray(0, 5000),
    });
    expect(await offsetOf(officer, id)).toBe(5000);
    await slow.closed;
    expect((await finish(id, bytes)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });

  it('goes on after a restart of the server', async () => {
    const bytes = variantOf(film, 'restart');
    const id = await open(officer, bytes.length, { filename });
    await patch(officer, id, 0, bytes.subarray(0, 12_345));
    await server.restart();
    expect(await offsetOf(officer, id)).toBe(12_345);
    expect((await finish(id, bytes)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });
});

describe('two senders of one upload', () => {
  it('leave one whole file, whoever wins', async () => {
    const bytes = variantOf(film, 'two at once');
    const id = await open(officer, bytes.length, { filename });
    const answers = await Promise.all(
      [0, 1, 2, 3].map(() =>
        patch(officer, id, 0, bytes).then(
          (answer) => answer.status,
          () => 'cut off',
        ),
      ),
    );
    for (const answer of answers) expect([204, 409, 410, 'cut off']).toContain(answer);
    const at = await offsetOf(officer, id);
    if (at < bytes.length) await patch(officer, id, at, bytes.subarray(at));
    expect((await settle(officer, id)).receipt).toMatchObject({
      sha256: hexOf(bytes, 'sha256'),
      sm3: hexOf(bytes, 'sm3'),
    });
  });

  it('never write at the same time: of many that wait, one goes on', async () => {
    const bytes = variantOf(film, 'many at once');
    const id = await open(officer, bytes.length, { filename });
    const slow = await patchSlowly(officer, id, 0, {
      declared: bytes.length,
      bytes: bytes.subarray(0, 5000),
    });
    const rest = bytes.subarray(5000);
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map(() =>
        patch(officer, id, 5000, rest, checksumOf('sha256', rest)).then(
          (answer) => answer.status,
          () => 'cut off',
        ),
      ),
    );
    await slow.closed;
    expect(answers.filter((answer) => answer === 204).length).toBeLessThanOrEqual(1);
    expect((await finishOrSettle(id, bytes)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });
});

async function finishOrSettle(id: string, bytes: Buffer) {
  return (await offsetOf(officer, id)) === bytes.length ? settle(officer, id) : finish(id, bytes);
}

describe('an upload of somebody else', () => {
  it.each(['a colleague', 'another organ'])('is not there for %s, and is left in peace', async (who) => {
    const other = who === 'a colleague' ? custodian : stranger;
    const bytes = variantOf(film, `not for ${who}`);
    const id = await open(officer, bytes.length, { filename });
    const slow = await patchSlowly(officer, id, 0, {
      declared: bytes.length,
      bytes: bytes.subarray(0, 5000),
    });
    expect((await head(other, id)).status).toBe(404);
    expect((await patch(other, id, 0, bytes)).status).toBe(404);
    expect((await other.fetch(`/api/files/${id}`, { method: 'DELETE' })).status).toBe(404);
    await expect(other.call('getUpload', { id })).rejects.toMatchObject({ status: 404 });
    expect(await other.call('listUploads', { ids: id })).toEqual([]);
    slow.send(bytes.subarray(5000)); // the owner's connection still stands
    expect((await settle(officer, id)).receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256') });
  });

  it.each(['00000000-0000-7000-8000-000000000000', 'nonsense', '..%2f..%2fetc%2fpasswd'])(
    'and one that never was look the same: %s',
    async (id) => {
      for (const method of ['HEAD', 'PATCH', 'DELETE']) {
        const answer = await officer.fetch(`/api/files/${id}`, {
          method,
          headers: method === 'PATCH' ? { 'content-type': 'application/offset+octet-stream' } : {},
          ...(method === 'PATCH' ? { body: 'x' } : {}),
        });
        expect([method, answer.status]).toEqual([method, 404]);
      }
    },
  );
});

describe('an upload that is given up', () => {
  it('leaves nothing and takes nothing more', async () => {
    const id = await open(officer, film.length, { filename });
    await patch(officer, id, 0, film.subarray(0, 1000));
    expect((await officer.fetch(`/api/files/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await filesIn(server.config, 'staging')).not.toContain(id);
    expect((await head(officer, id)).status).toBe(410);
    expect(await codeOf(await patch(officer, id, 1000, film.subarray(1000)))).toEqual([410, 'upload.gone']);
    expect((await officer.fetch(`/api/files/${id}`, { method: 'DELETE' })).status).toBe(410);
    expect(await officer.call('getUpload', { id })).toMatchObject({ state: 'cancelled', receipt: null });
    expect((await officer.call('listUploads', { open: 'true' })).map((one) => one.id)).not.toContain(id);
  });

  it('cannot be one that is registered', async () => {
    const bytes = variantOf(film, 'too late to give up');
    const id = await open(officer, bytes.length, { filename });
    await finish(id, bytes);
    expect((await officer.fetch(`/api/files/${id}`, { method: 'DELETE' })).status).toBe(410);
    expect(await codeOf(await patch(officer, id, bytes.length, Buffer.alloc(0)))).toEqual([
      410,
      'upload.gone',
    ]);
    expect(await officer.call('getUpload', { id })).toMatchObject({ state: 'registered' });
  });
});

describe('the list of uploads', () => {
  it.each(['-'.repeat(36), 'x', '', '00000000-0000-0000-0000-00000000000g'])(
    'finds nothing for %j',
    async (ids) => {
      const answer = await officer.fetch(`/api/uploads?ids=${ids}`);
      expect([answer.status, await answer.json()]).toEqual([200, []]);
    },
  );
});

it('all of this leaves a house that doctor finds clean', async () => {
  expect((await server.check()).findings).toEqual([]);
});
