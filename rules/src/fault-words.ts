import { z } from 'zod';
import type { Bilingual } from './time/civil.ts';

type Issue = z.core.$ZodIssue;

/** A refusal of a shape in both languages, for `refine`. */
export const refusal = (en: string, zh: string) => ({ error: en, params: { zh } });

const unitMissing: Bilingual = {
  zh: '必须写明单位，例如 { rule: workingDays, value: 7 }：只写数字，分不清是小时、日还是工作日',
  en: 'must say its unit, such as { rule: workingDays, value: 7 }',
};
const missing: Bilingual = { zh: '没有写，必须写', en: 'is missing and has to be given' };

const kinds: Readonly<Record<string, Bilingual>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true（是）或者 false（否）', en: 'true or false' },
  array: { zh: '列表，例如 [ … ]', en: 'a list such as [ … ]' },
  object: { zh: '一组“名称: 值”', en: 'a group of names with values' },
  record: { zh: '一组“名称: 值”', en: 'a group of names with values' },
};

/** How many letters have to be changed, added or left out to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known words that are nearest to what was written, nearest first. */
export function nearest(word: string, known: readonly string[], count: number): string[] {
  const far = (one: string) => distance(word.toLowerCase(), one.toLowerCase());
  return known.toSorted((a, b) => far(a) - far(b)).slice(0, count);
}

const FEW = 14;
/** Which words are allowed: all of a short list, of a long one those that come nearest. */
function oneOf(values: readonly unknown[], given: unknown): Bilingual {
  const words = values.map(String);
  if (words.length <= FEW)
    return { zh: `只能写：${words.join('、')}`, en: `must be one of: ${words.join(', ')}` };
  const near = nearest(String(given), words, 3);
  return {
    zh: `没有“${String(given)}”这个词；最接近的是 ${near.join('、')}（全部见 docs/pack-words.md）`,
    en: `there is no word "${String(given)}"; nearest are ${near.join(', ')} (all in docs/pack-words.md)`,
  };
}

function sayUnion(issue: Issue & { code: 'invalid_union' }, given: unknown): Bilingual {
  if ('discriminator' in issue && issue.discriminator !== undefined) {
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
    return given === undefined ? unitMissing : oneOf(options, given);
  }
  return { zh: '应当写 all（全部）或者一个列表', en: 'must be all, or a list' };
}

function saySize(issue: Issue & { code: 'too_small' | 'too_big' }): Bilingual {
  const [bound, atLeast] = issue.code === 'too_small' ? [issue.minimum, true] : [issue.maximum, false];
  if (issue.origin === 'array')
    return atLeast
      ? { zh: `列表至少要有 ${bound} 项`, en: `the list needs at least ${bound}` }
      : { zh: `列表至多 ${bound} 项`, en: `the list takes at most ${bound}` };
  if (issue.origin === 'string') return { zh: '不能为空', en: 'must not be empty' };
  return atLeast
    ? { zh: `不能小于 ${bound}`, en: `must be at least ${bound}` }
    : { zh: `不能大于 ${bound}`, en: `must be at most ${bound}` };
}

function sayType(issue: Issue & { code: 'invalid_type' }, given: unknown): Bilingual {
  if (given === undefined) return missing;
  if (issue.path.at(-1) === 'time') return unitMissing;
  const kind = kinds[issue.expected];
  return kind
    ? { zh: `应当是${kind.zh}`, en: `must be ${kind.en}` }
    : { zh: `应当是 ${issue.expected}`, en: issue.message };
}

/** What is wrong, in words for people who do not program. `given`: what was written there, undefined when nothing. */
export function sayIssue(issue: Issue, given: unknown): Bilingual {
  switch (issue.code) {
    case 'custom': {
      const zh: unknown = issue.params?.zh;
      return { zh: typeof zh === 'string' ? zh : issue.message, en: issue.message };
    }
    case 'invalid_type':
      return sayType(issue, given);
    case 'invalid_value':
      return given === undefined ? missing : oneOf(issue.values, given);
    case 'invalid_union':
      return sayUnion(issue, given);
    case 'too_small':
    case 'too_big':
      return saySize(issue);
    default:
      return { zh: chinese(issue), en: issue.message };
  }
}

const locale = z.locales.zhCN().localeError;
function chinese(issue: Issue): string {
  const said = locale(issue as Parameters<typeof locale>[0]);
  return typeof said === 'string' ? said : (said?.message ?? issue.message);
}
