import {
  type SearchAnswer,
  type SearchHit,
  type SearchKind,
  searchKinds,
  type searchShapes,
} from '@liuhen/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { plusMillis, toInstant } from '../base/clock.ts';
import { organOf, type Person, personOf, type Reading } from '../base/context.ts';
import { DomainError, faultAt, permit } from '../base/errors.ts';
import { isId } from '../base/ids.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { type Asking, extentsOf, findOf } from './find.ts';
import { type Identified, identify } from './identities.ts';
import { type Question, readQuestion } from './question.ts';
import { markIn, snippetOf } from './snippet.ts';

type Query = z.output<typeof searchShapes.searchQuery>;
type Group = SearchAnswer['groups'][number];

/** So many are shown of each kind where all are asked, and so many are counted. */
const firstOfKind = 5;
const counted = 50;

const allKinds = Object.keys(searchKinds) as SearchKind[];

/** What a person may see of a kind: all of the organ's, their own only, or nothing. */
function sightOf({ permissions }: Person, kind: SearchKind): 'all' | 'own' | 'nothing' {
  const held = searchKinds[kind].filter((one) => permissions.has(one));
  if (held.length === 0) return 'nothing';
  return held.every((one) => one === 'recording.readOwn') ? 'own' : 'all';
}

const startOf = (date: string) => toInstant(`${date}T00:00:00+08:00`);

function readMark(mark: string): { at: string; id: string } {
  const [at = '', id = ''] = mark.split('_');
  const exists = !Number.isNaN(Date.parse(at)) && toInstant(at) === at && /^(?!0000)\d{4}-/.test(at);
  if (!exists || !isId(id))
    throw new DomainError('input.invalid', {}, [
      faultAt('after', { zh: '翻页标记无效', en: 'The mark of the page is not valid' }),
    ]);
  return { at, id };
}

function spanOf({ from, to }: Query, after: { at: string } | null): Asking['span'] {
  const end = to === undefined ? null : plusMillis(startOf(to), 86_400_000);
  const past = after === null ? null : plusMillis(after.at, 1);
  const until = end === null || (past !== null && past < end) ? past : end;
  return { from: from === undefined ? null : startOf(from), until };
}

interface Row {
  kind: SearchKind;
  subject_id: string;
  parent_id: string | null;
  at: string;
  unit: string | null;
  number: string | null;
  title: string;
  body: string;
}

/** The found rows with what was asked for marked, in the order of the ids. */
async function show(
  { tx }: Reading,
  kind: SearchKind,
  ids: readonly string[],
  { terms }: Question,
): Promise<SearchHit[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select s.kind, s.subject_id, s.parent_id, s.at, unit.name as unit, s.number, s.title, s.body
    from searchable s left join unit on unit.id = s.unit_id
    where s.kind = ${kind} and s.subject_id = any(${[...ids]}::uuid[])
    order by s.at desc, s.subject_id desc`.execute(tx);
  return rows.map((row) => ({
    ...{ kind, id: row.subject_id, parentId: row.parent_id, at: row.at, unit: row.unit },
    number: row.number === null ? null : markIn(row.number, terms),
    title: markIn(row.title, terms),
    snippet: snippetOf(row.body, terms),
  }));
}

/** What a question is asked with. */
interface Asked {
  question: Question;
  query: Query;
  /** Those who have exactly the number that was typed: the first of their kind. */
  exact: Identified;
}

const each = (ids: readonly string[]): string[] => [...new Set(ids)];

/** The first of each kind that the person may see, and how many there are. */
async function firstOfAll(ctx: Reading, kinds: readonly SearchKind[], asked: Asked): Promise<Group[]> {
  const { question, query, exact } = asked;
  const person = personOf(ctx);
  const span = spanOf(query, null);
  const extents = await extentsOf(ctx, kinds, span);
  const shared = { question, organId: organOf(ctx), unitId: query.unitId ?? null, span, after: null };
  // Side by side: what each asks is on its way while another is answered.
  return Promise.all(
    extents.map(async (extent): Promise<Group> => {
      const { kind } = extent;
      const own = sightOf(person, kind) === 'own' ? person : null;
      const found = await findOf(ctx, extent, { ...shared, own, limit: counted + 1 });
      const ids = each([...(exact[kind] ?? []), ...found]);
      const rows = await show(ctx, kind, ids.slice(0, firstOfKind), question);
      return { kind, rows, count: Math.min(ids.length, counted), more: ids.length > counted, next: null };
    }),
  );
}

/** One page of one kind. */
async function pageOf(ctx: Reading, kind: SearchKind, asked: Asked): Promise<Group> {
  const { question, query, exact } = asked;
  const person = personOf(ctx);
  const after = query.after === undefined ? null : readMark(query.after);
  const span = spanOf(query, after);
  const [extent] = await extentsOf(ctx, [kind], span);
  const own = sightOf(person, kind) === 'own' ? person : null;
  const asking = { question, organId: organOf(ctx), unitId: query.unitId ?? null, span, after, own };
  const found = extent === undefined ? [] : await findOf(ctx, extent, { ...asking, limit: query.limit + 1 });
  const first = after === null ? (exact[kind] ?? []) : [];
  const page = found.slice(0, query.limit);
  const rows = await show(ctx, kind, each([...first, ...page]), question);
  const last = rows.find(({ id }) => id === page.at(-1));
  const more = found.length > query.limit;
  return { kind, rows, count: rows.length, more, next: more && last ? `${last.at}_${last.id}` : null };
}

/**
 * What answers a question among all that the person may see: of one kind a page, of all kinds the first few of each,
 * newest first. The number of a party, which stands in no index, is asked of their register. Throws permission.denied
 * for a kind that the person may see nothing of.
 */
export async function search(ctx: Reading, keys: NumberKeys, query: Query): Promise<SearchAnswer> {
  const person = personOf(ctx);
  if (query.kind !== undefined) permit(maySearch(person, query.kind));
  const understood = readQuestion(query.text);
  if (understood.state !== 'asked') return { state: understood.state, groups: [] };
  const { question } = understood;
  const kinds = kindsFor(person);
  // A number alone: beside other words those decide.
  const isNumber =
    question.identities.length === question.terms.length && sightOf(person, 'party') !== 'nothing';
  const { party, ...cases } = isNumber ? await identify(ctx, keys, question.identities) : {};
  const isNarrowed = query.unitId !== undefined || query.from !== undefined || query.to !== undefined;
  const exact = { ...(party && { party }), ...(isNarrowed ? {} : cases) };
  const asked = { question, query, exact };
  const groups =
    query.kind === undefined ? await firstOfAll(ctx, kinds, asked) : [await pageOf(ctx, query.kind, asked)];
  return { state: 'asked', groups };
}

const kindsFor = (person: Person) => allKinds.filter((kind) => sightOf(person, kind) !== 'nothing');

/**
 * All that answers a question, as rows for a sheet: kind after kind, each newest first, a page at a time. `after` is the
 * `next` of the page before. Throws as `search` does.
 */
export async function searchOn(
  ctx: Reading,
  keys: NumberKeys,
  { kind: asked, after: mark, ...query }: Query,
): Promise<{ rows: SearchHit[]; next: string | null }> {
  const kinds = asked === undefined ? kindsFor(personOf(ctx)) : [asked];
  const [begun, after] = mark?.split('.', 2) ?? [];
  const place = Math.max(0, kinds.indexOf(begun as SearchKind));
  const kind = kinds[place];
  if (kind === undefined) return { rows: [], next: null };
  const { groups } = await search(ctx, keys, { ...query, kind, ...(after ? { after } : {}) });
  const [group] = groups;
  const following = kinds[place + 1];
  // Not to go through kind after kind for what is no question.
  if (group === undefined) return { rows: [], next: null };
  const last = following === undefined ? null : `${following}.`;
  return { rows: group.rows, next: group.next === null ? last : `${kind}.${group.next}` };
}

const maySearch = (person: Person, kind: SearchKind) =>
  sightOf(person, kind) !== 'nothing' || {
    reason: { zh: '您不能查看这一类记录', en: 'you may not see records of this kind' },
  };
