import {
  type ApprovalChain,
  type ApprovalMatter,
  approvalMatters,
  type ChainStep,
  type caseCourseShapes,
  type Role,
  sayExact,
  terms,
} from '@liuhen/contract';
import type { z } from 'zod';
import { organOf, type Person, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, isDuplicateKey, type Verdict } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { overtaken } from './overtaken.ts';

/** By statute the head of the organ approves; organs set other chains as their own rules ask. */
const byHead: readonly ChainStep[] = [{ role: 'head' }];

/** Who has the word on a matter now. */
export async function chainOf(ctx: Reading, matter: ApprovalMatter): Promise<readonly ChainStep[]> {
  const row = await ctx.tx
    .selectFrom('approval_chain')
    .select('steps')
    .where('organ_id', '=', organOf(ctx))
    .where('matter', '=', matter)
    .executeTakeFirst();
  return (row?.steps as ChainStep[] | undefined) ?? byHead;
}

/** Whether documents of a matter become final only when they were approved. */
export async function approvesFirst(ctx: Reading, matter: ApprovalMatter): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('approval_chain')
    .select('documents_first')
    .where('organ_id', '=', organOf(ctx))
    .where('matter', '=', matter)
    .executeTakeFirst();
  return row?.documents_first ?? false;
}

/** Names the people of chains; roles are named by their term, here in Chinese for those who read a list. */
export async function stepNamer(ctx: Pick<Reading, 'tx'>, organId: string) {
  const rows = await ctx.tx
    .selectFrom('account')
    .select(['id', 'display_name'])
    .where('organ_id', '=', organId)
    .execute();
  const names = new Map(rows.map(({ id, display_name }) => [id, display_name]));
  return (step: ChainStep) =>
    'role' in step
      ? { role: step.role as Role, accountId: null, who: terms.names.role[step.role].zh }
      : { role: null, accountId: step.accountId, who: names.get(step.accountId) ?? '' };
}

export function mayChangeChains(person: Person): Verdict {
  return person.permissions.has('chain.manage')
    ? true
    : {
        reason: {
          zh: '审批流程由机关负责人设定',
          en: 'chains of approval are set by the head of the organ',
        },
      };
}

/** The chain of each matter, and the people that can be named in one. */
export async function listChains(ctx: Reading): Promise<{
  chains: ApprovalChain[];
  accounts: { id: string; name: string }[];
  mayChange: boolean;
}> {
  const organId = organOf(ctx);
  const shown = await stepNamer(ctx, organId);
  const rows = await ctx.tx
    .selectFrom('approval_chain')
    .selectAll()
    .where('organ_id', '=', organId)
    .execute();
  const accounts = await ctx.tx
    .selectFrom('account')
    .select(['id', 'display_name as name'])
    .where('organ_id', '=', organId)
    .where('active', '=', true)
    .orderBy('display_name')
    .execute();
  const chains = approvalMatters.map((matter) => {
    const row = rows.find((one) => one.matter === matter);
    const steps = ((row?.steps as ChainStep[] | undefined) ?? byHead).map(shown);
    return {
      matter,
      steps,
      revision: row?.revision ?? 0,
      reviewAlways: row?.review_always ?? false,
      documentsFirst: row?.documents_first ?? false,
    };
  });
  return { chains, accounts, mayChange: mayChangeChains(personOf(ctx)) === true };
}

/** Sets the chain of a matter; what waits already keeps the chain that it began with. Sealed. Throws conflict.edited. */
export async function setChain(
  ctx: Writing,
  { matter, revision, steps, reviewAlways, documentsFirst }: z.output<typeof caseCourseShapes.chainInput>,
): Promise<Sealed<{ id: string }>> {
  await requirePeople(ctx, steps);
  const before = await ctx.tx
    .selectFrom('approval_chain')
    .selectAll()
    .where('organ_id', '=', organOf(ctx))
    .where('matter', '=', matter)
    .forUpdate()
    .executeTakeFirst();
  if ((before?.revision ?? 0) !== revision)
    throw before === undefined ? new DomainError('conflict.changed') : await overtaken(ctx, before);
  const said = {
    ...{ steps: JSON.stringify(steps), review_always: reviewAlways, documents_first: documentsFirst },
    revision: revision + 1,
    ...{ changed_by: personOf(ctx).accountId, changed_at: ctx.clock.now() },
  };
  if (before !== undefined) {
    const by = ctx.tx.updateTable('approval_chain').set(said).where('id', '=', before.id);
    const set = { kind: 'approvalChain.set', table: 'approval_chain', id: before.id, by } as const;
    return seal(ctx, set, { id: before.id });
  }
  const values = { id: makeId(ctx.clock), organ_id: organOf(ctx), matter, ...said };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.changed') : error);
  const sealing = { kind: 'approvalChain.set', table: 'approval_chain', values, explain } as const;
  return sealNew(ctx, sealing, { id: values.id });
}

async function requirePeople(ctx: Writing, steps: readonly ChainStep[]): Promise<void> {
  const named = steps.flatMap((step) => ('accountId' in step ? [step.accountId] : []));
  const known =
    named.length === 0
      ? []
      : await ctx.tx
          .selectFrom('account')
          .select('id')
          .where('id', 'in', named)
          .where('organ_id', '=', organOf(ctx))
          .execute();
  const faults = steps.flatMap((step, at) =>
    'accountId' in step && !known.some(({ id }) => id === step.accountId)
      ? [faultAt(`steps.${at}`, terms.procedure.noSuchPerson)]
      : [],
  );
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
}

/** What two who decide at once are told: who was first. */
export async function settledBy(
  ctx: Reading,
  last: { changed_by: string; changed_at: string },
): Promise<DomainError> {
  const { detail } = await overtaken(ctx, last);
  return new DomainError('approval.settled', { by: detail.name ?? '', at: sayExact(last.changed_at) });
}
