import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { makeId } from '../src/base/ids.ts';
import { openFileVault } from '../src/base/vault-files.ts';
import { pageCode } from '../src/documents/codes.ts';
import { draftDocument, saveDocument } from '../src/documents/documents.ts';
import { finalizeDocument } from '../src/documents/finalize.ts';
import type { DocumentHouse } from '../src/documents/keep.ts';
import { tesseract } from '../src/documents/ocr.ts';
import { openPrinter } from '../src/documents/print/printer.ts';
import { kindOf } from '../src/documents/rows.ts';
import { sampleContent } from '../src/documents/sample-for-tests.ts';
import { attachScan, prepareScan } from '../src/documents/scans.ts';
import { readDocument } from '../src/documents/show.ts';
import { signDocument } from '../src/documents/sign.ts';
import { changeSetting, saveTemplate } from '../src/documents/templates.ts';
import { loadLaw } from '../src/law/index.ts';
import type { TestGround } from './house.ts';
import { testKeys } from './numbers.ts';
import { asPerson, readAs, type TestOrgan } from './people.ts';

const law = await loadLaw();

/** Vault, printer and folder as the server gives them to the room. */
export const openDocumentHouse = (ground: TestGround): DocumentHouse => ({
  law,
  keys: testKeys,
  vault: openFileVault(`${ground.folder}/vault`),
  printer: openPrinter([]),
  reader: tesseract,
  workFolder: `${ground.folder}/staging`,
});

/** Begins a document about a case and fills in all of it. */
export async function fillDocument(
  ground: TestGround,
  by: TestOrgan['people']['officer'],
  about: { caseId?: string; actId?: string },
  kind: string,
): Promise<string> {
  const id = makeId(ground.clock);
  const input = { id, kind, caseId: about.caseId ?? null, actId: about.actId ?? null };
  await asPerson(ground, by, (ctx) => draftDocument(ctx, testKeys, input));
  await asPerson(ground, by, (ctx) =>
    saveDocument(ctx, testKeys, { id, revision: 1, content: sampleContent(kindOf(kind)) }),
  );
  return id;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey picture as PNG; `at` says how bright a point is. */
export function pngOf(width: number, height: number, at: (x: number, y: number) => number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(width + 1);
    for (let x = 0; x < width; x++) row[x + 1] = at(x, y);
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))],
  ]);
}

/** A picture of a page that bears a code, as a scanner makes it. */
export function scanOf(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const scale = 6;
  const dark = (x: number, y: number) => data[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
  return pngOf(size * scale, size * scale, (x, y) => (dark(x, y) ? 0 : 255));
}

export async function attach(
  ground: TestGround,
  house: DocumentHouse,
  by: TestOrgan['people']['officer'],
  bytes: Buffer,
  about: { caseId?: string; documentId?: string } = {},
) {
  const input = {
    ...{ fileName: '扫描.png', content: bytes.toString('base64') },
    ...{ caseId: about.caseId ?? null, documentId: about.documentId ?? null },
  };
  const prepared = await prepareScan(house, input);
  return asPerson(ground, by, async (ctx) => (await attachScan(ctx, house, input, prepared)).value);
}

/** One of everything that this room keeps, in an organ. */
export async function furnishDocuments(ground: TestGround, organ: TestOrgan, caseId: string): Promise<void> {
  const house = openDocumentHouse(ground);
  const { custodian, head } = organ.people;
  await asPerson(ground, custodian, (ctx) => changeSetting(ctx, { word: '试' }));
  const template = { kind: 'publicNotice', version: 0, title: '通告', word: null, body: null };
  await asPerson(ground, custodian, (ctx) => saveTemplate(ctx, template));
  const id = await fillDocument(ground, custodian, { caseId }, 'publicNotice');
  await asPerson(ground, custodian, (ctx) => finalizeDocument(ctx, house, { id, revision: 2 }));
  const { sha256 } = await readAs(ground, head, (ctx) => readDocument(ctx, testKeys, id));
  const signing = { id, signatureId: makeId(ground.clock), role: 'head' as const, sha256: sha256 ?? '' };
  await asPerson(ground, head, (ctx) => signDocument(ctx, house, signing));
  const nowhere = pageCode({ documentId: makeId(ground.clock), digest: 'a'.repeat(64) }, 1);
  await attach(ground, house, custodian, scanOf(nowhere), { caseId });
  await house.printer.close();
}
