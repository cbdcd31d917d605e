import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { packs, packTexts, regulationIds, regulations } from '../../test/shelf.ts';
import { PackError } from '../errors.ts';
import { parsePack } from './pack.ts';

const xz = packTexts.get('xz') ?? '';
const ql = packTexts.get('ql') ?? '';
const dph = packTexts.get('dph') ?? '';

function faultsOf(yamlText: string) {
  try {
    parsePack(yamlText);
  } catch (error) {
    if (error instanceof PackError) return error.faults;
    throw error;
  }
  throw new Error('the text was accepted');
}

/** Replaces one line and says its number, so that a fault can be looked for there. */
function damage(text: string, find: RegExp, line: string): { text: string; at: number } {
  const lines = text.split('\n');
  const index = lines.findIndex((one) => find.test(one));
  if (index < 0) throw new Error(`no line matches ${find}`);
  return { text: lines.with(index, line).join('\n'), at: index + 1 };
}

describe('the five packs', () => {
  it('are all read, each from the folder that bears its id', () => {
    expect(regulationIds).toEqual(['dph', 'hd', 'ql', 'sx', 'xz']);
    expect(packs.map((pack) => pack.id)).toEqual([...packTexts.keys()]);
  });

  it('carry the dates that the texts state, and null where they state none', () => {
    const dates = Object.fromEntries(
      regulations.map((pack) => [pack.id, [pack.issuedAt, pack.effectiveFrom]]),
    );
    expect(dates).toEqual({
      dph: [null, '2020-07-15'],
      hd: ['2016-01-15', null],
      ql: [null, '2019-10-01'],
      sx: [null, null],
      xz: [null, null],
    });
  });

  it('rest on the storage article of each text', () => {
    const articles = Object.fromEntries(regulations.map(({ id, storage }) => [id, storage?.article]));
    expect(articles).toEqual({
      dph: 'DPH-11',
      hd: 'HD-10',
      ql: 'QL-19',
      sx: 'SX-17',
      xz: 'XZ-11',
    });
  });

  it('differ in handover, self-keeping and exception as the texts do', () => {
    const traits = Object.fromEntries(
      regulations.map(({ id, storage }) => [
        id,
        [storage?.handover, storage?.selfKeepingForbidden, storage?.exception?.time.value ?? null],
      ]),
    );
    expect(traits).toEqual({
      dph: ['isTheDuty', false, null],
      hd: ['required', false, null],
      ql: ['none', true, 7],
      sx: ['none', false, 2],
      xz: ['alternative', false, null],
    });
  });
});

describe('a faulty pack', () => {
  it.each([
    ['an unknown key', xz, /^level:/, 'levle: municipalOrgan', 'levle'],
    ['a level that does not exist', xz, /^level:/, 'level: village', 'level'],
    ['a date that does not exist', dph, /^effectiveFrom:/, 'effectiveFrom: 2021-02-29', 'effectiveFrom'],
    [
      'zero working days',
      ql,
      /time: \{ rule: workingDays/,
      '  time: { rule: workingDays, value: 0 }',
      'storage.time.value',
    ],
    [
      'half an hour',
      dph,
      /time: \{ rule: hours/,
      '  time: { rule: hours, value: 0.5 }',
      'storage.time.value',
    ],
    [
      'a rule that does not exist',
      dph,
      /time: \{ rule: hours/,
      '  time: { rule: weeks, value: 1 }',
      'storage.time.rule',
    ],
    [
      'a number where the rule takes none',
      xz,
      /time: \{ rule: sameDay/,
      '  time: { rule: sameDay, value: 1 }',
      'storage.time.value',
    ],
    ['an article of another pack', xz, /^ {2}article: XZ-11/, '  article: SX-11', 'storage.article'],
    ['a period without a unit', xz, /time: \{ rule/, '  time: 7', 'storage.time'],
    ['an anchor that does not fit the rule', xz, /anchor:/, '  anchor: recordingEnd', 'storage.anchor'],
    ['a handover to nobody', xz, /recipient:/, '  recipient: null', 'storage.recipient'],
    ['a store without a place', xz, /place:/, '  place: null', 'storage.place'],
    ['an empty list of grounds', ql, /grounds:/, '    grounds: []', 'storage.exception.grounds'],
    ['a pack above itself', xz, /^extends:/, 'extends: xz', 'extends'],
  ])('with %s is refused, with path and line', (_, text, find, line, path) => {
    const damaged = damage(text, find, line);
    const fault = faultsOf(damaged.text).find((one) => one.path === path);
    expect(fault).toBeDefined();
    expect(fault?.line).toBe(damaged.at);
  });

  it('is told all its faults at once', () => {
    const first = damage(xz, /^level:/, 'level: village');
    const second = damage(first.text, /^version:/, 'version: 0');
    const third = damage(second.text, /handover:/, '  handover: perhaps');
    expect(faultsOf(third.text)).toEqual([
      expect.objectContaining({ path: 'version', line: second.at }),
      expect.objectContaining({ path: 'level', line: first.at }),
      expect.objectContaining({ path: 'storage.handover', line: third.at }),
    ]);
  });

  it('names a missing parameter and the line of what should hold it', () => {
    const faults = faultsOf(xz.replace(/^ {2}exception:.*\n/m, ''));
    const storageLine = xz.split('\n').findIndex((line) => line.startsWith('storage:')) + 1;
    expect(faults).toEqual([expect.objectContaining({ path: 'storage.exception', line: storageLine })]);
  });

  it('that is no YAML is told where', () => {
    const faults = faultsOf('id: xz\nid: hd\ntitle: [\n');
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map((fault) => fault.path)).toContain('(yaml)');
    expect(faults[0]?.line).toBeGreaterThanOrEqual(1);
  });

  it.each(['', '[]', '42', 'null'])('that is only %j is refused', (text) => {
    expect(faultsOf(text)[0]).toMatchObject({ path: '(top)' });
  });

  it('with an alias is refused: what is written must be what is read', () => {
    expect(() =>
      parsePack(
        xz
          .replace('issuedAt: null', 'issuedAt: &none null')
          .replace('effectiveFrom: null', 'effectiveFrom: *none'),
      ),
    ).toThrow(PackError);
  });

  it('says all of it in its message', () => {
    expect(() => parsePack(xz.replace('municipalOrgan', 'village'))).toThrow(/line \d+: level: /);
  });
});

describe('the JSON Schema for editors', () => {
  const schema = readFileSync(join(import.meta.dirname, '..', '..', 'schema', 'pack.schema.json'), 'utf8');
  const editor = z.fromJSONSchema(JSON.parse(schema));

  it.each([...packTexts])('accepts %s', (_, text) => {
    expect(editor.safeParse(parse(text)).error).toBeUndefined();
  });

  it.each([
    [/^effectiveFrom:/, 'effectiveFrom: 2024年3月1日'],
    [/^effectiveFrom:/, 'effectiveFrom: 2024-02-30'],
    [/^id:/, 'id: XZ'],
    [/^extends:/, 'extends: 山西'],
    [/^ {2}article: XZ-11/, '  article: 第十一条'],
    [/^ {2}article: XZ-11/, '  article: XZ-011'],
  ])('refuses what the check refuses: %s %s', (find, line) => {
    const { text } = damage(xz, find, line);
    expect(faultsOf(text)).not.toEqual([]);
    expect(editor.safeParse(parse(text)).success).toBe(false);
  });
});
