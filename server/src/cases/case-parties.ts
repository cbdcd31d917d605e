import { type CaseParty, type FieldFault, partyShapes, terms } from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit } from '../base/errors.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealedBefore } from '../custody/index.ts';
import { leavingFaults, requireOpen, type Standing } from './case-bounds.ts';
import { indexParties } from './case-search.ts';
import { standingOf } from './case-standing.ts';
import { enterParty, showParty } from './parties.ts';
import { mayChangeCase } from './policy.ts';

type Joining = z.output<typeof partyShapes.casePartyInput>;

/** Those who take part in a case, the parties first, then in the order in which they came. */
export async function partiesOfCase(ctx: Pick<Reading, 'tx'>, caseId: string): Promise<CaseParty[]> {
  const rows = await ctx.tx
    .selectFrom('case_party as c')
    .innerJoin('party as p', 'p.id', 'c.party_id')
    .selectAll('p')
    .select(['c.id as line', 'c.role', 'c.represents', 'c.added_at'])
    .where('c.case_id', '=', caseId)
    .where('c.removed_at', 'is', null)
    .orderBy('c.added_at')
    .orderBy('c.id')
    .execute();
  const place = ({ role }: { role: string }) => partyShapes.partyRoles.indexOf(role as never);
  return rows
    .sort((a, b) => place(a) - place(b))
    .map(({ line, role, represents, added_at, ...row }) => ({
      ...{ id: line, role: role as CaseParty['role'], represents, party: showParty(row) },
    }));
}

/** The kinds of those on whom a case is decided. */
export const kindsOfParties = async (ctx: Pick<Reading, 'tx'>, caseId: string) =>
  (await partiesOfCase(ctx, caseId)).flatMap(({ role, party }) => (role === 'party' ? [party.kind] : []));

async function holdCase(ctx: Writing, caseId: string): Promise<Standing> {
  const row = await ctx.tx
    .selectFrom('enforcement_case')
    .select(['officer_ids as officerIds', 'created_by as createdBy'])
    .where('id', '=', caseId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  permit(mayChangeCase(personOf(ctx), found(row)));
  return standingOf(ctx, caseId);
}

async function representsFault(ctx: Writing, input: Joining): Promise<FieldFault[]> {
  const lines = await partiesOfCase(ctx, input.caseId);
  const whom = lines.find(({ id }) => id === input.represents);
  const needed = partyShapes.representing.includes(input.role) && lines.some(({ role }) => role === 'party');
  const wrong = input.represents === null ? needed : whom === undefined;
  return wrong ? [faultAt('represents', terms.parties.wrong.represents)] : [];
}

/**
 * Brings somebody into a case, entering who is new. Sealed as `party.joined`, and `party.entered` for somebody new. The
 * same `id` is entered once. Throws input.invalid with every fault, party.known, conflict.exists for somebody who is in
 * the case as this already.
 */
export async function addCaseParty(
  ctx: Writing,
  keys: NumberKeys,
  input: Joining,
): Promise<Sealed<{ id: string }>> {
  const standing = await holdCase(ctx, input.caseId);
  const before = await ctx.tx
    .selectFrom('case_party')
    .select('case_id')
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (before?.case_id === input.caseId) return sealedBefore(ctx, 'case_party', { id: input.id });
  requireOpen(standing);
  const faults = await representsFault(ctx, input);
  if ((input.partyId === null) === (input.party === null))
    faults.push(faultAt('partyId', terms.parties.wrong.whom));
  if (input.party !== null)
    for (const { path, said } of partyShapes.partyFaults(input.party))
      faults.push(faultAt(`party.${path}`, said));
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  const partyId = input.partyId ?? (await enterParty(ctx, keys, found(input.party), 'party.')).value.id;
  const known = await ctx.tx.selectFrom('party').select('name').where('id', '=', partyId).executeTakeFirst();
  const { name } = found(known);
  const values = {
    ...{ id: input.id, organ_id: organOf(ctx), case_id: input.caseId, party_id: partyId },
    ...{ role: input.role, represents: input.represents },
    ...{ added_by: personOf(ctx).accountId, added_at: ctx.clock.now() },
  };
  const by = ctx.tx.insertInto('case_party').values(values);
  const sealed = await seal(
    ctx,
    { kind: 'party.joined', table: 'case_party', id: input.id, by },
    { id: input.id },
  ).catch((error: unknown) => {
    throw isDuplicateKey(error) ? new DomainError('conflict.exists', { value: name }) : error;
  });
  await indexParties(ctx, { caseId: input.caseId });
  return sealed;
}

/**
 * Takes somebody out of a case, with the reason; that they were in it stays on record. Sealed as `party.left`. Throws
 * input.invalid for whom others act for or the decision names, case.over.
 */
export async function removeCaseParty(
  ctx: Writing,
  { id, reason }: z.output<typeof partyShapes.casePartyRemoval>,
): Promise<Sealed<Record<string, never>>> {
  const line = found(
    await ctx.tx.selectFrom('case_party').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
  );
  const standing = await holdCase(ctx, line.case_id);
  if (line.removed_at !== null) throw new DomainError('conflict.changed');
  requireOpen(standing);
  const role = line.role as CaseParty['role'];
  const faults = leavingFaults({ id, role }, await partiesOfCase(ctx, line.case_id), standing);
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  const by = ctx.tx
    .updateTable('case_party')
    .set({ removed_by: personOf(ctx).accountId, removed_at: ctx.clock.now(), removed_reason: reason })
    .where('id', '=', id);
  const sealed = await seal(ctx, { kind: 'party.left', table: 'case_party', id, by }, {});
  await indexParties(ctx, { caseId: line.case_id });
  return sealed;
}
