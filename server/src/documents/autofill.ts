import type { CaseMoveKind, CaseSource, DocumentContent, DocumentValue } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { showPartyNumber } from '../cases/index.ts';
import type { CatalogueKind, FieldSource } from './catalogue/kind.ts';
import { fillKind } from './fill-course.ts';
import { type Earlier, fillFromEarlier } from './fill-earlier.ts';
import { showNumbers } from './hidden.ts';
import { kindOf } from './rows.ts';

/** What a document is about. */
export interface About {
  caseId: string | null;
  actId: string | null;
}

type Known = Partial<Record<FieldSource, DocumentValue | null>>;

/** What a later room says of the fields of documents about a case. */
export type Filler = (ctx: Reading, caseId: string) => Promise<DocumentContent>;

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
 * it up there. The code and the telephone of an organisation are no person's, and a document says them. Who is
 * questioned for an organisation is a person: the one that stands for it.
 */
async function knownOfParty(ctx: Reading, keys: NumberKeys, caseId: string): Promise<Known> {
  const rows = await ctx.tx
    .selectFrom('case_party as c')
    .innerJoin('party as p', 'p.id', 'c.party_id')
    .select(['c.role', 'p.id', 'p.name', 'p.address', 'p.number_kind', 'p.number_cipher'])
    .select(['p.kind', 'p.number_shown', 'p.phone_cipher'])
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
  const isOrgan = party.kind === 'organisation';
  const phone =
    isOrgan && party.phone_cipher !== null
      ? showPartyNumber(keys, party.id, party.phone_cipher, 'phone')
      : null;
  const asked = isOrgan
    ? { asked: legal?.name ?? null, askedId: null, askedAddress: null, askedPhone: null }
    : { asked: party.name, askedId: number, askedAddress: party.address, askedPhone: null };
  return {
    ...{ party: party.name, partyId: number, partyAddress: party.address, partyPhone: phone },
    ...{ partyLegal: legal?.name ?? null, ...asked },
    ...(isOrgan
      ? { askedWork: party.name, relation: legal === undefined ? null : '法定代表人（负责人）' }
      : {}),
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
    ...{ unit: row.unit, caseNumber: row.own_number ?? row.number, cause: row.cause },
    ...{ party: row.party, asked: row.party },
    ...(await knownOfParty(ctx, keys, caseId)),
    officers: await officersNamed(ctx, row.officer_ids),
    decisionNumber: await numberIn(ctx, caseId, ['penaltyDecision', 'onTheSpotPenalty', 'noPenaltyDecision']),
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
    ...(row.party === null || row.case_id !== null ? {} : { party: row.party, asked: row.party }),
    ...(row.place === null ? {} : { place: row.place }),
  };
}

/** Documents of the organ that are final, the last one first: those of a case, or the last few of all. */
async function earlierOf(ctx: Reading, keys: NumberKeys, caseId: string | null): Promise<Earlier[]> {
  let query = ctx.tx
    .selectFrom('document as d')
    .innerJoin('document_version as v', (join) =>
      join.onRef('v.document_id', '=', 'd.id').onRef('v.revision', '=', 'd.revision'),
    )
    .select(['d.kind', 'd.number', 'v.id', 'v.content'])
    .where('d.organ_id', '=', organOf(ctx))
    .where('d.state', 'in', ['final', 'signed']);
  if (caseId !== null) query = query.where('d.case_id', '=', caseId);
  const rows = await query
    .orderBy('d.finalized_at', 'desc')
    .limit(caseId === null ? 20 : 200)
    .execute();
  return rows.map(({ kind, number, id, content }) => {
    const { title, outward } = kindOf(kind);
    return {
      ...{ kind, number, title: title.zh, outward },
      content: showNumbers(keys, id, content as DocumentContent),
    };
  });
}

/** What the course of a case says of the fields of a kind. */
async function ofCourse(
  ctx: Reading,
  kindId: string,
  caseId: string,
  party: string | null,
): Promise<DocumentContent> {
  const row = found(
    await ctx.tx
      .selectFrom('enforcement_case as c')
      .leftJoin('cause', 'cause.id', 'c.cause_id')
      .select(['c.cause', 'c.source', 'c.source_note', 'c.opened_at', 'cause.basis'])
      .where('c.id', '=', caseId)
      .executeTakeFirst(),
  );
  const moves = await ctx.tx
    .selectFrom('case_move as m')
    .innerJoin('account as a', 'a.id', 'm.made_by')
    .select(['m.kind', 'm.at', 'm.detail', 'a.display_name as by'])
    .where('m.case_id', '=', caseId)
    .orderBy('m.place')
    .execute();
  const accounts = await ctx.tx.selectFrom('account').select(['id', 'display_name']).execute();
  const said = {
    ...{ cause: row.cause, party, source: row.source as CaseSource | null },
    ...{ sourceNote: row.source_note, openedAt: row.opened_at, basis: row.basis },
    names: new Map(accounts.map(({ id, display_name }) => [id, display_name])),
  };
  return fillKind(
    kindId,
    said,
    moves.map(({ kind, detail, ...move }) => ({
      ...move,
      kind: kind as CaseMoveKind,
      detail: (detail ?? {}) as Record<string, unknown>,
    })),
  );
}

/** What the case says of fields beside those that have a source: the surer first. */
async function more(
  ctx: Reading,
  keys: NumberKeys,
  kind: CatalogueKind,
  { caseId, party }: { caseId: string | null; party: string | null },
  fillers: readonly Filler[],
): Promise<DocumentContent> {
  const ofHouse = await earlierOf(ctx, keys, null);
  if (caseId === null) return fillFromEarlier(kind.id, [], ofHouse);
  const ofCase = await earlierOf(ctx, keys, caseId);
  const others: DocumentContent[] = [];
  for (const filler of fillers) others.push(await filler(ctx, caseId));
  return Object.assign(
    {},
    ...others,
    await ofCourse(ctx, kind.id, caseId, party),
    fillFromEarlier(kind.id, ofCase, ofHouse),
  );
}

/** What the organ, the case, the act and the day say of the fields of a kind. Throws notFound for what is not there. */
export async function autofill(
  ctx: Reading,
  keys: NumberKeys,
  kind: CatalogueKind,
  about: About,
  fillers: readonly Filler[] = [],
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
  const party = typeof known.party === 'string' ? known.party : null;
  const others = await more(ctx, keys, kind, { caseId: about.caseId, party }, fillers);
  return Object.fromEntries(
    kind.fields.flatMap((field) => {
      const value = (field.source === null ? null : known[field.source]) ?? others[field.id] ?? null;
      return value === null || value.length === 0 ? [] : [[field.id, value]];
    }),
  );
}
