import type { Reading } from '../base/context.ts';
import { searchVector } from '../base/words.ts';

/** What the acts say of a recording: the last two of the five legal keys. Given by the room of acts. */
export interface PartyAndCause {
  party: string | null;
  cause: string | null;
  linked: boolean;
}

/** The worst duty of a recording, for its tag in lists. Given by the room of obligations. */
export interface StorageSummary {
  dueBefore: string | null;
  dischargedAt: string | null;
  provisional: boolean;
  tier: 'local' | 'parent';
  judgement: string;
  lateSince: string | null;
}

/** One after the other: of two that change a recording at once, the second must read what the first has written. */
async function lockLine({ tx }: Pick<Reading, 'tx'>, recordingId: string): Promise<void> {
  const line = tx
    .selectFrom('recording_shelf')
    .select('recording_id')
    .where('recording_id', '=', recordingId);
  await line.forUpdate().execute();
}

/** What the line of a recording is made of, and what it holds that only others know. */
function readFacts({ tx }: Pick<Reading, 'tx'>, recordingId: string) {
  return tx
    .selectFrom('recording as r')
    .innerJoin('attribution as a', 'a.recording_id', 'r.id')
    .leftJoin('device as d', 'd.id', 'a.device_id')
    .leftJoin('officer as o', 'o.id', 'a.officer_id')
    .leftJoin('recording_shelf as s', 's.recording_id', 'r.id')
    .select([
      'r.id',
      'r.organ_id',
      'r.name',
      'r.kind',
      'r.size',
      'r.probe',
      'r.registered_at',
      'r.uploaded_by',
    ])
    .select(['a.unit_id', 'a.device_id', 'a.officer_id', 'a.started_at', 'a.conflicts', 'a.confirmed'])
    .select(['d.device_no', 'o.name as officer', 's.party', 's.cause', 's.linked'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('derivative as v')
            .select('v.id')
            .whereRef('v.recording_id', '=', 'r.id')
            .where('v.kind', '=', 'poster')
            .where('v.state', '=', 'ready'),
        )
        .as('poster'),
    )
    .where('r.id', '=', recordingId)
    .orderBy('a.version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/**
 * Rebuilds the line of a recording on the shelf (what lists read) from the recording, its newest attribution and its
 * derivatives. Derived, so unsealed; called in the transaction of whatever changed one of them.
 */
export async function shelve(
  ctx: Pick<Reading, 'tx'>,
  recordingId: string,
  acts?: PartyAndCause,
): Promise<void> {
  // Sent together, answered in this order: the facts are read when the line is held.
  const [, row] = await Promise.all([lockLine(ctx, recordingId), readFacts(ctx, recordingId)]);
  const party = acts ? acts.party : row.party;
  const cause = acts ? acts.cause : row.cause;
  const line = {
    organ_id: row.organ_id,
    name: row.name,
    kind: row.kind,
    size: row.size,
    duration_ms: (row.probe as { durationMs?: number | null }).durationMs ?? null,
    unit_id: row.unit_id,
    device_id: row.device_id,
    officer_id: row.officer_id,
    uploaded_by: row.uploaded_by,
    used_at: row.started_at ?? row.registered_at,
    started_at: row.started_at,
    registered_at: row.registered_at,
    party,
    cause,
    linked: acts ? acts.linked : (row.linked ?? false),
    poster: Boolean(row.poster),
    conflicts: row.confirmed ? 0 : (row.conflicts as unknown[]).length,
    search: searchVector([row.name, row.device_no, row.officer, party, cause], { 'p:': party, 'c:': cause }),
  };
  await ctx.tx
    .insertInto('recording_shelf')
    .values({ recording_id: recordingId, ...line })
    .onConflict((on) => on.column('recording_id').doUpdateSet(line))
    .execute();
}

/** Notes on the shelf what is owed for a recording. */
export async function shelveStorage(
  ctx: Pick<Reading, 'tx'>,
  recordingId: string,
  summary: StorageSummary,
): Promise<void> {
  await ctx.tx
    .updateTable('recording_shelf')
    .set({ storage: JSON.stringify(summary), late_since: summary.lateSince })
    .where('recording_id', '=', recordingId)
    .execute();
}
