import {
  fieldsOfImport,
  type ImportKind,
  type Language,
  sayingIn,
  type sheetShapes,
  terms,
} from '@liuhen/contract';
import { type Cell, writeXlsx } from 'hucre/xlsx';
import type { z } from 'zod';
import type { Reading } from '../base/context.ts';
import { csvLine } from './cells.ts';
import { checkSheet, requireMayImport } from './import.ts';
import type { ReadSheet } from './read.ts';

type MadeFile = z.output<typeof sheetShapes.madeFile>;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const termOf = (list: object, key: string) => Object.entries(list).find(([name]) => name === key)?.[1];
const sayField = (kind: ImportKind, field: string, language: Language): string =>
  termOf(terms.sheets.field[kind], field)?.[language] ?? field;

/** An empty sheet with the heads, wanted ones starred, and a row that shows how it is filled in. */
export async function importTemplate(
  ctx: Reading,
  { kind, format, language }: z.output<typeof sheetShapes.templateQuery>,
): Promise<MadeFile> {
  requireMayImport(ctx, kind);
  const fields = fieldsOfImport(kind);
  const heads = fields.map(
    ([field, { required }]) => sayField(kind, field, language) + (required ? '*' : ''),
  );
  const example = fields.map(([field]) => termOf(terms.sheets.example[kind], field)?.[language] ?? '');
  const name = sayingIn(language).nameOf('sheets.template', kind);
  if (format === 'csv') {
    const content = Buffer.from(`\ufeff${csvLine(heads)}${csvLine(example)}`).toString('base64');
    return { fileName: `${name}.csv`, type: 'text/csv; charset=utf-8', content };
  }
  const bytes = await writeXlsx({
    // Text columns: a long number that a program takes for a figure loses its last digits.
    sheets: [
      {
        name,
        rows: [heads, example],
        columns: heads.map(() => ({ width: 22, numFmt: '@' })),
        freezePane: { rows: 1 },
      },
    ],
  });
  return { fileName: `${name}.xlsx`, type: xlsx, content: Buffer.from(bytes).toString('base64') };
}

const marked = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFC7CE' } } } as const;

/** The file as it came, each faulty cell marked and with a note of what is wrong, and all of a row's faults at its end. */
export async function faultsFile(
  ctx: Reading,
  { kind, mapping, language, fileName }: z.output<typeof sheetShapes.importFaultsInput>,
  sheet: ReadSheet,
): Promise<MadeFile> {
  requireMayImport(ctx, kind);
  const { faults } = await checkSheet(ctx, kind, sheet, mapping);
  const { t } = sayingIn(language);
  const width = Math.max(...sheet.cells.map((row) => row.length));
  const byRow = Map.groupBy(faults, ({ row }) => row);
  const rows = sheet.cells.map((row, at) => {
    const said = (byRow.get(at + 1) ?? []).map((fault) => {
      const of =
        fault.field === null ? '' : `${sayField(kind, fault.field, language)}${t('shell.word.colon')}`;
      return `${of}${fault[language]}`;
    });
    const full = [...row, ...Array.from({ length: width - row.length }, () => '')];
    return [...full, at === 0 ? t('sheets.import.faults') : said.join('\n')];
  });
  const cells = new Map<string, Partial<Cell>>();
  for (const { row, column, [language]: text } of faults)
    if (column !== null) {
      const place = `${row - 1},${column}`;
      const before = cells.get(place)?.comment?.text;
      const note = before === undefined ? text : `${before}\n${text}`;
      cells.set(place, {
        ...{ value: rows[row - 1]?.[column] ?? '', type: 'string', style: marked },
        comment: { text: note, author: t('shell.product') },
      });
    }
  const bytes = await writeXlsx({
    sheets: [
      {
        name: t('sheets.import.faults'),
        rows,
        cells,
        columns: Array.from({ length: width + 1 }, () => ({ width: 20 })),
      },
    ],
  });
  const name = fileName.replace(/\.[^.]{1,5}$/, '');
  return {
    fileName: `${name}-${t('sheets.import.faults')}.xlsx`,
    type: xlsx,
    content: Buffer.from(bytes).toString('base64'),
  };
}
