import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDocument } from './document.ts';
import { CalendarError, FactsError, PackError } from './errors.ts';

const shape = z.strictObject({
  name: z.string(),
  list: z.array(z.strictObject({ size: z.int() })),
  deep: z.strictObject({ er: z.strictObject({ flag: z.boolean() }) }),
});
const good = 'name: a\nlist:\n  - size: 1\n  - size: 2\ndeep:\n  er:\n    flag: true\n';

describe('reading a document', () => {
  it('gives the value when nothing is wrong', () => {
    expect(readDocument(good, shape)).toEqual({
      value: { name: 'a', list: [{ size: 1 }, { size: 2 }], deep: { er: { flag: true } } },
      faults: [],
    });
  });

  it.each([
    ['a wrong scalar in a list', good.replace('size: 2', 'size: two'), 'list.1.size', 4],
    ['a wrong scalar deep down', good.replace('flag: true', 'flag: 1'), 'deep.er.flag', 7],
    [
      'a missing member: the line of its parent',
      good.replace('    flag: true\n', '    {}\n'),
      'deep.er.flag',
      6,
    ],
    ['a missing top member: the first line', good.replace('name: a\n', ''), 'name', 1],
    ['a scalar where a map belongs', good.replace('  er:\n    flag: true', '  er: 3'), 'deep.er', 6],
  ])('%s', (_, text, path, line) => {
    expect(readDocument(text, shape)).toEqual({
      value: null,
      faults: [expect.objectContaining({ path, line })],
    });
  });

  it.each([
    ['a doubled key', 'name: a\nname: b\n', 2],
    ['an open bracket', 'name: [a\n', 2],
    ['an alias', 'name: &one a\nlist: []\ndeep: *one\n', 3],
    ['an unknown tag', 'name: !secret a\n', 1],
    ['a tab for indentation', 'deep:\n\ter: 1\n', 2],
  ])('%s is a fault of the YAML', (_, text, line) => {
    const { faults } = readDocument(text, shape);
    expect(faults).toContainEqual(expect.objectContaining({ path: '(yaml)', line }));
  });

  it('never throws, whatever the text is', () => {
    const pieces = fc.constantFrom(
      'name',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!!x ',
      '"',
      '#',
      '1',
      '\t',
      '---\n',
      '<<',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const reading = readDocument(parts.join(''), shape);
        expect(reading.value === null).toBe(reading.faults.length > 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('errors', () => {
  const faults = [
    { path: 'a.b', line: 3, article: 'XZ-1', message: 'must be x', zh: '应当是 x' },
    { path: 'c', line: null, article: null, message: 'is missing', zh: '没有写' },
  ];

  it.each([
    ['PackError', new PackError(faults)],
    ['CalendarError', new CalendarError(faults)],
  ])('%s tells every fault, one a line', (name, error) => {
    expect(error.name).toBe(name);
    expect(error.faults).toEqual(faults);
    expect(error.message).toBe('line 3: a.b: must be x\nc: is missing');
  });

  it('FactsError names the value and what was expected', () => {
    const error = new FactsError('soon', 'a date');
    expect([error.name, error.value, error.message]).toEqual(['FactsError', 'soon', '"soon" is not a date']);
  });
});
