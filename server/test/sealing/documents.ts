import { makeId } from '../../src/base/ids.ts';
import { openLog } from '../../src/base/log.ts';
import { pageCode } from '../../src/documents/codes.ts';
import { draftDocument, saveDocument, voidDocument } from '../../src/documents/documents.ts';
import { finalizeDocument } from '../../src/documents/finalize.ts';
import type { DocumentHouse } from '../../src/documents/keep.ts';
import { kindOf, readRow } from '../../src/documents/rows.ts';
import { sampleContent } from '../../src/documents/sample-for-tests.ts';
import { readScanText } from '../../src/documents/scan-job.ts';
import { assignScan } from '../../src/documents/scans.ts';
import { refuseToSign, signDocument } from '../../src/documents/sign.ts';
import { changeSetting, saveTemplate } from '../../src/documents/templates.ts';
import { attach, openDocumentHouse, scanOf } from '../documents.ts';
import { testKeys } from '../numbers.ts';
import { readAs } from '../people.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const kind = 'addressConfirmation';
let opened: DocumentHouse | null = null;
const houseOf = ({ ground }: SealingHouse): DocumentHouse => {
  opened ??= openDocumentHouse(ground);
  return opened;
};
const rowOf = (house: SealingHouse, name = 'document') =>
  readAs(house.ground, house.officer, (ctx) => readRow(ctx, house.lookup(name)));

async function draft(house: SealingHouse, name: string, of: string): Promise<void> {
  const input = { id: makeId(house.ground.clock), kind: of, caseId: house.lookup('case'), actId: null };
  house.made[name] = (await house.as(house.officer, (ctx) => draftDocument(ctx, testKeys, input))).id;
}
const save = (house: SealingHouse, name: string, of: string) =>
  house.as(house.officer, (ctx) =>
    saveDocument(ctx, testKeys, { id: house.lookup(name), revision: 1, content: sampleContent(kindOf(of)) }),
  );
const finalize = (house: SealingHouse, name: string) =>
  house.as(house.officer, (ctx) =>
    finalizeDocument(ctx, houseOf(house), { id: house.lookup(name), revision: 2 }),
  );
async function sign(house: SealingHouse): Promise<void> {
  const { sha256 } = { sha256: (await rowOf(house, 'notice')).pdf_sha256 ?? '' };
  const input = {
    id: house.lookup('notice'),
    signatureId: makeId(house.ground.clock),
    role: 'head' as const,
    sha256,
  };
  await house.as(house.organ.people.head, (ctx) => signDocument(ctx, houseOf(house), input));
}

/** Documents from draft to void, with their signatures, scans and templates. */
export const documentKinds: KindSealed[] = [
  [
    'documentSetting.changed',
    'document_setting',
    (house) => house.as(house.officer, (ctx) => changeSetting(ctx, { word: '试' })),
  ],
  [
    'documentTemplate.saved',
    'document_template',
    (house) =>
      house.as(house.officer, (ctx) =>
        saveTemplate(ctx, { kind, version: 0, title: '地址确认书', word: null, body: null }),
      ),
  ],
  ['document.drafted', 'document', (house) => draft(house, 'document', kind), ['document.saved']],
  ['document.saved', 'document_version', (house) => save(house, 'document', kind)],
  ['document.finalized', 'document', (house) => finalize(house, 'document')],
  [
    'document.scanned',
    'document_scan',
    async (house) => {
      const nowhere = pageCode({ documentId: makeId(house.ground.clock), digest: 'a'.repeat(64) }, 1);
      const { scans } = await attach(house.ground, houseOf(house), house.officer, scanOf(nowhere), {
        caseId: house.lookup('case'),
      });
      house.made.scan = scans[0]?.id ?? '';
    },
  ],
  [
    'document.scanAssigned',
    'document_scan',
    (house) =>
      house.as(house.officer, (ctx) =>
        assignScan(ctx, { id: house.lookup('scan'), documentId: house.lookup('document'), page: 1 }),
      ),
  ],
  [
    'document.scanRead',
    'document_scan',
    async (house) => {
      const { database, clock } = house.ground;
      const { vault, workFolder } = houseOf(house);
      const log = openLog('silent');
      const reader = { isThere: async () => true, read: async () => null };
      const hands = { database, clock, vault, workFolder, log, reader, wake: () => undefined };
      await readScanText(hands, house.lookup('scan'));
    },
  ],
  [
    'signature.given',
    'document_signature',
    async (house) => {
      const sha256 = (await rowOf(house)).pdf_sha256 ?? '';
      const refusal = { role: 'party' as const, name: '张三', reason: '不认可', witness: null, place: null };
      const input = {
        ...refusal,
        id: house.lookup('document'),
        signatureId: makeId(house.ground.clock),
        sha256,
      };
      await house.as(house.officer, (ctx) =>
        refuseToSign(ctx, houseOf(house), { ...input, at: house.ground.clock.now() }),
      );
    },
    ['document.signed'],
  ],
  [
    'document.voided',
    'document',
    async (house) => {
      await house.as(house.organ.people.custodian, (ctx) =>
        voidDocument(ctx, { id: house.lookup('document'), reason: '地址有误' }),
      );
    },
  ],
  ['document.drafted', 'document', (house) => draft(house, 'notice', 'publicNotice'), ['document.saved']],
  ['document.saved', 'document_version', (house) => save(house, 'notice', 'publicNotice')],
  ['document.finalized', 'document', (house) => finalize(house, 'notice')],
  [
    'document.signed',
    'document',
    async (house) => {
      await sign(house);
      await houseOf(house).printer.close();
      opened = null;
    },
    ['signature.given'],
  ],
];
