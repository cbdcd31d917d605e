import {
  isPlausible,
  type RegisterContent,
  type RegisterKind,
  refusals,
  registerOf,
  type registerShapes,
} from '@liuhen/contract';
import { canonicalize, type Json } from '@liuhen/proof';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { beijingDate, millisOf, toInstant } from '../base/clock.ts';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit } from '../base/errors.ts';
import type { RegisterEntry as EntryTable } from '../base/schema.d.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { articlesOf, type Gists } from './articles.ts';
import { behaviourOf, type Change, explainUnknown } from './behaviours.ts';
import { mayCorrect, mayKeep } from './policy.ts';

export type EntryRow = Selectable<EntryTable>;
/** The law with what its articles ask for. */
export type AskingLaw = Pick<Law, 'packs'> & { gists: Gists };
type Done = Promise<Sealed<{ id: string }>>;
type Said = Pick<EntryRow, 'id' | 'entry_id' | 'kind' | 'version' | 'replaces' | 'withdrawn' | 'reason'> & {
  content: RegisterContent;
};

export const contentOf = (row: Pick<EntryRow, 'content'>) => row.content as RegisterContent;

/** Enters something into a register. Sealed as `register.entered`. The same `id` with the same content is entered once. */
export async function enterRegister(
  ctx: Writing,
  law: AskingLaw,
  { id, kind, content }: z.output<typeof registerShapes.registerInput>,
): Done {
  permit(mayKeep(personOf(ctx), kind));
  const first = { entry_id: id, version: 1, replaces: null, withdrawn: false, reason: null };
  return state(
    ctx,
    law,
    'register.entered',
    { ...first, id, kind, content: inHouseForm(kind, content) },
    null,
  );
}

/** Corrects an entry: a further version with the reason. Sealed as `register.corrected`. Throws conflict.changed for one not seen. */
export async function correctRegister(
  ctx: Writing,
  law: AskingLaw,
  { id, replaces, kind, reason, content }: z.output<typeof registerShapes.registerCorrection>,
): Done {
  const seen = await entryById(ctx, replaces);
  if (seen.kind !== kind) throw new DomainError('notFound');
  permit(mayCorrect(personOf(ctx), kind, seen.stated_by));
  const next = { entry_id: seen.entry_id, version: seen.version + 1, replaces, withdrawn: false, reason };
  return state(
    ctx,
    law,
    'register.corrected',
    { ...next, id, kind, content: inHouseForm(kind, content) },
    seen,
  );
}

/** Takes an entry back, with the reason; that it was made stays on record. Sealed as `register.withdrawn`. */
export async function withdrawRegister(
  ctx: Writing,
  law: AskingLaw,
  { id, replaces, reason }: z.output<typeof registerShapes.registerWithdrawal>,
): Done {
  const seen = await entryById(ctx, replaces);
  const kind = seen.kind as RegisterKind;
  permit(mayCorrect(personOf(ctx), kind, seen.stated_by));
  const next = { entry_id: seen.entry_id, version: seen.version + 1, replaces, withdrawn: true, reason };
  return state(ctx, law, 'register.withdrawn', { ...next, id, kind, content: contentOf(seen) }, seen);
}

/** Instants as the house writes them, so that two offsets compare as one. */
function inHouseForm(kind: RegisterKind, content: Readonly<Record<string, unknown>>): RegisterContent {
  const { fields } = registerOf(kind);
  const entries = Object.entries(content).flatMap(([field, value]) => {
    if (value === undefined) return [];
    return [[field, fields[field]?.type === 'instant' ? toInstant(String(value)) : value]];
  });
  return Object.fromEntries(entries) as RegisterContent;
}

/** The version that was seen. That it is the last is checked by the key of the table. */
const entryById = async (ctx: Writing, id: string): Promise<EntryRow> =>
  found(await ctx.tx.selectFrom('register_entry').selectAll().where('id', '=', id).executeTakeFirst());

/** Times that cannot be: long past, far ahead, or not past where only what has happened is entered. */
export function faultsOfTimes(
  kind: RegisterKind,
  content: RegisterContent,
  now: string,
): ReturnType<typeof faultAt>[] {
  const { fields, past: always = [] } = registerOf(kind);
  // A training that was held lies behind; one that is planned may lie ahead.
  const past: readonly string[] = content.standing === 'held' ? [...always, 'on', 'until'] : always;
  return Object.entries(content).flatMap(([field, value]) => {
    const type = fields[field]?.type;
    if (type !== 'date' && type !== 'instant') return [];
    const text = String(value);
    const at = type === 'date' ? `${text}T00:00:00+08:00` : text;
    if (past.includes(field) && millisOf(at) > millisOf(now) + 300_000)
      return [faultAt(`content.${field}`, refusals.notYet)];
    const ends = field === 'until' || field === 'nextOn';
    return isPlausible(at, ends ? undefined : now) ? [] : [faultAt(`content.${field}`, refusals.implausible)];
  });
}

/** Everybody named is of the organ: row-level security hides the others. */
async function faultsOfPeople(ctx: Writing, { officerIds }: RegisterContent) {
  if (!Array.isArray(officerIds) || officerIds.length === 0) return [];
  const known = await ctx.tx
    .selectFrom('officer')
    .select('id')
    .where('id', 'in', officerIds as string[])
    .execute();
  return known.length === officerIds.length ? [] : [faultAt('content.officerIds', refusals.unknownPeople)];
}

/** Whether this very statement is there: it was sent again because its answer was lost. */
async function isStated(ctx: Writing, said: Said): Promise<boolean> {
  const known = await ctx.tx
    .selectFrom('register_entry')
    .select(['id', 'entry_id', 'kind', 'version', 'replaces', 'withdrawn', 'reason', 'content', 'stated_by'])
    .where('id', '=', said.id)
    .executeTakeFirst();
  if (known === undefined) return false;
  const { stated_by, ...before } = known;
  if (
    stated_by !== personOf(ctx).accountId ||
    canonicalize(before as Json) !== canonicalize(said as unknown as Json)
  )
    throw new DomainError('conflict.changed');
  return true;
}

async function state(
  ctx: Writing,
  law: AskingLaw,
  event: 'register.entered' | 'register.corrected' | 'register.withdrawn',
  said: Said,
  seen: EntryRow | null,
): Done {
  const { id, content } = said;
  if (await isStated(ctx, said)) return sealedBefore(ctx, 'register_entry', { id });
  if (seen?.withdrawn || (seen !== null && (await isReplaced(ctx, seen.id))))
    throw new DomainError('conflict.changed');
  const kind = said.kind as RegisterKind;
  const change: Change = {
    kind,
    after: said.withdrawn ? null : content,
    before: seen === null ? null : contentOf(seen),
    articles: await articlesOf(ctx, law, kind),
  };
  const behaviour = behaviourOf(kind);
  const faults = said.withdrawn
    ? []
    : [
        ...faultsOfTimes(kind, content, ctx.clock.now()),
        ...(await faultsOfPeople(ctx, content)),
        ...(behaviour.check?.(change) ?? []),
      ];
  if (faults.length > 0) throw new DomainError('input.invalid', {}, faults);
  await behaviour.before?.(ctx, change);
  const day = String(content[registerOf(kind).day]);
  const values = {
    ...{ ...said, organ_id: organOf(ctx), content: JSON.stringify(content) },
    on_day: day.length > 10 ? beijingDate(day) : day,
    device_id: (content.deviceId as string | undefined) ?? null,
    recording_id: (content.recordingId as string | undefined) ?? null,
    ...{ stated_by: personOf(ctx).accountId, stated_at: ctx.clock.now() },
  };
  const explain = (error: unknown) =>
    isDuplicateKey(error) ? new DomainError('conflict.changed') : explainUnknown(error);
  const sealed = await sealNew(ctx, { kind: event, table: 'register_entry', values, explain }, { id });
  await behaviour.after?.(ctx, change);
  return sealed;
}

async function isReplaced(ctx: Writing, id: string): Promise<boolean> {
  const later = ctx.tx.selectFrom('register_entry').select('id').where('replaces', '=', id);
  return (await later.executeTakeFirst()) !== undefined;
}
