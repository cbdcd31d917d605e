import {
  coverNumber,
  type FoundParty,
  type NumberKind,
  numberKinds,
  type Party,
  partyShapes,
  plainNumber,
} from '@liuhen/contract';
import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Party as PartyTable } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { indexParties } from './case-search.ts';
import { overtaken } from './overtaken.ts';
import { mayChangeParty, mayRevealParty } from './policy.ts';

type PartyInput = z.output<typeof partyShapes.partyInput>;
type Row = Selectable<PartyTable>;

/** A party as people see it, its numbers covered. */
export const showParty = (row: Row): Party => ({
  ...{ id: row.id, kind: row.kind as Party['kind'], name: row.name },
  ...{ numberKind: row.number_kind as NumberKind | null, number: row.number_shown, phone: row.phone_shown },
  ...{ address: row.address, revision: row.revision },
});

/** Throws input.invalid with every fault of the numbers, each under its field after `at`. */
function requireSound(input: Parameters<typeof partyShapes.partyFaults>[0], at = ''): void {
  const faults = partyShapes.partyFaults(input).map(({ path, said }) => faultAt(`${at}${path}`, said));
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}

const placeOf = (id: string, column: 'number' | 'phone') => `party/${id}/${column}`;

/** The whole number of a party or its telephone, for what has to say it. */
export const showPartyNumber = (
  keys: NumberKeys,
  id: string,
  cipher: string,
  column: 'number' | 'phone' = 'number',
): string => keys.show(cipher, placeOf(id, column));
/** Two kinds of numbers can read alike, so each is found by its kind and itself. */
const indexed = (kind: string, number: string) => `${kind}:${plainNumber(number)}`;

function hidden(
  keys: NumberKeys,
  id: string,
  column: 'number' | 'phone',
  kind: string,
  typed: string | null,
) {
  if (!typed) return { cipher: null, index: null, shown: null };
  const plain = plainNumber(typed);
  return {
    cipher: keys.hide(plain, placeOf(id, column)),
    index: keys.indexOf(indexed(kind, plain)),
    shown: coverNumber(plain),
  };
}

function numberColumns(keys: NumberKeys, id: string, kind: NumberKind | null, typed: string | null) {
  const { cipher, index, shown } = hidden(keys, id, 'number', kind ?? '', typed);
  return {
    ...{ number_kind: cipher && kind, number_cipher: cipher },
    ...{ number_index: index, number_shown: shown },
  };
}

function phoneColumns(keys: NumberKeys, id: string, typed: string | null) {
  const { cipher, index, shown } = hidden(keys, id, 'phone', 'phone', typed);
  return { phone_cipher: cipher, phone_index: index, phone_shown: shown };
}

async function known(ctx: Reading, index: string | null): Promise<Row | null> {
  if (index === null) return null;
  const query = ctx.tx.selectFrom('party').selectAll().where('organ_id', '=', organOf(ctx));
  return (await query.where('number_index', '=', index).executeTakeFirst()) ?? null;
}

const isKnown = (name: string, id: string) => new DomainError('party.known', { name, id });

/**
 * Enters somebody. Sealed as `party.entered`; neither the row nor its entry holds a whole number. Throws input.invalid,
 * party.known with the one that has this number already.
 */
export async function enterParty(
  ctx: Writing,
  keys: NumberKeys,
  input: PartyInput,
  at = '',
): Promise<Sealed<{ id: string }>> {
  requireSound(input, at);
  const id = makeId(ctx.clock);
  const number = numberColumns(keys, id, input.numberKind, input.number);
  const before = await known(ctx, number.number_index);
  if (before !== null) throw isKnown(before.name, before.id);
  const [by, now] = [personOf(ctx).accountId, ctx.clock.now()];
  const values = {
    ...{ id, organ_id: organOf(ctx), kind: input.kind, name: input.name, address: input.address },
    ...number,
    ...phoneColumns(keys, id, input.phone),
    ...{ revision: 1, created_by: by, created_at: now, changed_by: by, changed_at: now },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? isKnown(input.name, '') : error);
  return sealNew(ctx, { kind: 'party.entered', table: 'party', values, explain }, { id });
}

/** Changes somebody; a number that is not given stays. Sealed as `party.changed`. Throws conflict.edited, and as enterParty. */
export async function changeParty(
  ctx: Writing,
  keys: NumberKeys,
  { id, revision, ...input }: z.output<typeof partyShapes.partyChange>,
): Promise<Sealed<{ id: string }>> {
  const query = ctx.tx.selectFrom('party').selectAll().where('id', '=', id).forUpdate();
  const before = found(await query.executeTakeFirst());
  permit(mayChangeParty(personOf(ctx), before.created_by, await handles(ctx, id)));
  if (before.revision !== revision) throw await overtaken(ctx, before);
  const kept = input.number === undefined;
  // Another kind of number is another number: it has to be given anew, or there is to be none.
  const changed = kept && input.numberKind !== before.number_kind;
  requireSound({ ...input, number: changed ? null : input.number });
  const number = kept ? null : numberColumns(keys, id, input.numberKind, input.number ?? null);
  const other = await known(ctx, number?.number_index ?? null);
  if (other !== null && other.id !== id) throw isKnown(other.name, other.id);
  const change = {
    ...{ kind: input.kind, name: input.name, address: input.address, ...number },
    ...(input.phone === undefined ? {} : phoneColumns(keys, id, input.phone)),
    ...{ revision: revision + 1, changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() },
  };
  await ctx.tx.updateTable('party').set(change).where('id', '=', id).execute();
  await indexParties(ctx, { partyId: id });
  return seal(ctx, { kind: 'party.changed', table: 'party', id }, { id });
}

/** Whether the person handles a case in which the party takes part. */
async function handles(ctx: Reading, partyId: string): Promise<boolean> {
  const { officerId, accountId } = personOf(ctx);
  const row = await ctx.tx
    .selectFrom('case_party as p')
    .innerJoin('enforcement_case as c', 'c.id', 'p.case_id')
    .select('p.id')
    .where('p.party_id', '=', partyId)
    .where(sql<boolean>`(c.created_by = ${accountId}::uuid or ${officerId}::uuid = any(c.officer_ids))`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Shows whole numbers, with the reason, to who may see them. Sealed as `party.revealed`: who saw whose number, when and why. */
export async function revealParty(
  ctx: Writing,
  keys: NumberKeys,
  { id, caseId, reason }: z.output<typeof partyShapes.partyReveal>,
): Promise<Sealed<z.output<typeof partyShapes.revealed>>> {
  const row = found(await ctx.tx.selectFrom('party').selectAll().where('id', '=', id).executeTakeFirst());
  permit(mayRevealParty(personOf(ctx), await handles(ctx, id)));
  if (caseId !== null)
    found(
      await ctx.tx
        .selectFrom('case_party')
        .select('id')
        .where('case_id', '=', caseId)
        .where('party_id', '=', id)
        .executeTakeFirst(),
    );
  const values = {
    ...{ id: makeId(ctx.clock), organ_id: row.organ_id, party_id: id, case_id: caseId, reason },
    ...{ shown_by: personOf(ctx).accountId, shown_at: ctx.clock.now() },
  };
  const show = (cipher: string | null, column: 'number' | 'phone') =>
    cipher === null ? null : keys.show(cipher, placeOf(id, column));
  const shown = { number: show(row.number_cipher, 'number'), phone: show(row.phone_cipher, 'phone') };
  return sealNew(ctx, { kind: 'party.revealed', table: 'party_reveal', values }, shown);
}

/** The digests under which a text is found as a number of any kind or as a telephone. */
export const indexesOf = (keys: NumberKeys, text: string): string[] =>
  plainNumber(text).length < 4
    ? []
    : [...numberKinds, 'phone'].map((kind) => keys.indexOf(indexed(kind, text)));

const shownFound = 20;

/** Parties of the organ by an exact number or telephone, or by the beginning of a name. */
export async function findParties(
  ctx: Reading,
  keys: NumberKeys,
  { text }: { text: string },
): Promise<FoundParty[]> {
  const indexes = indexesOf(keys, text);
  const prefix = `${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const rows = await ctx.tx
    .selectFrom('party as p')
    .selectAll('p')
    .select((eb) => [
      sql<number>`(select count(distinct case_id) from case_party where party_id = p.id)`.as('cases'),
      eb
        .selectFrom('case_party')
        .select((one) => one.fn.max('added_at').as('at'))
        .whereRef('party_id', '=', 'p.id')
        .as('last_at'),
    ])
    .where('p.organ_id', '=', organOf(ctx))
    .where((eb) =>
      eb.or([
        eb('p.name', 'like', prefix),
        eb('p.number_index', 'in', ['', ...indexes]),
        eb('p.phone_index', 'in', ['', ...indexes]),
      ]),
    )
    .orderBy('p.name')
    .limit(shownFound)
    .execute();
  return rows.map(({ cases, last_at, ...row }) => ({
    ...showParty(row),
    cases: Number(cases),
    lastAt: last_at,
  }));
}
