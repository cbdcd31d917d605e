import type { CaseServices, ServiceManner, ServiceOutcome, ServiceRow } from '@liuhen/contract';
import { type Selectable, sql } from 'kysely';
import { personOf, type Reading } from '../base/context.ts';
import type { Service, ServiceReceipt } from '../base/schema.d.ts';
import { nameOfficers } from '../cases/index.ts';
import type { Law } from '../law/index.ts';
import { addressesOfCase } from './addresses.ts';
import { mayChange } from './ground.ts';
import { noticePeriods } from './notice-period.ts';
import { servedOn, standingOf } from './served-on.ts';

type Row = Selectable<Service> & { display_name: string };
type ReceiptRow = Selectable<ServiceReceipt> & { display_name: string };

const rowsOf = (ctx: Reading, caseId: string): Promise<Row[]> =>
  ctx.tx
    .selectFrom('service as s')
    .innerJoin('account as p', 'p.id', 's.entered_by')
    .selectAll('s')
    .select('p.display_name')
    .where('s.case_id', '=', caseId)
    .orderBy('s.number')
    .execute();

const receiptsOf = (ctx: Reading, ids: readonly string[]): Promise<ReceiptRow[]> =>
  ctx.tx
    .selectFrom('service_receipt as r')
    .innerJoin('account as p', 'p.id', 'r.entered_by')
    .selectAll('r')
    .select('p.display_name')
    .where(sql<boolean>`r.service_id = any(${ids}::uuid[])`)
    .orderBy('r.entered_at')
    .orderBy('r.id')
    .execute();

/** Receipts from the first to the one that holds: each names the one that it replaces. */
function inOrder(rows: readonly ReceiptRow[]): ReceiptRow[] {
  const after = new Map(rows.map((row) => [row.replaces, row]));
  const ordered: ReceiptRow[] = [];
  for (let next = after.get(null); next !== undefined; next = after.get(next.id)) ordered.push(next);
  return ordered;
}

/** What was served in a case, and tried, by its number. */
export async function servicesOfCase(ctx: Reading, law: Law, caseId: string): Promise<ServiceRow[]> {
  const rows = await rowsOf(ctx, caseId);
  if (rows.length === 0) return [];
  const officers = await nameOfficers(ctx, rows);
  const ids = rows.map(({ id }) => id);
  const receipts = Map.groupBy(await receiptsOf(ctx, ids), (row) => row.service_id);
  const periods = await noticePeriods(ctx, law);
  return rows.map((row) => {
    const manner = row.manner as ServiceManner;
    const ofIt = inOrder(receipts.get(row.id) ?? []);
    const last = ofIt.at(-1);
    const receipt = last ? { outcome: last.outcome as ServiceOutcome, at: last.at } : null;
    const served = servedOn(manner, receipt, manner === 'publicNotice' ? periods(row.at) : null);
    return {
      ...{ id: row.id, caseId: row.case_id, actId: row.act_id, number: row.number, manner },
      ...{ subject: row.subject as ServiceRow['subject'], document: row.document },
      ...{ documentId: row.document_id, documentMadeAt: row.document_made_at, party: row.party },
      ...{ partyId: row.party_id, at: row.at, place: row.place, officers: officers(row.officer_ids) },
      ...{ witnesses: row.witnesses, recordingIds: row.recording_ids, carrier: row.carrier },
      ...{ reason: row.reason, served, standing: standingOf(manner, receipt, served, ctx.clock.now()) },
      receipts: ofIt.map((one) => ({
        ...{ id: one.id, outcome: one.outcome as ServiceOutcome, at: one.at, receiver: one.receiver },
        ...{ relation: one.relation, note: one.note, servedAt: one.served_at },
        ...{ enteredBy: one.display_name, enteredAt: one.entered_at },
        byHouse: one.by_house,
      })),
      ...{ enteredBy: row.display_name, enteredAt: row.entered_at },
    };
  });
}

/** The page of what was served in a case. Throws notFound. */
export async function caseServices(ctx: Reading, law: Law, { id }: { id: string }): Promise<CaseServices> {
  const change = (await mayChange(ctx, id)) && personOf(ctx).permissions.has('case.manage');
  return {
    services: await servicesOfCase(ctx, law, id),
    addresses: await addressesOfCase(ctx, id),
    abilities: { change },
  };
}
