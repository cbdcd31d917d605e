import type { ActFacts, Participant, Step } from '@liuhen/rules';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { chainsOf } from './step-chains.ts';

/** What this room knows of an act; what the organ's law and its decisions add is for the room of obligations. */
export type EnteredFacts = Omit<ActFacts, 'boundFrom' | 'listed' | 'excused'>;

type Hands = Pick<Reading, 'tx'>;
const among = (column: string, ids: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;

/** The facts of one act. Throws notFound. */
export async function actFactsOf(ctx: Hands, actId: string): Promise<EnteredFacts> {
  return found((await actFactsOfAll(ctx, [actId])).get(actId));
}

/** The facts of many acts in three queries; acts that are not there are left out. */
export async function actFactsOfAll(
  ctx: Hands,
  actIds: readonly string[],
): Promise<Map<string, EnteredFacts>> {
  const acts = await readActs(ctx, actIds);
  const film = Map.groupBy(await readFilm(ctx, actIds), (row) => row.act_id);
  const steps = Map.groupBy(await readSteps(ctx, actIds), (row) => row.act_id);
  return new Map(
    acts.map((act) => [
      act.id,
      {
        activity: act.type as ActFacts['activity'],
        circumstances: act.circumstances as ActFacts['circumstances'],
        procedure: act.procedure as ActFacts['procedure'],
        ...{ startedAt: act.started_at, endedAt: act.ended_at },
        ...{ officers: act.officers, filmed: act.filmed },
        people: (act.people as Participant[] | null) ?? undefined,
        film: (film.get(act.id) ?? []).map(({ act_id, ...one }) => ({ ...one, asEvidence: true })),
        steps: chainsOf(steps.get(act.id) ?? []).flatMap(({ id, last }): Step[] => {
          const { kind, at, until, detail } = last;
          return last.withdrawn ? [] : [{ id, at, until, kind: kind as Step['kind'], detail: detail ?? {} }];
        }),
      },
    ]),
  );
}

/** Assistants help to film; they are no officers who take part. */
const readActs = (ctx: Hands, actIds: readonly string[]) =>
  ctx.tx
    .selectFrom('act')
    .select(['id', 'type', 'circumstances', 'procedure', 'started_at', 'ended_at', 'filmed', 'people'])
    .select(
      sql<number>`(select count(*) from officer o where o.id = any(act.officer_ids) and o.kind = 'officer')`.as(
        'officers',
      ),
    )
    .where(among('act.id', actIds))
    .execute();

/** Film, sound and pictures that are linked, in true time as the newest attribution has it. Documents are no film. */
const readFilm = (ctx: Hands, actIds: readonly string[]) =>
  ctx.tx
    .selectFrom('evidence as v')
    .innerJoin('recording as r', 'r.id', 'v.recording_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('attribution as a')
          .select(['a.started_at', 'a.ended_at'])
          .whereRef('a.recording_id', '=', 'r.id')
          .orderBy('a.version', 'desc')
          .limit(1)
          .as('known'),
      (on) => on.onTrue(),
    )
    .select(['v.act_id', 'r.id', 'known.started_at as start', 'known.ended_at as end'])
    .where(among('v.act_id', actIds))
    .where('v.removed_at', 'is', null)
    .where('r.kind', '<>', 'document')
    .orderBy('r.id')
    .execute();

const readSteps = (ctx: Hands, actIds: readonly string[]) =>
  ctx.tx
    .selectFrom('act_step')
    .selectAll()
    .where(among('act_id', actIds))
    .orderBy('at')
    .orderBy('id')
    .execute();
