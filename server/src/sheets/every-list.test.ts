import { type RouteName, routes, sayingIn, sheetShapes } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writtenLists } from './export-lists.ts';

/** Why what a route answers is no list to be written out. A list that is new stands here or has a sheet. */
const without: Partial<Record<RouteName, string>> = {
  getRegisterEntry: 'the versions of one entry; the register has a sheet',
  listPhrases: 'what is read aloud of the register of phrases, which has a sheet',
  readImport: 'the faults of one file go out as that file with notes (importFaults)',
  listUploads: 'what is under way in the browser that asks; what came of it are recordings',
  getRecording: 'one recording',
  qualification: 'an answer to a form',
  fieldKit: 'what the phone keeps; units, people and acts have their sheets',
  traceField: 'how one act came from a phone',
  evidenceChain: 'the hands of one item',
  publicMatters: 'goes out as CSV and JSON of its own, to everybody',
  workbench: 'the first rows of lists that have sheets',
  getDocument: 'one document, which goes out as PDF and DOCX',
  documentVersions: 'the versions of one document',
  getRegulation: 'one regulation, printed from its page',
  compareRegulations: 'columns of texts, printed from its page',
  verification: 'what a check found while it runs',
  logKeys: 'the keys that have signed the log, a few lines; each is sealed',
  timeStamps: 'the newest stamps, each a file of its own; the checkpoints have a sheet',
  witnesses: 'how the witnesses stand now; the checkpoints have a sheet',
};

const isRow = (schema: unknown): boolean =>
  schema instanceof z.ZodObject || schema instanceof z.ZodIntersection || schema instanceof z.ZodUnion;
const isTable = (schema: unknown): boolean => schema instanceof z.ZodArray && isRow(schema.element);
const hasTable = (schema: unknown): boolean =>
  isTable(schema) || (schema instanceof z.ZodObject && Object.values(schema.shape).some(isTable));

const listing = (Object.keys(routes) as RouteName[]).filter(
  (name) => routes[name].method === 'GET' && hasTable(routes[name].output),
);
const { exportLists } = sheetShapes;
const written = new Set(Object.values(writtenLists).map(({ route }) => route));

describe('every list of the contract', () => {
  it.each(listing)('%s has a sheet, or a reason why it needs none', (name) => {
    const hasSheet = [...written].includes(routes[name]);
    expect([name, hasSheet, without[name] !== undefined]).toEqual([name, hasSheet, !hasSheet]);
  });

  it('is looked at: the reasons name no route that lists nothing', () => {
    expect(Object.keys(without).filter((name) => !listing.includes(name as RouteName))).toEqual([]);
  });
});

const filterOf = { register: { kind: 'fault' }, found: { text: '占道' } } as Record<
  string,
  Record<string, string>
>;
const id = '01990000-0000-7000-8000-000000000001';

describe('every sheet', () => {
  const zh = sayingIn('zh');
  const en = sayingIn('en');

  it.each(exportLists)('of %s is asked for as its page does, with the rights of its list', (list) => {
    const sheet = writtenLists[list];
    expect(sheet.permission).toBe(sheet.route.permission);
    const asked = { list, format: 'xlsx', language: 'zh', filter: filterOf[list] ?? { id } };
    const { filter } = sheetShapes.exportInput.parse(asked);
    expect(() => sheet.read(filter)).not.toThrow();
  });

  it.each(exportLists)('of %s has heads in both languages, none of them twice', (list) => {
    const sheet = writtenLists[list];
    const filter = filterOf[list] ?? {};
    const columns = sheet.columns(filter);
    expect(columns.length).toBeGreaterThan(0);
    for (const saying of [zh, en]) {
      const heads = columns.map(({ head }) => head(saying));
      expect(new Set(heads).size).toBe(heads.length);
      expect(heads.every((head) => head.trim() !== '' && !/^[a-z]+\.[a-z]/i.test(head))).toBe(true);
      // A sheet's name in a workbook, and a file's on any disk.
      expect(sheet.title(saying, filter)).toMatch(/^[^\\/*?:[\]<>|"]+$/);
    }
  });

  it('of one case is refused without the case', () => {
    for (const list of ['evidence', 'services', 'timeline', 'volume', 'completeness', 'approvals'] as const)
      expect(() => writtenLists[list].read({})).toThrow(z.ZodError);
  });
});
