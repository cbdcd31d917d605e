import { createHash } from 'node:crypto';
import { terms, type VolumeFault, type volumeShapes } from '@liuhen/contract';
import { canonicalize, type Json } from '@liuhen/proof';
import type { RecordRules } from '@liuhen/rules';
import { sql } from 'kysely';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, found, isDuplicateKey, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { mayChangeCase } from '../cases/index.ts';
import { sealedBefore, sealNew } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { versionsOf } from './volume-versions.ts';
import { draftVolume } from './volume-view.ts';

const lawOf = ({ zh, en, law }: Pick<VolumeFault, 'zh' | 'en' | 'law'>) => ({
  zh: `${zh}（${law.zh}）`,
  en: `${en} (${law.en})`,
});

/** The organ's next number of the year in eight digits. The row stays locked until the transaction ends. */
async function takeNumber(ctx: Writing): Promise<string> {
  const year = Number(beijingDate(ctx.clock.now()).slice(0, 4));
  const { rows } = await sql<{ last: number }>`
    insert into volume_number as taken (organ_id, year, last) values (${organOf(ctx)}, ${year}, 1)
    on conflict (organ_id, year) do update set last = taken.last + 1 returning last`.execute(ctx.tx);
  return `${year}${String(rows[0]?.last).padStart(4, '0')}`;
}

/**
 * Files a case as a volume and closes it: cover, catalogue and what its note tells of are kept as they are. Sealed as
 * `volume.closed`. Throws volume.notReady with everything that is missing, each with its article; volume.closed where it
 * is closed; conflict.changed where the catalogue is not the one that was seen.
 */
export async function closeVolume(
  ctx: Writing,
  law: Law,
  rules: RecordRules,
  input: z.output<typeof volumeShapes.volumeClosing>,
): Promise<Sealed<{ id: string }>> {
  const { id, caseId, note } = input;
  const held = await ctx.tx
    .selectFrom('enforcement_case')
    .select(['officer_ids as officerIds', 'created_by as createdBy'])
    .where('id', '=', caseId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  permit(mayChangeCase(personOf(ctx), found(held)));
  const { versions, number: given, kept } = await versionsOf(ctx, caseId);
  if (versions.some((one) => one.id === id)) return sealedBefore(ctx, 'case_volume', { id });
  if (kept !== null) throw new DomainError('volume.closed', { number: given ?? '' });
  const { cover, lines, faults, toTell, figure } = await draftVolume(ctx, law, rules, caseId);
  const { noteMissing } = rules.volume.closing;
  const against = [
    ...faults.map((one) => faultAt(one.code, lawOf(one))),
    ...(toTell.length > 0 && note === '' ? [faultAt('note', lawOf(noteMissing))] : []),
  ];
  if (against.length > 0) throw new DomainError('volume.notReady', { n: String(against.length) }, against);
  if (lines.length !== input.lines) throw new DomainError('conflict.changed');
  const content = canonicalize({ cover, lines, toTell, figure } as unknown as Json);
  const values = {
    ...{ id, organ_id: organOf(ctx), case_id: caseId, version: versions.length + 1, content, note },
    number: given ?? (await takeNumber(ctx)),
    digest: createHash('sha256').update(content).digest('hex'),
    ...{ filed_by: personOf(ctx).accountId, closed_at: ctx.clock.now() },
  };
  return sealNew(ctx, { kind: 'volume.closed', table: 'case_volume', values }, { id });
}

/** Somebody else than who filed a volume says that it was checked (检查人). Sealed as `volume.checked`. Throws conflict.changed where another was first. */
export async function checkVolume(
  ctx: Writing,
  { id, volumeId, remarks }: z.output<typeof volumeShapes.volumeCheck>,
): Promise<Sealed<{ id: string }>> {
  const volume = found(
    await ctx.tx.selectFrom('case_volume').select('filed_by').where('id', '=', volumeId).executeTakeFirst(),
  );
  const { accountId } = personOf(ctx);
  if (volume.filed_by === accountId) permit({ reason: terms.volumes.refusal.ownVolume });
  const known = await ctx.tx
    .selectFrom('volume_check')
    .selectAll()
    .where('volume_id', '=', volumeId)
    .executeTakeFirst();
  if (known?.id === id && known.checked_by === accountId) return sealedBefore(ctx, 'volume_check', { id });
  if (known) throw new DomainError('conflict.changed');
  const values = {
    ...{ id, organ_id: organOf(ctx), volume_id: volumeId, remarks, checked_by: accountId },
    checked_at: ctx.clock.now(),
  };
  const explain = (error: unknown) => (isDuplicateKey(error) ? new DomainError('conflict.changed') : error);
  return sealNew(ctx, { kind: 'volume.checked', table: 'volume_check', values, explain }, { id });
}
