import type { Attribution, LifeEvent, Recording } from '@liuhen/contract';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import { personOf } from '../base/context.ts';
import { found, permit } from '../base/errors.ts';
import type { Attribution as AttributionTable } from '../base/schema.d.ts';
import { lifeOf } from '../custody/index.ts';
import type { StoredField, StoredFields } from './attribution.ts';
import { rewordConflict } from './conflict-words.ts';
import { readDerivatives } from './derivative-view.ts';
import { rowsOf } from './list.ts';
import { type Held, mayAttribute, mayClaimReturn, mayRead, mayReceive } from './policy.ts';
import type { Probe } from './probe.ts';

export type AttributionRow = Selectable<AttributionTable>;

/** The newest attribution of a recording. */
export async function attributionOf(ctx: Pick<Reading, 'tx'>, recordingId: string): Promise<AttributionRow> {
  const row = await ctx.tx
    .selectFrom('attribution')
    .selectAll()
    .where('recording_id', '=', recordingId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found(row);
}

/** The newest attribution of each of these recordings. */
export async function attributionsOf(
  ctx: Pick<Reading, 'tx'>,
  recordingIds: readonly string[],
): Promise<Map<string, AttributionRow>> {
  const rows = await ctx.tx
    .selectFrom('attribution')
    .distinctOn('recording_id')
    .selectAll()
    .where('recording_id', '=', sql<string>`any(${recordingIds}::uuid[])`)
    .orderBy('recording_id')
    .orderBy('version', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.recording_id, row]));
}

/** Whose recording it is, for the policies. */
export async function heldOf(ctx: Pick<Reading, 'tx'>, recordingId: string): Promise<Held> {
  const row = await ctx.tx
    .selectFrom('recording')
    .select('uploaded_by')
    .where('id', '=', recordingId)
    .executeTakeFirst();
  const { officer_id } = await attributionOf(ctx, recordingId);
  return { officerId: officer_id, uploadedBy: found(row).uploaded_by };
}

/** Throws permission.denied unless the person may see the recording, notFound unless there is one. */
export async function requireReadable(ctx: Reading, recordingId: string): Promise<void> {
  permit(mayRead(personOf(ctx), await heldOf(ctx, recordingId)));
}

/** Names by id of the officers that other sources propose. */
async function officersOf(
  ctx: Pick<Reading, 'tx'>,
  { alternatives }: StoredField,
): Promise<Map<string, string>> {
  if (alternatives.length === 0) return new Map();
  const ids = alternatives.map((one) => one.value);
  const rows = await ctx.tx.selectFrom('officer').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** People are told by name; a device's alternatives are its numbers already. */
const labelAlternatives = (field: StoredField, names: Map<string, string>): Attribution['officer'] => ({
  ...field,
  alternatives: field.alternatives.map((one) => ({ ...one, label: names.get(one.value) ?? one.value })),
});

/** An attribution as the contract shows it. */
export async function showAttribution(ctx: Pick<Reading, 'tx'>, row: AttributionRow): Promise<Attribution> {
  const fields = row.fields as StoredFields;
  const stated = row.stated_by
    ? await ctx.tx
        .selectFrom('account')
        .select('display_name')
        .where('id', '=', row.stated_by)
        .executeTakeFirst()
    : undefined;
  return {
    version: row.version,
    device: labelAlternatives(fields.device, new Map()),
    officer: labelAlternatives(fields.officer, await officersOf(ctx, fields.officer)),
    unit: labelAlternatives(fields.unit, new Map()),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    startSource: row.start_source as Attribution['startSource'],
    deviceStart: row.device_start,
    clockOffsetSeconds: row.clock_offset_seconds,
    conflicts: (row.conflicts as Attribution['conflicts']).map(rewordConflict),
    confirmed: row.confirmed,
    statedBy: stated?.display_name ?? null,
    reason: row.reason,
  };
}

const pixelsOf = ({ kind, width, height }: Probe): Recording['pixels'] =>
  kind === 'picture' && width && height ? { width, height } : null;

/** What the room of recordings knows of a recording; acts and duties are added by the rooms above. */
export type RecordingCore = Omit<Recording, 'acts' | 'duties'>;

/** A recording with its facts, attribution, derivatives and life. Throws permission.denied, notFound. */
export async function readRecording(ctx: Reading, recordingId: string): Promise<RecordingCore> {
  const person = personOf(ctx);
  const held = await heldOf(ctx, recordingId);
  permit(mayRead(person, held));
  const row = await ctx.tx
    .selectFrom('recording as r')
    .innerJoin('account as u', 'u.id', 'r.uploaded_by')
    .selectAll('r')
    .select('u.display_name as uploader')
    .where('r.id', '=', recordingId)
    .executeTakeFirstOrThrow();
  // Before the shelf: a poster that is told to be ready is then on the shelf too.
  const derivatives = await readDerivatives(ctx, recordingId);
  const [shelf] = await rowsOf(ctx, [recordingId]);
  const attribution = await attributionOf(ctx, recordingId);
  const probe = row.probe as Probe;
  const handover = await handoverOf(ctx, recordingId);
  return {
    ...found(shelf),
    endedAt: attribution.ended_at,
    mime: row.mime,
    sha256: row.sha256,
    sm3: row.sm3,
    container: probe.container,
    streams: probe.streams,
    pixels: pixelsOf(probe),
    pages: probe.pages ?? null,
    metadataCreatedAt: probe.createdAt,
    gps: probe.gps,
    metadataDevice: [probe.make, probe.deviceModel].filter(Boolean).join(' ') || null,
    originalName: row.original_name,
    uploadedBy: row.uploader,
    source: row.source as Recording['source'],
    playable: row.playable as Recording['playable'],
    derivatives,
    attribution: await showAttribution(ctx, attribution),
    returnClaim: await returnClaimOf(ctx, recordingId),
    handover,
    life: tellProposal(await lifeOf(ctx, await relatedIds(ctx, recordingId))),
    abilities: {
      play: row.playable !== 'no',
      download: true,
      attribute: mayAttribute(person, held) === true,
      receive: mayReceive(person) === true && handover === null,
      claimReturn: mayClaimReturn(person, held) === true,
      link: person.permissions.has('evidence.link'),
    },
  };
}

/** Logs of before `recording.proposed` sealed the proposal as if a person had stated it: it is always the first of its kind. */
function tellProposal(life: LifeEvent[]): LifeEvent[] {
  if (life.some((event) => event.kind === 'recording.proposed')) return life;
  const first = life.find((event) => event.kind === 'recording.attributed');
  return life.map((event) => (event === first ? { ...event, kind: 'recording.proposed' } : event));
}

async function handoverOf(ctx: Pick<Reading, 'tx'>, recordingId: string): Promise<Recording['handover']> {
  const row = await ctx.tx
    .selectFrom('handover')
    .innerJoin('account', 'account.id', 'handover.received_by')
    .select(['handover.at', 'account.display_name'])
    .where('recording_id', '=', recordingId)
    .executeTakeFirst();
  return row ? { at: row.at, receivedBy: row.display_name } : null;
}

async function returnClaimOf(
  ctx: Pick<Reading, 'tx'>,
  recordingId: string,
): Promise<Recording['returnClaim']> {
  const row = await ctx.tx
    .selectFrom('return_claim')
    .select(['ground', 'return_date as returnDate', 'evidence'])
    .where('recording_id', '=', recordingId)
    .orderBy('claimed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Ids of all rows whose entries tell the life of a recording. */
async function relatedIds(ctx: Pick<Reading, 'tx'>, recordingId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${recordingId}::uuid as id
    union all select id from attribution where recording_id = ${recordingId}
    union all select id from handover where recording_id = ${recordingId}
    union all select id from return_claim where recording_id = ${recordingId}
    union all select id from derivative where recording_id = ${recordingId}
    union all select id from evidence where recording_id = ${recordingId}
    union all select id from obligation where subject_type = 'recording' and subject_id = ${recordingId}`.execute(
    ctx.tx,
  );
  return rows.map((row) => row.id);
}

/** What the law asks about a recording's storage. Instants; `endedAt` is null while nobody knows when it was made. */
export interface StorageFactsOf {
  recordingId: string;
  organId: string;
  name: string;
  endedAt: string | null;
  registeredAt: string;
  handover: { at: string; receivedBy: string } | null;
  returnClaim: { ground: 'continuous' | 'offsite' | 'remote'; returnDate: string } | null;
}

interface StorageRow extends Omit<StorageFactsOf, 'handover' | 'returnClaim'> {
  handedAt: string | null;
  receivedBy: string | null;
  ground: 'continuous' | 'offsite' | 'remote' | null;
  returnDate: string | null;
}

/** Facts of storage of these recordings, for the room of obligations; one question, however many there are. */
export async function storageFactsOf(
  ctx: Pick<Reading, 'tx'>,
  recordingIds: readonly string[],
): Promise<StorageFactsOf[]> {
  const { rows } = await sql<StorageRow>`
    select r.id as "recordingId", r.organ_id as "organId", r.name, r.registered_at as "registeredAt",
           a.ended_at as "endedAt", h.at as "handedAt", p.display_name as "receivedBy",
           c.ground, c.return_date as "returnDate"
    from recording r
    left join lateral (select ended_at from attribution where recording_id = r.id
      order by version desc limit 1) a on true
    left join handover h on h.recording_id = r.id
    left join account p on p.id = h.received_by
    left join lateral (select ground, return_date from return_claim where recording_id = r.id
      order by claimed_at desc limit 1) c on true
    where r.id = any(${recordingIds}::uuid[])`.execute(ctx.tx);
  return rows.map(({ handedAt, receivedBy, ground, returnDate, ...row }) => ({
    ...row,
    handover: handedAt === null ? null : { at: handedAt, receivedBy: receivedBy ?? '' },
    returnClaim: ground === null || returnDate === null ? null : { ground, returnDate },
  }));
}
