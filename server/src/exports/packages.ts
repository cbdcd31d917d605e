import type { Input, Output, PackageRow } from '@liuhen/contract';
import { terms } from '@liuhen/contract';
import { sql } from 'kysely';
import { organOf, personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey } from '../base/errors.ts';
import { enqueue } from '../base/jobs.ts';
import type { Sealed } from '../base/sealed.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import { oneLine } from './files.ts';

type Ordered = Input<'orderPackage'>;

/** What a package about these is called. Throws notFound when one of them is not there. */
async function titleOf({ tx }: Reading, { kind, ids }: Pick<Ordered, 'kind' | 'ids'>): Promise<string> {
  if (kind !== 'recordings' && ids.length !== 1)
    throw new DomainError('input.invalid', {}, [faultAt('ids', terms.packages.refusal.one)]);
  if (kind === 'case') {
    const row = await tx
      .selectFrom('enforcement_case')
      .select('number')
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirst();
    return oneLine(found(row).number);
  }
  if (kind === 'act') {
    const row = await tx
      .selectFrom('act')
      .select('number')
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirst();
    return oneLine(found(row).number);
  }
  const rows = await tx
    .selectFrom('recording')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  if (rows.length !== new Set(ids).size) throw new DomainError('notFound');
  const [first] = rows;
  return oneLine(rows.length === 1 ? (first?.name ?? '') : `${first?.name} +${rows.length - 1}`);
}

/**
 * Orders an evidence package. Sealed as `package.ordered`, with for whom and what for; the job puts it together. The same
 * order sent twice is one.
 */
export async function orderPackage(ctx: Writing, input: Ordered): Promise<Sealed<{ id: string }>> {
  const { id, kind, recipient, purpose } = input;
  const known = await ctx.tx
    .selectFrom('evidence_package')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) return sealedBefore(ctx, 'evidence_package', { id });
  const ids = [...new Set(input.ids)].sort();
  const values = {
    ...{
      id,
      organ_id: organOf(ctx),
      subject_kind: kind,
      subject_ids: ids,
      title: await titleOf(ctx, { kind, ids }),
    },
    ...{
      recipient,
      purpose,
      state: 'ordered',
      ordered_by: personOf(ctx).accountId,
      ordered_at: ctx.clock.now(),
    },
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.changed') : null);
  const sealed = await sealNew(
    ctx,
    { kind: 'package.ordered', table: 'evidence_package', values, explain },
    { id },
  );
  await enqueue(ctx.tx, 'package', { id }, `package ${id}`);
  return sealed;
}

interface Row {
  id: string;
  kind: PackageRow['kind'];
  title: string;
  recipient: string;
  purpose: string;
  state: 'ordered' | 'described' | 'failed';
  done: number | null;
  total: number | null;
  digest: string | null;
  size: number | null;
  fault: { path: string; why: 'missing' | 'altered' } | null;
  orderedBy: string;
  orderedAt: string;
  handedOut: number;
}

function show({ state, fault, done, total, ...row }: Row): PackageRow {
  const ready = row.size !== null;
  const words = fault && terms.packages.fault[fault.why];
  const fill = (text: string) => text.replace('{path}', fault?.path ?? '');
  return {
    ...row,
    state: state === 'failed' ? 'failed' : ready ? 'ready' : total === null ? 'waiting' : 'building',
    ...{ done: done ?? 0, total: total ?? 0 },
    fault: words && { zh: fill(words.zh), en: fill(words.en) },
  };
}

/** The organ's packages, newest first; only those about a subject where one is given. */
export async function listPackages(
  { tx }: Reading,
  { after, limit, subject }: Input<'listPackages'> & { limit: number },
): Promise<Output<'listPackages'>> {
  const { rows } = await sql<Row>`
    select p.id, p.subject_kind as kind, p.title, p.recipient, p.purpose, p.state, g.done, g.total,
      p.description_sha256 as digest, g.zip_bytes as size, p.fault, a.display_name as "orderedBy",
      p.ordered_at as "orderedAt", p.handed_out as "handedOut"
    from evidence_package p join account a on a.id = p.ordered_by
      left join evidence_package_progress g on g.package_id = p.id
    where (${subject ?? null}::uuid is null or ${subject ?? null}::uuid = any(p.subject_ids))
      and (${after ?? null}::text is null or (p.ordered_at, p.id) < (
        select ordered_at, id from evidence_package where id::text = ${after ?? null}))
    order by p.ordered_at desc, p.id desc limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit).map(show);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
