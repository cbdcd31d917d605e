import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { misfitIn } from './misfit.ts';
import { misfits, refusals } from './refusals.ts';

/** What is said of the only field, in both languages. */
const saidOf = (field: z.ZodType, ...given: unknown[]) =>
  (['zh', 'en'] as const).map((language) => {
    const value = given.length === 0 ? {} : { field: given[0] };
    const read = z.object({ field }).safeParse(value, { error: misfitIn(language) });
    return read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  });

const either = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a'), name: z.string() }),
  z.object({ kind: z.literal('b') }),
]);

describe('a refusal', () => {
  test.each<[string, z.ZodType, unknown[], string, string]>([
    ['text that is not there', z.string(), [], 'field: 没有填写', 'field: This is missing'],
    ['null', z.number(), [null], 'field: 没有填写', 'field: This is missing'],
    ['a text of nothing', z.string().trim().min(1), [' '], 'field: 没有填写', 'field: This is missing'],
    ['a choice not made', z.enum(['a', 'b']), [''], 'field: 没有填写', 'field: This is missing'],
    [
      'a choice that is none',
      z.enum(['a', 'b']),
      ['c'],
      'field: 不在可选的范围内',
      'field: This is none of the choices',
    ],
    ['a number for a text', z.string(), [7], 'field: 填写的格式不对', 'field: This is not of the right form'],
    ['letters for a number', z.coerce.number(), ['x'], 'field: 应填数字', 'field: A number is wanted'],
    ['a broken number', z.int(), [1.5], 'field: 应填整数', 'field: A whole number is wanted'],
    ['no list', z.array(z.string()), ['a'], 'field: 填写的格式不对', 'field: This is not of the right form'],
    [
      'one of a list',
      z.array(z.uuid()),
      [['x']],
      'field.0: 填写的格式不对',
      'field.0: This is not of the right form',
    ],
    ['a day of no calendar', z.iso.date(), ['2026-02-30'], misfits.date.zh, misfits.date.en],
    ['no instant', z.iso.datetime(), ['today'], misfits.instant.zh, misfits.instant.en],
    [
      'a short text',
      z.string().min(3),
      ['ab'],
      'field: 至少 3 个字',
      'field: At least 3 characters are wanted',
    ],
    [
      'a long text',
      z.string().max(3),
      ['abcd'],
      'field: 至多 3 个字',
      'field: At most 3 characters are allowed',
    ],
    ['a short list', z.array(z.int()).min(2), [[1]], 'field: 至少 2 项', 'field: At least 2 are wanted'],
    ['a long list', z.array(z.int()).max(1), [[1, 2]], 'field: 至多 1 项', 'field: At most 1 are allowed'],
    ['too little', z.int().min(5), [4], 'field: 不能小于 5', 'field: It cannot be less than 5'],
    ['too much', z.int().max(5), [6], 'field: 不能大于 5', 'field: It cannot be more than 5'],
    [
      'the bound, which is without',
      z.number().positive(),
      [0],
      'field: 必须大于 0',
      'field: It must be more than 0',
    ],
    [
      'a field too many',
      z.strictObject({}),
      [{ odd: 1 }],
      'field: 有不认识的内容：odd',
      'field: It holds what is not known here: odd',
    ],
    ['no kind', either, [{}], 'field.kind: 没有填写', 'field.kind: This is missing'],
    [
      'an odd kind',
      either,
      [{ kind: 'c' }],
      'field.kind: 填写的格式不对',
      'field.kind: This is not of the right form',
    ],
    ['a part of a kind', either, [{ kind: 'a' }], 'field.name: 没有填写', 'field.name: This is missing'],
  ])('of %s says so in plain words, with its path', (_, field, given, zh, en) => {
    const [inChinese, inEnglish] = saidOf(field, ...given);
    expect(inChinese).toContain(zh);
    expect(inEnglish).toContain(en);
    expect(inEnglish).not.toMatch(/\p{Script=Han}/u);
  });

  test('that a shape words itself is left as it is', () => {
    expect(saidOf(z.array(z.string()).min(1, refusals.chooseSome.zh), [])[1]).toBe(
      `field: ${refusals.chooseSome.zh}`,
    );
  });
});
