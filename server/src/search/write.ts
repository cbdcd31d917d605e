import { sql } from 'kysely';
import { beijingDate } from '../base/clock.ts';
import type { Tx } from '../base/context.ts';
import { fold } from './fold.ts';
import { gramOfKind, gramOfOwner, gramOfTime, gramsOf } from './grams.ts';
import { hideIdentities } from './identities.ts';

/** What can be found of one subject. */
export interface Searchable {
  kind: string;
  id: string;
  organId: string;
  /** What is opened where the subject has no page of its own. */
  parentId: string | null;
  unitId: string | null;
  /** The time by which the newest come first. */
  at: string;
  /** Officers and accounts whose own it is; null where all who may see the kind see it. */
  seenBy: readonly string[] | null;
  number: string | null;
  title: string;
  /** All other words, field after field. */
  body: readonly (string | null)[];
}

/** The same as it is read; its kind is known. */
export type Read = Omit<Searchable, 'kind'>;

/** A document longer than this is found by its beginning. */
export const maxBody = 20_000;

/** The columns that are made of the others. */
export interface Line {
  number: string | null;
  title: string;
  body: string;
  folded: string;
  grams: number[];
}

/** Half of a sign at the cut is left out: it could not be kept. */
const cut = (text: string) => text.slice(0, maxBody).replace(/[\uD800-\uDBFF]$/, '');
const clean = (text: string) => hideIdentities(text.normalize('NFC'));

/** The line of a subject as it stands in the index. Numbers of persons are hidden before anything is made of them. */
export function lineOf(one: Searchable): Line {
  const number = one.number === null ? null : clean(one.number);
  const title = clean(one.title);
  const body = cut(clean(one.body.filter((part) => part !== null && part.trim() !== '').join('\n')));
  const fields = [number ?? '', title, body];
  const folded = fields
    .map(fold)
    .filter((field) => field !== '')
    .join('\n');
  const day = beijingDate(one.at);
  const holders = one.unitId === null ? [one.organId] : [one.organId, one.unitId];
  const whose = [
    ...holders.flatMap((of) => [
      gramOfKind(of, one.kind),
      gramOfTime(of, one.kind, day),
      gramOfTime(of, one.kind, day.slice(0, 7)),
    ]),
    ...(one.seenBy ?? []).map(gramOfOwner),
  ];
  return { number, title, body, folded, grams: [...new Set([...whose, ...gramsOf(folded)])] };
}

const arrayText = (list: readonly (string | number)[]): string => `{${list.join(',')}}`;

/** Writes the lines of these subjects, over what was there. One statement, however many they are. */
export async function writeSearchable(tx: Tx, subjects: readonly Searchable[]): Promise<void> {
  if (subjects.length === 0) return;
  const lines = subjects.map(lineOf);
  const column = <T>(of: (one: Searchable) => T): T[] => subjects.map(of);
  await sql`
    insert into searchable (kind, subject_id, organ_id, parent_id, unit_id, at, seen_by, number, title, body, folded, grams)
    select kind, id, organ, parent, unit, at, seen_by::uuid[], number, title, body, folded, grams::int[]
    from unnest(${column((one) => one.kind)}::text[], ${column((one) => one.id)}::uuid[],
      ${column((one) => one.organId)}::uuid[], ${column((one) => one.parentId)}::uuid[],
      ${column((one) => one.unitId)}::uuid[], ${column((one) => one.at)}::timestamptz[],
      ${column((one) => one.seenBy && arrayText(one.seenBy))}::text[],
      ${lines.map((line) => line.number)}::text[], ${lines.map((line) => line.title)}::text[],
      ${lines.map((line) => line.body)}::text[], ${lines.map((line) => line.folded)}::text[],
      ${lines.map((line) => arrayText(line.grams))}::text[])
      as row (kind, id, organ, parent, unit, at, seen_by, number, title, body, folded, grams)
    on conflict (kind, subject_id) do update set (organ_id, parent_id, unit_id, at, seen_by, number, title, body, folded, grams)
      = (excluded.organ_id, excluded.parent_id, excluded.unit_id, excluded.at, excluded.seen_by, excluded.number,
         excluded.title, excluded.body, excluded.folded, excluded.grams)
      where searchable.grams is distinct from excluded.grams or searchable.folded is distinct from excluded.folded
        or searchable.at is distinct from excluded.at or searchable.body is distinct from excluded.body
        or searchable.title is distinct from excluded.title or searchable.number is distinct from excluded.number
        or searchable.parent_id is distinct from excluded.parent_id`.execute(tx);
}

/** What is not there any more is found by nothing: its line loses all its words. */
export async function blankSearchable(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update searchable set number = null, title = '', body = '', folded = '', grams = '{}'
    where kind = ${kind} and subject_id = any(${ids}::uuid[])`.execute(tx);
}
