import { entryText } from '@liuhen/proof';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { makeCopyReader } from '../base/binary-copy.ts';
import { agrees } from './columns-of-text.ts';

const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const trailer = Buffer.from([0xff, 0xff]);

/** A row as PostgreSQL's binary COPY writes it: the number of fields, each with its length before it. */
function rowOf(fields: readonly (Buffer | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : field.length);
    return field === null ? [length] : [length, field];
  });
  return Buffer.concat([count, ...parts]);
}

const int8 = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};
const uuidBytes = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const micros2000 = 946_684_800_000_000n;

interface Columns {
  actor: string;
  at: Date;
  kind: string;
  organ: string | null;
  type: string;
  subject: string;
}

const given: Columns = {
  actor: '018f0000-0000-7000-8000-000000000001',
  at: new Date('2026-03-05T02:10:00.007Z'),
  kind: 'unit.created',
  organ: '018f0000-0000-7000-8000-0000000000ab',
  type: 'unit',
  subject: '018f0000-0000-7000-8000-00000000cdef',
};
const textOf = ({ actor, at, kind, organ, type, subject }: Columns) =>
  Buffer.from(
    entryText({
      ...{ v: 1, alg: 'sha256', kind: kind as 'unit.created', at: at.toISOString(), organ, actor },
      ...{ subject: `${type}/${subject}`, digest: `sha256:${'5a'.repeat(32)}` },
    }),
  );
const columnsOf = ({ actor, at, kind, organ, type, subject }: Columns) => [
  Buffer.from(actor),
  int8(BigInt(at.valueOf()) * 1000n - micros2000),
  Buffer.from(kind),
  organ === null ? null : uuidBytes(organ),
  Buffer.from(type),
  uuidBytes(subject),
];

/** What is said of one entry, read as it comes from the database. */
function judge(text: Buffer, columns: readonly (Buffer | null)[]): boolean | undefined {
  let said: boolean | undefined;
  const take = makeCopyReader(8, (message, places) => {
    said = agrees(message, places);
  });
  take(Buffer.concat([header, rowOf([int8(7n), text, ...columns])]));
  take(trailer);
  return said;
}

describe('an entry and its columns', () => {
  it.each<[string, Partial<Columns>]>([
    ['of a person', {}],
    ['of the house', { actor: 'system', organ: null }],
    ['before 2000', { at: new Date('1999-12-31T23:59:59.999Z') }],
    ['far off', { at: new Date('2899-01-01T00:00:00.000Z') }],
    ['of another kind and table', { kind: 'obligation.judged', type: 'obligation' }],
  ])('agree when they say the same: %s', (_, some) => {
    const columns = { ...given, ...some };
    expect(judge(textOf(columns), columnsOf(columns))).toBe(true);
  });

  test('a text in which any byte but one of the digest was changed no longer agrees', () => {
    const text = textOf(given);
    const digest = text.indexOf('sha256:') + 'sha256:'.length;
    const outside = (at: number) => at < digest || at >= digest + 64;
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(text);
        altered[at] = (text[at] ?? 0) ^ change;
        expect(judge(altered, columnsOf(given))).toBe(!outside(at));
      }),
    );
  });

  test('a column in which any byte was changed no longer agrees', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(), fc.integer({ min: 1, max: 255 }), (column, place, change) => {
        const columns = columnsOf(given).map((one) => Buffer.from(one ?? []));
        const altered = columns[column] ?? Buffer.alloc(0);
        const at = place % altered.length;
        altered[at] = (altered[at] ?? 0) ^ change;
        expect(judge(textOf(given), columns)).toBe(false);
      }),
    );
  });

  test('a text that is longer or shorter does not agree', () => {
    const text = textOf(given);
    const columns = columnsOf(given);
    expect(judge(Buffer.concat([text, Buffer.from(' ')]), columns)).toBe(false);
    for (let length = 0; length < text.length; length++)
      expect(judge(text.subarray(0, length), columns)).toBe(false);
  });

  test('an organ that is missing is not one of zeros', () => {
    const none = columnsOf({ ...given, organ: null });
    const zeros = columnsOf({ ...given, organ: '00000000-0000-0000-0000-000000000000' });
    expect(judge(textOf({ ...given, organ: null }), zeros)).toBe(false);
    expect(judge(textOf(given), none)).toBe(false);
  });
});

test('a row with another number of fields than asked for is refused', () => {
  const take = makeCopyReader(3, () => undefined);
  expect(() => take(Buffer.concat([header, rowOf([null, null])]))).toThrow('3 fields');
});
