import type { CaseEvidence, EvidenceItem, LifeEvent, RecordingRow } from '@liuhen/contract';
import { type Selectable, sql } from 'kysely';
import { personOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import type { EvidenceItem as ItemTable, EvidenceNote as NoteTable } from '../base/schema.d.ts';
import { filmOfCase, nameOfficers, onlyReadable } from '../cases/index.ts';
import { lifeOf } from '../custody/index.ts';
import { rowsOf } from '../recordings/index.ts';
import { mayChange } from './ground.ts';
import { mayJudgeEvidence } from './policy.ts';
import { holderOf } from './transfers.ts';

type ItemRow = Selectable<ItemTable>;
type NoteRow = Selectable<NoteTable> & { display_name: string };
const among = (column: string, ids: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;

/** Names of the accounts of the organ. */
async function accountNames(ctx: Reading) {
  const rows = await ctx.tx.selectFrom('account').select(['id', 'display_name', 'active']).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const notesOf = (ctx: Reading, ids: readonly string[]): Promise<NoteRow[]> =>
  ctx.tx
    .selectFrom('evidence_note as n')
    .innerJoin('account as p', 'p.id', 'n.stated_by')
    .selectAll('n')
    .select('p.display_name')
    .where(among('n.item_id', ids))
    .orderBy('n.version')
    .execute();

const transfersOf = (ctx: Reading, ids: readonly string[]) =>
  ctx.tx
    .selectFrom('evidence_transfer')
    .selectAll()
    .where(among('item_id', ids))
    .orderBy('given_at')
    .execute();

/** Items of other cases with the same recordings. */
const elsewhereOf = (ctx: Reading, caseId: string, recordingIds: readonly string[]) =>
  ctx.tx
    .selectFrom('evidence_item as i')
    .innerJoin('enforcement_case as c', 'c.id', 'i.case_id')
    .select(['i.recording_id', 'i.case_id as caseId', 'c.number as caseNumber', 'i.number'])
    .where('i.case_id', '<>', caseId)
    .where('i.withdrawn_at', 'is', null)
    .where(among('i.recording_id', recordingIds))
    .orderBy('c.number')
    .execute();

const showNote = (row: NoteRow): EvidenceItem['note'] => ({
  ...{ version: row.version, takenBy: row.taken_by, takenAt: row.taken_at, place: row.place },
  ...{ method: row.method, proves: row.proves, transcript: row.transcript },
  ...{ statedBy: row.display_name, statedAt: row.stated_at },
});

/** Items of a case by their number, with what became of each. */
export async function evidenceOfCase(ctx: Reading, caseId: string): Promise<EvidenceItem[]> {
  const rows = await ctx.tx
    .selectFrom('evidence_item')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('number')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const recordingIds = [...new Set(rows.flatMap((row) => row.recording_id ?? []))];
  const readable = await onlyReadable(ctx, await rowsOf(ctx, recordingIds), (row) => row);
  const known = {
    caller: personOf(ctx).accountId,
    recordings: new Map(readable.map((row) => [row.id, row])),
    names: await accountNames(ctx),
    officers: await nameOfficers(ctx, rows),
    notes: Map.groupBy(await notesOf(ctx, ids), (row) => row.item_id),
    transfers: Map.groupBy(await transfersOf(ctx, ids), (row) => row.item_id),
    elsewhere: Map.groupBy(await elsewhereOf(ctx, caseId, recordingIds), (row) => row.recording_id),
  };
  return rows.map((row) => showItem(row, known));
}

interface Known {
  caller: string;
  recordings: ReadonlyMap<string, RecordingRow>;
  names: Awaited<ReturnType<typeof accountNames>>;
  officers: Awaited<ReturnType<typeof nameOfficers>>;
  notes: ReadonlyMap<string, NoteRow[]>;
  transfers: ReadonlyMap<string, Awaited<ReturnType<typeof transfersOf>>>;
  elsewhere: ReadonlyMap<string | null, Awaited<ReturnType<typeof elsewhereOf>>>;
}

function showItem(row: ItemRow, known: Known): EvidenceItem {
  const nameOf = (id: string) => known.names.get(id)?.display_name ?? '';
  const note = known.notes.get(row.id)?.at(-1);
  const transfers = known.transfers.get(row.id) ?? [];
  const holder = row.form === 'object' ? holderOf(row.entered_by, transfers) : null;
  return {
    ...{ id: row.id, caseId: row.case_id, number: row.number, revision: row.revision },
    ...{ kind: row.kind as EvidenceItem['kind'], form: row.form as EvidenceItem['form'], title: row.title },
    ...{ recordingId: row.recording_id, fromSeconds: row.from_seconds, toSeconds: row.to_seconds },
    ...{ documentId: row.document_id, storagePlace: row.storage_place, quantity: row.quantity },
    ...{ source: row.source, providedBy: row.provided_by, officerIds: row.officer_ids },
    ...{ obtainedAt: row.obtained_at, place: row.place, proves: row.proves },
    officers: known.officers(row.officer_ids),
    recording: known.recordings.get(row.recording_id ?? '') ?? null,
    note: note ? showNote(note) : null,
    transfers: transfers.map((one) => ({
      ...{ id: one.id, givenBy: nameOf(one.given_by), givenAt: one.given_at, toAccount: one.to_account },
      ...{ to: nameOf(one.to_account), storagePlace: one.storage_place, reason: one.reason },
      ...{ answeredAt: one.answered_at, received: one.received, remarks: one.remarks },
    })),
    holder: holder === null ? null : nameOf(holder),
    inOwnHands: holder === known.caller,
    excluded: row.excluded_at ? { at: row.excluded_at, reason: row.exclude_reason ?? '' } : null,
    withdrawn: row.withdrawn_at ? { at: row.withdrawn_at, reason: row.withdraw_reason ?? '' } : null,
    elsewhere: (known.elsewhere.get(row.recording_id ?? '') ?? []).map(({ recording_id, ...one }) => one),
    ...{ enteredBy: nameOf(row.entered_by), enteredAt: row.entered_at },
  };
}

/** The page of the evidence of a case. Throws notFound. */
export async function caseEvidence(ctx: Reading, { id }: { id: string }): Promise<CaseEvidence> {
  const change = (await mayChange(ctx, id)) && personOf(ctx).permissions.has('evidence.link');
  const items = await evidenceOfCase(ctx, id);
  const taken = new Set(items.flatMap((item) => (item.withdrawn ? [] : (item.recordingId ?? []))));
  const film = change ? (await filmOfCase(ctx, id)).filter((one) => !taken.has(one)) : [];
  const accounts = await accountNames(ctx);
  return {
    items,
    suggestions: await rowsOf(ctx, film.slice(0, 20)),
    receivers: [...accounts.values()]
      .filter((one) => one.active && one.id !== personOf(ctx).accountId)
      .map((one) => ({ id: one.id, name: one.display_name })),
    abilities: { change, judge: mayJudgeEvidence(personOf(ctx)) === true },
  };
}

/** Each hand that an item passed: its recording since the upload, the links to acts of the case, and the item itself. */
export async function evidenceChain(ctx: Reading, { id }: { id: string }): Promise<{ events: LifeEvent[] }> {
  const { recording_id: film, case_id: caseId } = found(
    await ctx.tx
      .selectFrom('evidence_item')
      .select(['recording_id', 'case_id'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  const { rows } = await sql<{ id: string }>`
    select id from evidence_note where item_id = ${id}
    union all select id from evidence_transfer where item_id = ${id}
    union all select id from attribution where recording_id = ${film}::uuid
    union all select id from handover where recording_id = ${film}::uuid
    union all select v.id from evidence v join act a on a.id = v.act_id
      where v.recording_id = ${film}::uuid and a.case_id = ${caseId}`.execute(ctx.tx);
  const ids = [id, ...(film === null ? [] : [film]), ...rows.map((row) => row.id)];
  return { events: await lifeOf(ctx, ids) };
}
