import { byteRoutes, type Output, routes } from '@liuhen/contract';
import { checkPolicy } from '@liuhen/proof';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { millisOf } from '../base/clock.ts';
import type { Reading, Tx } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { type Binding, query } from '../base/http.ts';
import { cosignedNote } from '../custody/index.ts';
import { takeCosigned, type Witnesses, type WitnessingHouse } from './witnessing.ts';

const shown = 20;
/** So many checkpoints with cosignatures are looked at for the newest that enough witnesses signed. */
const lookedAt = 50;
const mostNoteBytes = 64 * 1024;

interface StateRow {
  witness: string;
  lastSize: number | null;
  lastAt: string | null;
  failures: number;
  lastError: string | null;
  clockSeconds: number | null;
  refusal: string | null;
  waitingSince: string | null;
}

function readStates(tx: Tx, keys: readonly string[]) {
  return sql<StateRow>`
    select w.witness, l.size as "lastSize", l.at as "lastAt", coalesce(s.failures, 0) as failures,
      s.last_error as "lastError", s.clock_seconds as "clockSeconds",
      (select r.kind from witness_refusal r where r.id = s.refusal_id) as refusal,
      (select c.signed_at from custody_checkpoint c where c.size > coalesce(l.size, 0) order by c.size limit 1)
        as "waitingSince"
    from unnest(${keys}::text[]) with ordinality as w(witness, place)
    left join witness_state s using (witness)
    left join lateral (select size, at from checkpoint_cosignature c where c.witness = w.witness
      order by size desc limit 1) l on true
    order by w.place`.execute(tx);
}

type State = Output<'witnesses'>['witnesses'][number]['state'];

function stateOf(row: StateRow, now: string, alarmMinutes: number): State {
  if (row.refusal !== null) return 'refused';
  if (row.waitingSince === null) return 'well';
  const waited = millisOf(now) - millisOf(row.waitingSince);
  if (waited > alarmMinutes * 60_000) return 'silent';
  return row.lastSize === null ? 'waiting' : 'well';
}

/** The newest checkpoint under which enough of our witnesses stand. */
async function newestHeld(
  tx: Tx,
  { list, needed }: Witnesses,
): Promise<{ size: number; counted: number } | null> {
  const keys = list.map(({ verifierKey }) => verifierKey);
  const { rows } = await sql<{ size: number }>`
    select size from checkpoint_cosignature where witness = any(${keys}::text[])
    group by size having count(*) >= ${needed} order by size desc limit ${lookedAt}`.execute(tx);
  for (const { size } of rows) {
    const { held, counted } = checkPolicy(await cosignedNote(tx, size), { needed, witnesses: keys });
    if (held) return { size, counted };
  }
  return null;
}

/** Who witnesses this log, how that goes, and what was refused, newest first, with both notes. */
export async function readWitnesses(
  { tx, clock }: Reading,
  witnesses: Witnesses | null,
): Promise<Output<'witnesses'>> {
  const list = witnesses?.list ?? [];
  const { rows } = await readStates(
    tx,
    list.map(({ verifierKey }) => verifierKey),
  );
  const refusals = await sql<Output<'witnesses'>['refusals'][number]>`
    select id, witness, kind, size, note, witness_size as "witnessSize", witness_note as "witnessNote", at
    from witness_refusal order by at desc, id desc limit ${shown}`.execute(tx);
  const now = clock.now();
  return {
    needed: witnesses?.needed ?? null,
    alarmMinutes: witnesses?.alarmMinutes ?? null,
    held: witnesses === null ? null : await newestHeld(tx, witnesses),
    witnesses: rows.map(({ witness, waitingSince, refusal: _, ...row }, i) => ({
      ...{ name: list[i]?.name ?? witness, verifierKey: witness, ...row, waitingSince },
      ...{ comesByItself: list[i]?.url === null },
      state: stateOf(rows[i] as StateRow, now, witnesses?.alarmMinutes ?? 0),
    })),
    refusals: refusals.rows,
  };
}

/** The doors of the witnesses: what the page shows, and where one that looks at the log by itself brings its cosignature. */
export const witnessRoutes = (witnesses: Witnesses | null): Binding[] => [
  query(routes.witnesses, (ctx) => readWitnesses(ctx, witnesses)),
];

/** Takes what a witness cosigned by itself. Open to everybody: only what one of ours signed under a checkpoint of ours is kept. */
export function registerCosignatures(app: FastifyInstance, hands: WitnessingHouse): void {
  app.register(async (door) => {
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
    door.post(`${byteRoutes.log}/cosignature`, { bodyLimit: mostNoteBytes }, async (request, reply) => {
      const kept = await takeCosigned(hands, String(request.body));
      if (kept === null) throw new DomainError('notFound');
      return reply.code(kept > 0 ? 204 : 403).send();
    });
  });
}
