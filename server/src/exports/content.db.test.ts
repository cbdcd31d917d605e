import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackageRow } from '@liuhen/contract';
import type { Description } from '@liuhen/proof';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, asOwner } from '../../test/custody.ts';
import { fillDocument } from '../../test/documents.ts';
import { another, openPackageRoom, type PackageRoom } from '../../test/packages.ts';
import { hexOf } from '../../test/server.ts';
import { enqueue } from '../base/jobs.ts';

const run = promisify(execFile);

let room: PackageRoom;
let row: PackageRow;
let folder: string;

beforeAll(async () => {
  room = await openPackageRoom();
  const { ground, organ } = room.server;
  const of = { caseId: room.caseId };
  const id = await fillDocument(ground, organ.people.custodian, of, 'publicNotice');
  await room.custodian.call('finalizeDocument', { id, revision: 2 });
  row = await room.make('case', [room.caseId]);
});
afterAll(() => room.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-content-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const describedIn = async (bag: string) =>
  JSON.parse(await readFile(join(bag, 'data', 'package.json'), 'utf8')) as Description;
/** The bytes by which a text may stand in a file: plain, in base64 wherever it begins, in UTF-16, escaped. */
function waysOf(word: string): Buffer[] {
  const plain = Buffer.from(word);
  const utf16 = Buffer.from(word, 'utf16le');
  const shifted = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), plain])
      .toString('base64')
      .replaceAll('=', '');
    // The first and the last sign also hold bits of what stands beside.
    return Buffer.from(encoded.slice(Math.ceil((before * 4) / 3), -1));
  });
  const escaped = [...word].map((sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return [plain, ...shifted, utf16, Buffer.from(utf16).swap16(), Buffer.from(escaped.join(''))];
}
/** Every text of an XML document by the name of its element, read by Python. */
const readXml = `
import json, sys, xml.etree.ElementTree as tree
found = {}
for one in tree.parse(sys.argv[1]).iter():
    if one.text and one.text.strip(): found.setdefault(one.tag, []).append(one.text)
print(json.dumps(found, ensure_ascii=False))`;

describe('what is in a package of a case', () => {
  it('says nothing of another case of the same organ, in no way of writing it', async () => {
    const { zip, bag } = await room.unpack(row.id, folder);
    const whole = await readFile(zip);
    const pages = await Promise.all(
      (await readdir(bag, { recursive: true }))
        .filter((path) => path.endsWith('.pdf'))
        .map(async (path) => (await run('pdftotext', [join(bag, path), '-'])).stdout),
    );
    const others = await asOwner<{ digest: string }>(
      room.server.ground,
      `select leaf::jsonb ->> 'digest' as digest from custody_entry e where subject_id in (
         select id from enforcement_case where cause = '${another.cause}'
         union select id from recording where name = '${another.film}')`,
    );
    expect(others.length).toBeGreaterThan(1);
    const words = [
      '绝密',
      '另一案',
      '另一案的录像',
      hexOf(room.otherFilm, 'sha256'),
      hexOf(room.otherFilm, 'sm3'),
    ];
    const known = waysOf('某区').concat(waysOf('检查')); // what it does say is found in these ways
    expect(known.filter((way) => whole.includes(way)).length).toBeGreaterThan(0);
    for (const word of [...words, ...others.map(({ digest }) => digest)]) {
      for (const way of waysOf(word))
        expect(whole.includes(way), `${word} as ${way.toString('hex')}`).toBe(false);
      for (const page of pages) expect(page).not.toContain(word);
    }
  });

  it('describes each film by the elements of DA/T 63, which other programs read', async () => {
    const { bag } = await room.unpack(row.id, folder);
    const path = join(bag, 'data', 'metadata', '001-检查_ 现场_.mp4.da-t-63.xml');
    const { stdout } = await run('python3', ['-c', readXml, path]);
    const read = JSON.parse(stdout) as Record<string, string[]>;
    expect(read).toMatchObject({
      题名: ['检查: 现场?.mp4'],
      唯一标识符: [room.filmId],
      计算机文件大小: [String(room.film.length)],
      视频编码标准: ['h264'],
      分辨率: [expect.stringMatching(/^\d+×\d+$/)],
      时间长度: [expect.stringMatching(/^00:\d\d:\d\d\.\d{3}$/)],
      摘要: [hexOf(room.film, 'sha256'), hexOf(room.film, 'sm3')],
      业务名称: [expect.stringMatching(/^\d{4}-\d{4} 检查$/)],
      管理行为: expect.arrayContaining(['存入并存证', '关联为证据']),
      授权标识符: expect.arrayContaining([expect.stringMatching(/^《.+》第.+条/)]),
    });
    const { files } = await describedIn(bag);
    expect(files.find(({ path: one }) => one.endsWith('.da-t-63.xml'))).toMatchObject({ role: 'record' });
  });

  it('has each document in a capsule by DA/T 48, with its PDF and the film by its digest', async () => {
    const { bag } = await room.unpack(row.id, folder);
    const { files } = await describedIn(bag);
    const pdf = files.find(({ role }) => role === 'document');
    const capsule = files.find(({ path }) => path.endsWith('.eep.xml'));
    expect(capsule).toMatchObject({ role: 'record', mime: 'application/xml' });
    const { stdout } = await run('python3', ['-c', readXml, join(bag, capsule?.path ?? '')]);
    const read = JSON.parse(stdout) as Record<string, string[]>;
    const inSpace = (name: string) =>
      read[`{http://www.saac.gov.cn/standards/ERM/encapsulation}${name}`] ?? [];
    const encoded = Buffer.from(inSpace('编码数据')[0] ?? '', 'base64');
    expect(encoded.equals(await readFile(join(bag, pdf?.path ?? '')))).toBe(true);
    expect(inSpace('版本')).toEqual(['2009']);
    expect(inSpace('电子文件号').map((id) => `document/${id}`)).toEqual([pdf?.of]);
    expect(inSpace('附注').join()).toContain(hexOf(room.film, 'sha256'));
    expect(inSpace('业务行为').length).toBeGreaterThan(1);
    expect(inSpace('机构人员名称')).toContain(row.orderedBy);
  });

  it('is described by the same bytes when it is put together again from the same log', async () => {
    const digestsOf = async () => (await describedIn((await room.unpack(row.id, folder)).bag)).files;
    const before = { ...(await room.rowOf(row.id)), files: await digestsOf() };
    await asOwner(room.server.ground, 'alter table evidence_package disable trigger user');
    await asOwner(
      room.server.ground,
      `update evidence_package set state = 'ordered', ended_at = null, description_sha256 = null,
         report_sha256 = null, verifier_sha256 = null where id = '${row.id}'`,
    );
    await asOwner(room.server.ground, 'alter table evidence_package enable trigger user');
    await asOwner(
      room.server.ground,
      `update evidence_package_progress set zip_bytes = null where package_id = '${row.id}'`,
    );
    await asHouse(room.server.ground, ({ tx }) => enqueue(tx, 'package', { id: row.id }, 'again'));
    const after = await room.settled(row.id);
    expect(after.digest).toBe(before.digest);
    expect(await digestsOf()).toEqual(before.files);
  });
});
