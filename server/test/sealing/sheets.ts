import { openFileVault } from '../../src/base/vault-files.ts';
import { beginExport, endExport } from '../../src/sheets/export.ts';
import { keepSheet, startImport } from '../../src/sheets/import.ts';
import { runImport } from '../../src/sheets/import-job.ts';
import { readSheet } from '../../src/sheets/read.ts';
import { testKeys } from '../numbers.ts';
import type { KindSealed } from './house.ts';

const file = {
  kind: 'people' as const,
  fileName: '名单.csv',
  content: Buffer.from('姓名,身份,单位\n导入人,执法人员,执法大队\n').toString('base64'),
  mapping: { name: 0, kind: 1, unit: 2 },
};

/** Lists written out, and files read in. */
export const sheetKinds: KindSealed[] = [
  [
    'export.begun',
    'sheet_export',
    async ({ officer, made, as }) => {
      const asked = { list: 'acts', format: 'csv', language: 'zh', filter: {} } as const;
      made.export = (await as(officer, (ctx) => beginExport(ctx, asked))).id;
    },
  ],
  [
    'export.ended',
    'sheet_export',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) => endExport(ctx, lookup('export'), { rows: 3, sha256: 'a'.repeat(64) })),
  ],
  [
    'import.begun',
    'sheet_import',
    async ({ ground, admin, made, as }) => {
      const { sha256 } = await readSheet(file.content);
      const input = { ...file, sha256 };
      const vault = openFileVault(`${ground.folder}/vault`);
      const sheet = await keepSheet({ vault, folder: ground.folder }, input);
      made.import = (await as(admin, (ctx) => startImport(ctx, input, sheet))).id;
    },
  ],
  [
    'import.ended',
    'sheet_import',
    async ({ ground, lookup }) => {
      const vault = openFileVault(`${ground.folder}/vault`);
      const hands = { database: ground.database, clock: ground.clock };
      await runImport({ ...hands, vault, numberKeys: testKeys, wake: () => undefined }, lookup('import'));
    },
    ['officer.registered'],
  ],
];
