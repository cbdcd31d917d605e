import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { regulations } from '../../test/shelf.ts';
import { lostReferences } from '../pack/places.ts';
import { inked } from './lines.ts';
import { parseRegulation, readBack } from './regulation.ts';

/** The regulations themselves lie beside the repository, where somebody put them. */
const folder = join(import.meta.dirname, '../../../../shared/seeds');
const prefixes = ['XZ', 'DPH', 'QL', 'HD', 'SX'];

describe.runIf(existsSync(folder))('the five regulations', () => {
  const sources = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .toSorted()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : [];
  const parsed = sources.map((source, at) => parseRegulation(source, prefixes[at] ?? ''));
  const kinds = (at: number) => parsed[at]?.notes.map(({ kind, line }) => `${kind} ${line}`);
  const article = (id: string) => parsed.flatMap(({ articles }) => articles).find((one) => one.id === id);
  const items = (id: string) => article(id)?.paragraphs.map((one) => one.items.length);

  it('have 123 articles, every one with an own id', () => {
    expect(parsed.map(({ articles }) => articles.length)).toEqual([24, 27, 26, 20, 26]);
    expect(new Set(parsed.flatMap(({ articles }) => articles.map(({ id }) => id))).size).toBe(123);
  });

  it('lose nothing', () => {
    for (const [at, one] of parsed.entries()) {
      const source = one.stripped.reduce((text, mark) => text.replace(mark.text, ''), sources[at] ?? '');
      expect(inked(readBack(one))).toBe(inked(source));
    }
  });

  it('have every place that their packs refer to', () => {
    for (const [at, prefix] of prefixes.entries()) {
      const pack = regulations.find(({ id }) => id.toUpperCase() === prefix);
      const beside = { file: '', format: 'text', text: sources[at] ?? '' } as const;
      expect(pack && lostReferences(pack, beside)).toEqual([]);
    }
  });

  it('have titles and chapters', () => {
    expect(parsed.map(({ title }) => title.text.slice(0, 4))).toEqual([
      '忻州市财',
      '昌黎县大',
      '曲靖市麒',
      '邯郸市商',
      '山西省行',
    ]);
    expect(parsed.map(({ chapters }) => chapters.length)).toEqual([7, 8, 6, 7, 0]);
    expect(parsed[1]?.chapters.filter(({ mark }) => mark === null).map(({ number }) => number)).toEqual([
      1, 3, 4,
    ]);
  });

  it('have the lists that they print', () => {
    expect(['XZ-13', 'XZ-24', 'DPH-13', 'HD-12'].map(items)).toEqual([[4], [6, 0], [4], [4]]);
    expect(['QL-10', 'QL-11', 'QL-23', 'SX-10', 'SX-11', 'SX-12', 'SX-22'].map(items)).toEqual([
      ...[[22], [6], [5], [6], [5], [7], [5]],
    ]);
    expect(['XZ-12', 'QL-2', 'SX-5', 'SX-17'].map((id) => items(id)?.length)).toEqual([3, 4, 3, 3]);
  });

  it('tell what is odd about them', () => {
    expect(article('DPH-4a')?.ordinal).toBe(4);
    expect(article('DPH-4b')?.ordinal).toBe(5);
    expect(kinds(0)).toEqual(['noEffectiveDate null']);
    expect(kinds(1)).toContain('numberDoubled 11');
    expect(kinds(2)).toEqual(
      expect.arrayContaining([
        'bookmarkStripped 5',
        'headingSpaced 54',
        'lineJoined 63',
        'danglingReference 73',
      ]),
    );
    expect(kinds(3)).toEqual(['documentNumberIncomplete 3', 'noEffectiveDate null']);
    expect(kinds(4)).toEqual(
      expect.arrayContaining(['bulletsStripped 37', 'lineJoined 79', 'effectiveFromIssue 111']),
    );
  });

  it.each([
    ['xz', 'XZ-3', /^当加强/, '当加强'],
    ['dph', 'DPH-20', /综合行政执法队负责要/, '负责要'],
    ['dph', 'DPH-23', /^定期/, 'art. 23 has no subject'],
    ['hd', 'HD-3', /^市商务局对[^，]*的培训和监督检查，/, 'art. 3 lacks its verb'],
    ['ql', 'QL-10', /案由来源/, '案由来源'],
  ])('keep the slips of the print, which are noted: %s, %s', (pack, id, slip, note) => {
    const said = article(id)?.paragraphs.flatMap(({ text, items: parts }) => [
      text,
      ...parts.map((one) => one.text),
    ]);
    expect(said?.some((text) => slip.test(text))).toBe(true);
    const source = readFileSync(join(import.meta.dirname, '../../packs', pack, 'SOURCE.md'), 'utf8');
    expect(source).toContain(note);
  });

  it('propose their dates and assume none', () => {
    expect(parsed.map(({ effective }) => effective?.date ?? null)).toEqual([
      null,
      '2020-07-15',
      '2019-10-01',
      null,
      null,
    ]);
    expect(parsed.map(({ issued }) => issued?.date ?? null)).toEqual([null, null, null, '2016-01-15', null]);
  });
});
