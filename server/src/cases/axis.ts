import type { ActStep, TimeAxis } from '@liuhen/contract';
import { explainGap, layFilms, type Span, type Stop } from '@liuhen/rules';
import { sql } from 'kysely';
import { millisOf, plusMillis } from '../base/clock.ts';
import { personOf, type Reading } from '../base/context.ts';
import { readableFilm } from './readable.ts';

interface Film {
  recordingId: string;
  name: string;
  kind: TimeAxis['lanes'][number]['films'][number]['kind'];
  device: string | null;
  officer: string | null;
  from: string | null;
  to: string | null;
  clockOffsetSeconds: number;
  readable: boolean;
}
interface ActTimes {
  id: string;
  startedAt: string;
  endedAt: string | null;
}

/** Film, sound and pictures of an act as their newest attribution has them. */
async function filmsOf(ctx: Reading, actId: string): Promise<Film[]> {
  const { rows } = await sql<Film>`
    select v.recording_id as "recordingId", r.name, r.kind, d.device_no as device, o.name as officer,
      a.started_at as "from", a.ended_at as "to", a.clock_offset_seconds as "clockOffsetSeconds",
      ${readableFilm(personOf(ctx))} as readable
    from evidence v
    join recording r on r.id = v.recording_id
    join lateral (select * from attribution t where t.recording_id = r.id order by t.version desc limit 1) a on true
    left join device d on d.id = a.device_id
    left join officer o on o.id = a.officer_id
    where v.act_id = ${actId}::uuid and v.removed_at is null and r.kind <> 'document'
    order by a.started_at, r.id`.execute(ctx.tx);
  return rows;
}

const spanOf = ({ from, to }: { from: string; to: string }): Span => ({
  from: millisOf(from),
  to: millisOf(to),
});
const told = ({ from, to }: Span) => ({ from: instantOf(from), to: instantOf(to) });
const instantOf = (millis: number) => plusMillis('1970-01-01T00:00:00.000Z', millis);

/** From arrival or start to leaving or end; of an act that has no end yet, to the end of its last film or step. */
export function reachOf(act: Omit<ActTimes, 'id'>, steps: readonly ActStep[], films: readonly Span[]): Span {
  const held = holding(steps);
  const timesOf = (kind: string) => held.filter((one) => one.kind === kind).map(({ at }) => millisOf(at));
  const from = Math.min(millisOf(act.startedAt), ...timesOf('arrived'));
  const ends = act.endedAt === null ? films.map(({ to }) => to) : [millisOf(act.endedAt)];
  return { from, to: Math.max(from, ...ends, ...timesOf('left')) };
}

/** The version of each step that holds. */
const holding = (steps: readonly ActStep[]) =>
  steps.flatMap(({ id, kind, versions }) => {
    const last = versions.at(-1);
    return last && !last.withdrawn ? [{ id, kind, at: last.at, until: last.until, detail: last.detail }] : [];
  });

const stopsOf = (steps: readonly ActStep[]): Stop[] =>
  holding(steps)
    .filter(({ kind }) => kind === 'interrupted')
    .map(({ id, at, until, detail }) => ({
      ...{ id, cause: detail.cause ?? null, from: millisOf(at) },
      to: until === null ? null : millisOf(until),
    }))
    .sort((a, b) => a.from - b.from);

type Timed = Film & { from: string; to: string };
const isTimed = (film: Film): film is Timed => film.from !== null && film.to !== null;

/** One lane for each device in the hands of one officer. */
function lanesOf(films: readonly Timed[]): TimeAxis['lanes'] {
  const lanes = Map.groupBy(films, ({ device, officer }) => JSON.stringify([device, officer]));
  return [...lanes.values()].map((own) => ({
    device: own[0]?.device ?? null,
    officer: own[0]?.officer ?? null,
    films: own.map(({ recordingId, name, kind, from, to, clockOffsetSeconds, readable }) => ({
      ...{ kind, from, to, clockOffsetSeconds },
      ...(readable ? { recordingId, name } : { recordingId: null, name: null }),
    })),
  }));
}

/** The films of an act side by side in true time; null while no film of it has a known time. */
export async function axisOfAct(
  ctx: Reading,
  act: ActTimes,
  steps: readonly ActStep[],
): Promise<TimeAxis | null> {
  const films = await filmsOf(ctx, act.id);
  const timed = films.filter(isTimed);
  if (timed.length === 0) return null;
  const spans = timed.map(spanOf);
  const reach = reachOf(act, steps, spans);
  const { covered, overlaps, gaps } = layFilms(spans, reach);
  const pieces = gaps.flatMap((gap) => explainGap(gap, stopsOf(steps)));
  return {
    ...told(reach),
    lanes: lanesOf(timed),
    covered: covered.map(told),
    overlaps: overlaps.map((one) => ({ ...told(one), times: one.times })),
    gaps: pieces.map((one) => ({
      ...told(one),
      stepId: one.stop?.id ?? null,
      cause: one.stop?.cause ?? null,
    })),
    untimed: films.length - timed.length,
  };
}
