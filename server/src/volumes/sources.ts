import type { TimelineKind } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { filmOfCase, nameOfficers } from '../cases/index.ts';
import type { Law } from '../law/index.ts';
import type { CaseFrame, Happening, Source } from './happening.ts';
import { lawOfCase } from './law-of-case.ts';
import { readActs, readCaseDates, readFilm, readSteps } from './source-acts.ts';
import { readDocuments } from './source-documents.ts';
import { readDutyLine } from './source-duties.ts';
import { readEvidence, readGoods, readServices } from './source-evidence.ts';
import { readItemLine, readVolumes } from './source-items.ts';
import { readApprovals, readMoves } from './source-moves.ts';

/** Who tells what of a case. What a later room knows is one more line. */
const sources: readonly (readonly [TimelineKind, Source])[] = [
  ['case', readCaseDates],
  ['act', readActs],
  ['step', readSteps],
  ['film', readFilm],
  ['approval', readMoves],
  ['approval', readApprovals],
  ['document', readDocuments],
  ['evidence', readEvidence],
  ['goods', readGoods],
  ['service', readServices],
  ['duty', readDutyLine],
  ['volume', readVolumes],
  ['item', readItemLine],
];

/** So much of one kind is read of one case. */
export const mostOfKind = 2000;

/** The case as sources need it. Throws notFound for one of another organ. */
export async function frameOf(
  ctx: Reading,
  law: Law,
  rules: CaseFrame['rules'],
  id: string,
): Promise<CaseFrame> {
  const row = await ctx.tx
    .selectFrom('enforcement_case')
    .select('opened_at')
    .where('id', '=', id)
    .executeTakeFirst();
  const { opened_at: openedAt } = found(row);
  const acts = await ctx.tx
    .selectFrom('act')
    .select(['id', 'number', 'type', 'started_at as startedAt', 'officer_ids'])
    .where('case_id', '=', id)
    .orderBy('started_at')
    .execute();
  const officers = await nameOfficers(ctx, acts);
  const named = acts.map(({ officer_ids, ...act }) => ({
    ...act,
    officers: officers(officer_ids).map(({ name }) => name),
  }));
  const film = await filmOfCase(ctx, id);
  const ofCase = await lawOfCase(ctx, law, openedAt);
  const byId = new Map(named.map((act) => [act.id, act]));
  return { id, openedAt, acts: byId, film, rules, packs: law.packs, law: ofCase };
}

/** Everything that the house knows of a case, by kind, in no order; `cut`: kinds of which there is more. */
export async function readHappenings(
  ctx: Reading,
  one: CaseFrame,
  leftOut: readonly TimelineKind[] = [],
): Promise<{ happenings: Happening[]; cut: TimelineKind[] }> {
  const happenings: Happening[] = [];
  const cut: TimelineKind[] = [];
  for (const [kind, source] of sources) {
    if (leftOut.includes(kind)) continue;
    const rows = await source(ctx, one, mostOfKind + 1);
    if (rows.length > mostOfKind) cut.push(kind);
    happenings.push(...rows.slice(0, mostOfKind));
  }
  return { happenings, cut };
}
