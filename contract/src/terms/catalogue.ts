import { acts } from './acts.ts';
import { books } from './books.ts';
import { calendar } from './calendar.ts';
import { cases } from './cases.ts';
import { cli } from './cli.ts';
import { custody } from './custody.ts';
import { documents } from './documents.ts';
import { duties } from './duties.ts';
import { evidence } from './evidence.ts';
import { excuses } from './excuses.ts';
import { field } from './field.ts';
import { goods } from './goods.ts';
import { matters } from './matters.ts';
import { names } from './names.ts';
import { onSite } from './on-site.ts';
import { packages } from './packages.ts';
import { parties } from './parties.ts';
import { procedure } from './procedure.ts';
import { recordings } from './recordings.ts';
import { registers } from './registers.ts';
import { regulations } from './regulations.ts';
import { search } from './search.ts';
import { services } from './serving.ts';
import { sheets } from './sheets.ts';
import { shell } from './shell.ts';
import { takeOut } from './take-out.ts';
import type { Term, TermPath } from './term.ts';
import { uploads } from './uploads.ts';
import { volumes } from './volumes.ts';
import { watch } from './watch.ts';

/** 中文 ↔ English: the only source of what people read, by room. */
export const terms = {
  shell,
  names,
  duties,
  uploads,
  recordings,
  acts,
  cases,
  onSite,
  packages,
  parties,
  documents,
  procedure,
  evidence,
  goods,
  services,
  excuses,
  field,
  matters,
  registers,
  books,
  sheets,
  regulations,
  custody,
  cli,
  calendar,
  search,
  volumes,
  takeOut,
  watch,
} as const;

/** Dotted address of a term, e.g. `duties.tag.left`. Keys that hold a dot are asked for with findTerm. */
export type TermKey = TermPath<typeof terms>;

/** The term at a path of keys, or null where there is none. */
export function findTerm(path: readonly string[]): Term | null {
  let at: unknown = terms;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = (at as Record<string, unknown>)[key];
  }
  return isTerm(at) ? at : null;
}

/** The term at a dotted address. Longest keys win, so that `names.entryKind.act.created` is found too. */
export function termAt(key: TermKey): Term {
  const [room = '', group = '', ...rest] = key.split('.');
  const found = findTerm(key.split('.')) ?? findTerm([room, group, rest.join('.')]);
  if (found === null) throw new Error(`no term ${key}`);
  return found;
}

export function isTerm(value: unknown): value is Term {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Term).zh === 'string' &&
    typeof (value as Term).en === 'string'
  );
}
