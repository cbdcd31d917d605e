import type { DocumentContent, DocumentValue } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { showPartyNumber } from '../cases/index.ts';
import type { CatalogueKind, FieldSource } from './catalogue/kind.ts';

/** What a document is about. */
export interface About {
  caseId: string | null;
  actId: string | null;
}

type Known = Partial<Record<FieldSource, DocumentValue | null>>;

async function officersNamed(ctx: Reading, ids: readonly string[]): Promise<DocumentValue | null> {
  if (ids.length === 0) return null;
  const rows = await ctx.tx
    .selectFrom('officer')
    .select(['id', 'name', 'certificate_no'])
    .where('id', 'in', [...ids])
    .where('kind', '=', 'officer')
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ name: row.name, certificateNo: row.certificate_no ?? '' }];
  });
}

/** The last document of a kind in the case that has its number. */
async function numberIn(ctx: Reading, caseId: string, kinds: readonly string[]): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('document')
    .select('number')
    .where('case_id', '=', caseId)
    .where('kind', 'in', [...kinds])
    .where('state', 'in', ['final', 'signed'])
    .orderBy('finalized_at', 'desc')
    .executeTakeFirst();
  return row?.number ?? null;
}

/**
 * The party of a case as the register of parties has it. The number of a person stays covered: who needs it whole looks
 * it up there. The credit code of an organisation is public, and a document says it.
 */
async function knownOfParty(ctx: Reading, keys: NumberKeys, caseId: string): Promise<Known> {
  const rows = await ctx.tx
    .selectFrom('case_party as c')
    .innerJoin('party as p', 'p.id', 'c.party_id')
    .select(['c.role', 'p.id', 'p.name', 'p.address', 'p.number_kind', 'p.number_cipher'])
    .select(['p.number_shown', 'p.phone_shown as phone'])
    .where('c.case_id', '=', caseId)
    .where('c.removed_at', 'is', null)
    .orderBy('c.added_at')
    .execute();
  const party = rows.find(({ role }) => role === 'party');
  if (party === undefined) return {};
  const { number_kind, number_cipher: cipher } = party;
  const isPublic = number_kind === 'creditCode' && cipher !== null;
  const number = isPublic ? showPartyNumber(keys, party.id, cipher) : party.number_shown;
  const legal = rows.find(({ role }) => role === 'legalRepresentative');
  return {
    ...{ party: party.name, partyId: number, partyAddress: party.address, partyPhone: party.phone },
    partyLegal: legal?.name ?? null,
  };
}

async function knownOfCase(ctx: Reading, keys: NumberKeys, caseId: string): Promise<Known> {
  const row = found(
    await ctx.tx
      .selectFrom('enforcement_case as c')
      .innerJoin('unit', 'unit.id', 'c.unit_id')
      .selectAll('c')
      .select('unit.name as unit')
      .where('c.id', '=', caseId)
      .executeTakeFirst(),
  );
  return {
    ...{ unit: row.unit, caseNumber: row.own_number ?? row.number, cause: row.cause, party: row.party },
    ...(await knownOfParty(ctx, keys, caseId)),
    ...{ openedAt: row.opened_at, officers: await officersNamed(ctx, row.officer_ids) },
    decisionNumber: await numberIn(ctx, caseId, ['penaltyDecision', 'onTheSpotPenalty', 'noPenaltyDecision']),
    noticeNumber: await numberIn(ctx, caseId, ['priorNotice']),
  };
}

async function knownOfAct(ctx: Reading, actId: string): Promise<Known> {
  const row = found(
    await ctx.tx
      .selectFrom('act')
      .innerJoin('unit', 'unit.id', 'act.unit_id')
      .selectAll('act')
      .select('unit.name as unit')
      .where('act.id', '=', actId)
      .executeTakeFirst(),
  );
  const known: Known = { unit: row.unit, cause: row.cause, startedAt: row.started_at, endedAt: row.ended_at };
  // What the act does not say is left to the case.
  return {
    ...known,
    officers: await officersNamed(ctx, row.officer_ids),
    ...(row.party === null || row.case_id !== null ? {} : { party: row.party }),
    ...(row.place === null ? {} : { place: row.place }),
  };
}

/** What the organ, the case, the act and the day say of the fields of a kind. Throws notFound for what is not there. */
export async function autofill(
  ctx: Reading,
  keys: NumberKeys,
  kind: CatalogueKind,
  about: About,
): Promise<DocumentContent> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select('name')
    .where('id', '=', organOf(ctx))
    .executeTakeFirstOrThrow();
  const known: Known = {
    ...{ organ: organ.name, today: beijingDate(ctx.clock.now()) },
    ...(about.caseId === null ? {} : await knownOfCase(ctx, keys, about.caseId)),
    ...(about.actId === null ? {} : await knownOfAct(ctx, about.actId)),
  };
  return Object.fromEntries(
    kind.fields.flatMap((field) => {
      const value = field.source === null ? null : (known[field.source] ?? null);
      return value === null || value.length === 0 ? [] : [[field.id, value]];
    }),
  );
}
