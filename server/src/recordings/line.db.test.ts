import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { verifyReceipt } from '@liuhen/proof';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  hexOf,
  readCard,
  realMedia,
  startTestServer,
  type TestServer,
  type TestVisitor,
} from '../../test/server.ts';
import { filesIn, recordingOf, send, variantOf } from '../../test/tus.ts';

let server: TestServer;
let officer: TestVisitor;
let film: Buffer;

beforeAll(async () => {
  server = await startTestServer();
  officer = await server.visit(server.organ.people.officer);
  film = await readCard('xz/DCAM_XZ260017_140901_20260915_104400.mp4');
});
afterAll(() => server.close());

const nameOn = (time: string, end = '.mp4') => `DCAM_XZ01_140901_20260915_${time}${end}`;

describe('a film that is sent', () => {
  it('is registered with both digests, a receipt, its place in the log and what its name says', async () => {
    const bytes = variantOf(film, 'first');
    const upload = await send(officer, bytes, { filename: nameOn('104400') });
    expect(upload).toMatchObject({
      state: 'registered',
      step: 'done',
      refusal: null,
      received: bytes.length,
    });
    expect(upload.receipt).toMatchObject({
      sha256: hexOf(bytes, 'sha256'),
      sm3: hexOf(bytes, 'sm3'),
      size: bytes.length,
      alreadyKnown: false,
      safeToWipe: true,
    });
    expect(upload.attribution).toMatchObject({
      version: 1,
      confirmed: false,
      device: { value: server.organ.deviceId, label: server.organ.deviceNo, source: 'name' },
      officer: { value: server.organ.officerId, label: '王建国', source: 'name' },
      unit: { value: server.organ.unitId },
      deviceStart: '2026-09-15T10:44:00',
      clockOffsetSeconds: 120,
      startedAt: '2026-09-15T02:42:00.000Z',
    });
    const proof = await officer.call('proveRecording', { id: recordingOf(upload) });
    const head = await server.visit(server.organ.people.head);
    const { verifierKey } = await head.call('logState', {});
    expect(verifyReceipt(proof, [verifierKey]).ok).toBe(true);
    expect(proof.payload).toMatchObject({ sha256: hexOf(bytes, 'sha256'), sm3: hexOf(bytes, 'sm3') });
  });

  it('lies in the vault byte for byte, and nowhere else', async () => {
    const bytes = variantOf(film, 'kept');
    const upload = await send(officer, bytes, { filename: nameOn('104401') });
    const sha256 = hexOf(bytes, 'sha256');
    const kept = join(server.config.home, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect((await readFile(kept)).equals(bytes)).toBe(true);
    expect(await filesIn(server.config, 'staging')).not.toContain(upload.id);
  });

  it('is recognised when it comes again under another name, and stored once', async () => {
    const bytes = variantOf(film, 'twice');
    const first = await send(officer, bytes, { filename: nameOn('104402') });
    const objects = await filesIn(server.config, 'vault');
    const custodian = await server.visit(server.organ.people.custodian);
    for (const by of [officer, custodian]) {
      const again = await send(by, bytes, { filename: '副本.mp4' });
      expect(again).toMatchObject({ state: 'duplicate', refusal: null });
      expect(again.receipt).toMatchObject({
        recordingId: recordingOf(first),
        alreadyKnown: true,
        safeToWipe: true,
        registeredAt: first.receipt?.registeredAt,
      });
    }
    expect(await filesIn(server.config, 'vault')).toEqual(objects);
    expect(await officer.call('findKnown', { sha256: hexOf(bytes, 'sha256') })).toEqual({
      recordingId: recordingOf(first),
    });
  });

  it('is registered once when it comes over three connections at the same time', async () => {
    const bytes = variantOf(film, 'at once');
    const uploads = await Promise.all(
      ['104403', '104404', '104405'].map((time) => send(officer, bytes, { filename: nameOn(time) })),
    );
    expect(uploads.map((upload) => upload.state).sort()).toEqual(['duplicate', 'duplicate', 'registered']);
    expect(new Set(uploads.map(recordingOf)).size).toBe(1);
  });

  it('stands beside another one of the same name', async () => {
    const name = nameOn('110000');
    const both = [
      await send(officer, variantOf(film, 'a'), { filename: name }),
      await send(officer, variantOf(film, 'b'), { filename: name }),
    ];
    expect(both.map((upload) => [upload.state, upload.name])).toEqual([
      ['registered', name],
      ['registered', name],
    ]);
    expect(new Set(both.map(recordingOf)).size).toBe(2);
  });

  it('leaves a house that doctor finds clean', async () => {
    const checked = await server.check();
    expect(checked.findings).toEqual([]);
    expect(checked.objects).toBeGreaterThanOrEqual(6);
  });
});

describe('a name', () => {
  it.each([
    [
      'climbing out of the folder',
      '../../etc/DCAM_XZ01_140901_20260915_120000.mp4',
      'DCAM_XZ01_140901_20260915_120000.mp4',
    ],
    ['of a Windows path', 'D:\\DCIM\\现场.mp4', '现场.mp4'],
    ['in GBK bytes', Buffer.from([0xd6, 0xb4, 0xb7, 0xa8, 0x2e, 0x6d, 0x70, 0x34]), '执法.mp4'],
  ])('%s is cleaned and the film is registered', async (what, sent, name) => {
    const upload = await send(officer, variantOf(film, what), { filename: sent });
    expect(upload).toMatchObject({ state: 'registered', name });
    expect(await filesIn(server.config, '..')).not.toContain(name); // the vault knows digests only
  });

  it('with signs a file must not have, and one that is missing, keep nothing from being registered', async () => {
    const odd = await send(officer, variantOf(film, 'odd'), { filename: '现\u0000场\u202e<|>.mp4' });
    expect(odd.state).toBe('registered');
    expect(odd.name).not.toMatch(/[\p{Cc}\u202e/]/u);
    const nameless = await send(officer, variantOf(film, 'nameless'), {});
    expect(nameless).toMatchObject({ state: 'registered', name: expect.stringMatching(/./) });
  });
});

describe('a file that cannot be believed', () => {
  const refusedWith = async (bytes: Buffer, said: Record<string, string>) => {
    const before = await filesIn(server.config, 'vault');
    const upload = await send(officer, bytes, said);
    expect(upload).toMatchObject({ state: 'refused', step: 'done', receipt: null, attribution: null });
    expect(await filesIn(server.config, 'vault')).toEqual(before);
    expect(await filesIn(server.config, 'staging')).toEqual([]);
    expect(upload.refusal?.messageEn).toMatch(/^Not stored: /);
    expect(upload.refusal?.message).toMatch(/^不能存储：\p{Script=Han}/u);
    return upload.refusal;
  };

  it('is refused when it is empty', async () => {
    expect(await refusedWith(Buffer.alloc(0), { filename: '空.mp4' })).toMatchObject({
      code: 'upload.empty',
    });
  });
  it('is refused when the film breaks off', async () => {
    const half = film.subarray(0, Math.floor(film.length * 0.6));
    expect(await refusedWith(half, { filename: nameOn('130000') })).toMatchObject({
      code: 'upload.truncated',
    });
  });
  it.each([
    ['a recording of sound', 'dph/REC_20261012_160210.wav', 'upload.truncatedSound', '录音'],
    ['a photograph', 'xz/IMG_20260915_101512.jpg', 'upload.truncatedPicture', '照片'],
    ['a document', 'xz/现场检查记录.pdf', 'upload.truncatedDocument', '文档'],
  ])('is refused when %s breaks off, in words for what it is', async (_, path, code, named) => {
    const whole = await readCard(path);
    const half = whole.subarray(0, Math.floor(whole.length * 0.6));
    const refusal = await refusedWith(half, { filename: basename(path) });
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(named) });
    expect(refusal?.message).not.toContain('影像');
    expect(refusal?.messageEn).not.toMatch(/film/i);
  });
  it('is refused when it is a text that is named a film', async () => {
    const refusal = await refusedWith(Buffer.from('这不是影像。\n'.repeat(100)), { filename: '现场.mp4' });
    expect(refusal?.code).toMatch(/^upload\.(notWhatItsNameSays|unreadable)$/);
  });
  it.each(['sha256', 'sm3'] as const)(
    'is refused when its %s is another than declared',
    async (algorithm) => {
      const said = { filename: nameOn('130001'), [algorithm]: hexOf(Buffer.from('other'), algorithm) };
      const refusal = await refusedWith(variantOf(film, `declared ${algorithm}`), said);
      expect(refusal).toMatchObject({ code: 'upload.digestMismatch' });
      expect(refusal?.message).toContain(algorithm === 'sm3' ? 'SM3' : 'SHA-256');
    },
  );
  it('is taken when both digests are as declared, in capitals', async () => {
    const bytes = variantOf(film, 'declared right');
    const upload = await send(officer, bytes, {
      filename: nameOn('130002'),
      sha256: hexOf(bytes, 'sha256').toUpperCase(),
      sm3: hexOf(bytes, 'sm3'),
    });
    expect(upload.state).toBe('registered');
  });
  it('is on record with its reason, and leaves the house clean', async () => {
    const { rows } = await (await server.visit(server.organ.people.head)).call('listEntries', { limit: 100 });
    expect(rows.filter((row) => row.kind === 'upload.refused').length).toBeGreaterThanOrEqual(5);
    expect((await server.check()).findings).toEqual([]);
  });
});

describe('files of real devices', () => {
  const files = [
    ['VID_20191220_170832.mp4', 'video'],
    ['movie-hello.avi', 'video'],
    ['movie-hello.mpeg', 'video'],
    ['deleted.wav', 'audio'],
    ['IMG_20200827_231612.jpg', 'picture'],
    ['a-text.pdf', 'document'],
  ] as const;
  test.skipIf(!existsSync(realMedia)).each(files)('%s is registered as %s', async (name, kind) => {
    const bytes = await readFile(join(realMedia, name));
    const upload = await send(officer, bytes, { filename: name });
    expect(upload.receipt).toMatchObject({ sha256: hexOf(bytes, 'sha256'), sm3: hexOf(bytes, 'sm3') });
    expect(await officer.call('getRecording', { id: recordingOf(upload) })).toMatchObject({ kind, name });
  });
});
