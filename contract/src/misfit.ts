import type { z } from 'zod';
import { misfits } from './refusals.ts';
import { type Language, sayTerm, type Term, type TermValues } from './terms/index.ts';

type Issue = z.core.$ZodRawIssue;
type Said = [sentence: Term, values?: TermValues];

const isMissing = (given: unknown): boolean => given === undefined || given === null || given === '';

const kinds: Readonly<Record<string, Term>> = { number: misfits.number, int: misfits.whole };
const formats: Readonly<Record<string, Term>> = { date: misfits.date, datetime: misfits.instant };

/** The words for a bound that was passed: of a text, of a list, of a number with the bound in it, and without. */
const least = [misfits.tooShort, misfits.tooFew, misfits.under, misfits.notAbove] as const;
const most = [misfits.tooLong, misfits.tooMany, misfits.over, misfits.notBelow] as const;

function boundOf(
  [text, list, number, beyond]: typeof least | typeof most,
  bound: number | bigint,
  { origin, inclusive }: { origin: string; inclusive?: boolean | undefined },
): Said {
  const values = { n: String(bound) };
  if (origin === 'string') return [text, values];
  if (origin === 'array' || origin === 'set') return [list, values];
  return [inclusive === false ? beyond : number, values];
}

/** What a choice by one of its members was made by; anything else as it was given. */
function choiceIn(issue: Issue & { code: 'invalid_union' }): unknown {
  const { discriminator, input } = issue;
  return typeof discriminator === 'string' ? Object(input)[discriminator] : input;
}

function misfitOf(issue: Issue): Said {
  switch (issue.code) {
    case 'invalid_type':
      return [isMissing(issue.input) ? misfits.missing : (kinds[issue.expected] ?? misfits.form)];
    case 'invalid_value':
      return [isMissing(issue.input) ? misfits.missing : misfits.choice];
    case 'invalid_union':
      return [isMissing(choiceIn(issue)) ? misfits.missing : misfits.form];
    case 'invalid_format':
      return [isMissing(issue.input) ? misfits.missing : (formats[issue.format] ?? misfits.form)];
    case 'too_small':
      return isMissing(issue.input) ? [misfits.missing] : boundOf(least, issue.minimum, issue);
    case 'too_big':
      return boundOf(most, issue.maximum, issue);
    case 'unrecognized_keys':
      return [misfits.unknown, { keys: issue.keys.join(', ') }];
    default:
      return [misfits.form];
  }
}

/** For zod: says a refusal to the person who filled in the field, without the words of programs. */
export const misfitIn =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) => {
    const [sentence, values] = misfitOf(issue);
    return sayTerm(sentence, language, values);
  };
