import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actExamplesOf } from '../../test/acts.ts';
import { packs } from '../../test/shelf.ts';
import { PackError } from '../errors.ts';
import { type FrameEntry, frameFaults, parseFrameList } from './frame-coverage.ts';
import type { Pack } from './pack.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const text = readFileSync(join(root, 'rules', 'packs', 'cn', 'periods.yaml'), 'utf8');
const list = parseFrameList(text);
const [cn] = packs.filter(({ level }) => level === 'national') as [Pack];
const entryOf = (id: string) => list.periods.find((one) => one.id === id);

/** The articles of the statutes that name a figure, read off the texts and not off the pack. */
const articles = [
  ...['CF-36', 'CF-48', 'CF-56', 'CF-60', 'CF-61', 'CF-64', 'CF-67', 'CF-71', 'CF-72'],
  ...['QZ-19', 'QZ-25', 'QZ-31', 'QZ-32', 'QZ-46', 'QZ-51', 'QZ-53', 'QZ-54', 'QZ-56', 'QZ-57', 'QZ-58'],
  ...[
    'YS-5',
    'YS-8',
    'YS-9',
    'YS-12',
    'SD-95',
    'FY-20',
    'FY-48',
    'FY-54',
    'FY-62',
    'SS-45',
    'SS-46',
    'SS-67',
  ],
  ...['GK-26', 'GK-30', 'GK-32', 'GK-33', 'DAS-20', 'DAJ8', 'PIPL-47', 'PIPL-56', 'GB118', 'JD'],
];

describe('the periods of the statutes', () => {
  it('are all told of, and each of the frame counts for one of them', () => {
    const told = list.periods.map(({ id }) => id);
    expect(articles.filter((id) => !told.includes(id))).toEqual([]);
    expect(frameFaults(cn, list)).toEqual([]);
  });

  it('are each worked through by an example', () => {
    const worked = new Set(actExamplesOf('cn').flatMap((one) => one.expect.map(({ duty }) => duty)));
    expect(cn.periods.filter(({ id }) => !worked.has(`period/${id}`)).map(({ id }) => id)).toEqual([]);
  });

  it('that nothing counts say why or wait for a later work', () => {
    const left = list.periods.filter(({ rules, sections }) => rules.length + sections.length === 0);
    expect(left.map(({ id, later }) => `${id} ${later}`)).toEqual([
      ...['CF-72 null', 'DAS-20 preservation', 'DAJ8 preservation', 'PIPL-47 preservation'],
      ...['PIPL-56 null', 'GB118 access', 'JD oversight'],
    ]);
    expect(entryOf('CF-36')?.why?.zh).toContain('五年');
  });

  it('are printed in a table of their own, beside the 123 articles of the regulations', () => {
    const printed = execFileSync(process.execPath, ['scripts/law-coverage.ts'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const id of articles) expect(printed).toContain(`\n| ${id} | `);
    expect(printed).toContain(`\ncn: ${list.periods.length} `);
    expect(printed).toContain('\n合计: 123 (');
  });
});

describe('a damaged list is refused, with the article named', () => {
  const changing = (id: string, change: Partial<FrameEntry>) =>
    frameFaults(cn, {
      ...list,
      periods: list.periods.map((one) => (one.id === id ? { ...one, ...change } : one)),
    });

  it.each<[string, string, Partial<FrameEntry>, string]>([
    ['a period is left out', 'FY-62', { rules: ['FY-62a'] }, 'FY-62b: is not told of'],
    ['a period is told of twice', 'YS-8', { rules: ['YS-8', 'YS-8'] }, 'YS-8: is told of twice'],
    ['a period is not there', 'YS-8', { rules: ['YS-88'] }, 'YS-8: there is no period YS-88'],
    ['a period rests elsewhere', 'YS-8', { rules: ['YS-9'] }, 'YS-8: YS-9 rests on YS-9.1'],
    ['an article is given twice', 'YS-8', { id: 'YS-9' }, 'YS-9: is given twice'],
    ['the pack is silent', 'CF-42', { sections: ['viewing'] }, 'CF-42: the pack does not say viewing'],
    ['nothing is said', 'PIPL-56', { why: null }, 'PIPL-56: is neither counted nor explained'],
    ['the text has no name', 'PIPL-56', { id: 'XX-56' }, 'XX-56: its text is not named'],
  ])('where %s', (_, id, change, fault) => {
    expect(changing(id, change)).toContain(fault);
  });

  it('where a key is misspelt', () => {
    expect(() => parseFrameList(text.replace('rules: [CF-36]', 'rule: [CF-36]'))).toThrow(PackError);
  });
});
