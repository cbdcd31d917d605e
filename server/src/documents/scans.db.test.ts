import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attach, fillDocument, openDocumentHouse, pngOf } from '../../test/documents.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { noOrigin, testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { connectOwner, house as system, transact } from '../base/database.ts';
import { openLog } from '../base/log.ts';
import { openCase } from '../cases/cases.ts';
import { registerOfficer } from '../roster/index.ts';
import { finalizeDocument } from './finalize.ts';
import { documentText } from './index.ts';
import type { DocumentHouse } from './keep.ts';
import { type TextReader, tesseract } from './ocr.ts';
import { readRow } from './rows.ts';
import { readScanText, reorderReadings } from './scan-job.ts';
import { assignScan } from './scans.ts';
import { readDocument } from './show.ts';

const has = (tool: string) => {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const poppler = has('pdfunite');
const ocr = await tesseract.isThere();

let ground: TestGround;
let organ: TestOrgan;
let house: DocumentHouse;
let caseId: string;
let folder: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  house = openDocumentHouse(ground);
  folder = await mkdtemp(join(ground.folder, 'paper-'));
  caseId = await openOne(organ.people.officer);
});
afterAll(async () => {
  await house.printer.close();
  await ground.close();
});
beforeEach(() => ground.clock.advance(60_000));

async function openOne(by: Person, officerId = organ.officerId): Promise<string> {
  const opened = await asPerson(ground, by, (ctx) =>
    openCase(ctx, {
      ...noOrigin,
      ...{ ownNumber: null, cause: '占道经营', party: '顺达商店', procedure: 'summary', closedAt: null },
      ...{ unitId: organ.unitId, officerIds: [officerId] },
      openedAt: plusMillis(ground.clock.now(), -86_400_000),
    }),
  );
  return opened.value.id;
}
const show = (id: string) => readAs(ground, organ.people.officer, (ctx) => readDocument(ctx, testKeys, id));

/** A final document and its PDF as a file. */
async function printed(
  kind: string,
  by: Person = organ.people.officer,
): Promise<{ id: string; pdf: string }> {
  const id = await fillDocument(ground, by, { caseId }, kind);
  await asPerson(ground, by, (ctx) => finalizeDocument(ctx, house, { id, revision: 2 }));
  const row = await readAs(ground, by, (ctx) => readRow(ctx, id));
  const pdf = join(folder, `${id}.pdf`);
  await writeFile(pdf, await readFile(await house.vault.localPath(row.pdf_sha256 ?? '')));
  return { id, pdf };
}

/** A page as a scanner gives it back: a little askew, grey instead of white, with dust on the glass. */
function scanned(pdf: string, page: number): Buffer {
  const asked = ['-r', '200', '-gray', '-f', String(page), '-l', String(page), pdf];
  const picture = execFileSync('pdftoppm', asked, { maxBuffer: 1 << 26 });
  const [, w = '', h = ''] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 40).toString('latin1')) ?? [];
  const [width, height] = [Number(w), Number(h)];
  const pixels = picture.subarray(picture.length - width * height);
  const [sin, cos] = [Math.sin(0.02), Math.cos(0.02)];
  let dust = 7;
  return pngOf(width, height, (x, y) => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    const [fromX, fromY] = [
      Math.round(width / 2 + dx * cos + dy * sin),
      Math.round(height / 2 - dx * sin + dy * cos),
    ];
    const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
    dust = (dust * 1_103_515_245 + 12_345) % 2_147_483_648;
    if (dust % 997 === 0) return 90;
    const bright = inside ? (pixels[fromY * width + fromX] ?? 255) : 255;
    return Math.max(0, Math.min(255, Math.round(20 + bright * 0.85 + (dust % 17) - 8)));
  });
}

/** A file of these pages in this order: each a PDF and the number of its page. */
async function filed(...pages: [string, number][]): Promise<Buffer> {
  const parts = pages.map(([pdf, page], at) => {
    const part = join(folder, `part-${crypto.randomUUID()}-${at}-%d.pdf`);
    execFileSync('pdfseparate', ['-f', String(page), '-l', String(page), pdf, part]);
    return part.replace('%d', String(page));
  });
  const out = join(folder, `${crypto.randomUUID()}.pdf`);
  execFileSync('pdfunite', [...parts, out]);
  return readFile(out);
}

const hands = (reader: TextReader) => ({
  ...{ database: ground.database, clock: ground.clock, vault: house.vault, log: openLog('silent') },
  ...{ workFolder: house.workFolder, reader, wake: () => undefined },
});
async function queued(): Promise<number> {
  const client = await connectOwner(ground.ownerUrl);
  const { rows } = await client.query('select count(*)::int as n from graphile_worker._private_jobs');
  await client.end();
  return rows[0].n;
}

describe.runIf(poppler)('paper that comes back', () => {
  it('a page that was printed and scanned askew finds its document by its code', async () => {
    const { id, pdf } = await printed('addressConfirmation');
    const result = await attach(ground, house, organ.people.officer, scanned(pdf, 1), { documentId: id });
    expect(result.scans).toMatchObject([{ documentId: id, page: 1, matched: 'code', fits: true }]);
    expect(result).toMatchObject({ missing: [], documents: [{ id, pages: 1 }] });
    if (!ocr) return;
    expect(result.scans[0]).toMatchObject({ reading: 'waiting', text: null });
    // Read by the job, not while somebody waits; and then found by what stands on it.
    await readScanText(hands(tesseract), result.scans[0]?.id ?? '');
    const [scan] = (await show(id)).scans;
    expect(scan?.reading).toBe('read');
    expect(scan?.text).toContain('地址确认书');
    const text = await readAs(ground, organ.people.officer, (ctx) => documentText(ctx, id));
    expect(text.match(/送达地址/g)?.length).toBeGreaterThan(2);
  });

  it('pages in another order go to their places; a page that is missing is named', async () => {
    const { id, pdf } = await printed('hearingReport');
    const one = await attach(ground, house, organ.people.officer, await filed([pdf, 2]), { documentId: id });
    expect(one.scans).toMatchObject([{ filePage: 1, page: 2 }]);
    expect(one.missing).toEqual([1]);
    const both = await attach(ground, house, organ.people.officer, await filed([pdf, 2], [pdf, 1]), {
      documentId: id,
    });
    expect(both.scans.map(({ filePage, page }) => [filePage, page]).sort()).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(both.missing).toEqual([]);
  });

  it('a foreign page waits, a page of another document goes there, and both are told', async () => {
    const [mine, other] = [await printed('addressConfirmation'), await printed('publicNotice')];
    const blank = join(folder, 'foreign.pdf');
    await writeFile(blank, (await house.printer.print({ sheet: foreign, code: null, at: 0 })).bytes);
    const file = await filed([mine.pdf, 1], [blank, 1], [other.pdf, 1]);
    const result = await attach(ground, house, organ.people.officer, file, { documentId: mine.id });
    const where = new Map(result.scans.map((scan) => [scan.filePage, scan]));
    expect(where.get(1)).toMatchObject({ documentId: mine.id, matched: 'code' });
    expect(where.get(2)).toMatchObject({ documentId: null, matched: 'none' });
    expect(where.get(3)).toMatchObject({ documentId: other.id, page: 1 });
    expect(result.documents.map(({ id }) => id).sort()).toEqual([mine.id, other.id].sort());
  });

  it('a page of a document that the person may not write waits for somebody who may', async () => {
    const { id, pdf } = await printed('serviceReceipt', organ.people.custodian);
    const registered = await asPerson(ground, organ.people.administrator, (ctx) =>
      registerOfficer(ctx, {
        ...{ unitId: organ.unitId, name: '赵六', kind: 'officer', certificateNo: 'xz-140900009' },
        ...{ certificateValidUntil: '2030-12-31', deviceUserId: null },
      }),
    );
    const officerId = registered.value.id;
    const stranger = await openPerson(ground, organ.people.administrator, 'xz.other', 'officer', officerId);
    const own = await openOne(stranger, officerId);
    const result = await attach(ground, house, stranger, await filed([pdf, 1]), { caseId: own });
    expect(result.scans).toMatchObject([{ documentId: null, matched: 'none' }]);
    expect((await show(id)).scans).toEqual([]);
  });
});

const foreign = {
  ...{ organ: '某公司', title: '说明', number: null, outward: false, form: 'record' as const },
  ...{ draft: false, void: false, blocks: [{ is: 'text' as const, text: '与本案无关的一页。' }], foot: [] },
};

describe('reading the text', () => {
  const reader = (text: string | null): TextReader => ({ isThere: async () => true, read: async () => text });
  const without: TextReader = { isThere: async () => false, read: async () => null };
  const page = (dark: number) => pngOf(40, 40, (x) => (x === dark ? 0 : 255));

  it('without a reader everything else works; a start that finds one reads what was left', async () => {
    const bare = { ...house, reader: without };
    const result = await attach(ground, bare, organ.people.officer, page(1), { caseId });
    expect(result.ocr).toBe(false);
    expect(result.scans).toMatchObject([{ reading: 'noTool', text: null }]);
    const id = result.scans[0]?.id ?? '';
    await readScanText(hands(without), id);
    const before = await queued();
    await reorderReadings(hands(without));
    expect(await queued()).toBe(before);
    await reorderReadings(hands(reader('')));
    expect(await queued()).toBeGreaterThan(before);
    await readScanText(hands(reader('到期未缴')), id);
    const { id: documentId } = await printed('publicNotice');
    const assigned = await asPerson(ground, organ.people.officer, (ctx) =>
      assignScan(ctx, { id, documentId, page: 1 }),
    );
    expect(assigned.value).toEqual({ id });
    expect(await readAs(ground, organ.people.officer, (ctx) => documentText(ctx, documentId))).toContain(
      '到期未缴',
    );
  });

  it('what cannot be read is said to be so, is not tried for ever, and keeps its page', async () => {
    const { scans } = await attach(
      ground,
      { ...house, reader: reader(null) },
      organ.people.officer,
      page(2),
      {
        caseId,
      },
    );
    const id = scans[0]?.id ?? '';
    await readScanText(hands(reader(null)), id);
    await readScanText(hands(reader('too late')), id);
    const row = await transact(ground.database, system, (tx) =>
      tx
        .selectFrom('document_scan')
        .select(['reading', 'sha256'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    expect(row.reading).toBe('failed');
    expect(await house.vault.stat(row.sha256)).not.toBeNull();
  });

  it('a page assigned while it is read is found in the document to which it went', async () => {
    const { id: documentId } = await printed('publicNotice');
    const { scans } = await attach(ground, { ...house, reader: reader('') }, organ.people.officer, page(3), {
      caseId,
    });
    const id = scans[0]?.id ?? '';
    const slow: TextReader = {
      isThere: async () => true,
      read: async () => {
        await asPerson(ground, organ.people.officer, (ctx) => assignScan(ctx, { id, documentId, page: 1 }));
        return '边读边归';
      },
    };
    await readScanText(hands(slow), id);
    expect(await readAs(ground, organ.people.officer, (ctx) => documentText(ctx, documentId))).toContain(
      '边读边归',
    );
    // A job for a page that is not there ends without a fault.
    await readScanText(hands(slow), crypto.randomUUID());
  });
});
