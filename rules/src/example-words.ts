import { z } from 'zod';
import { nearest, refusal } from './fault-words.ts';
import { civilDate } from './pack/parameters.ts';

/** Since when the organ of an example is bound to its pack where it does not say: before any day that can be written. */
const alwaysBound = '1900-01-01';
export const boundFrom = civilDate.nullable().default(alwaysBound);

/** Text that has to begin with, or be, a known word: `wordOf` takes it out. */
export const naming = (words: readonly string[], wordOf: (text: string) => string) =>
  z.string().superRefine((given, context) => {
    const word = wordOf(given);
    if (words.includes(word)) return;
    const near = nearest(word, words, 3);
    const { error, params } = refusal(
      `there is no "${word}"; nearest are ${near.join(', ')} (all in docs/pack-words.md)`,
      `没有“${word}”；最接近的是 ${near.join('、')}（全部见 docs/pack-words.md）`,
    );
    context.addIssue({ code: 'custom', message: error, params });
  });
