import type { RecordLink, StepDetail } from '@liuhen/contract';
import type { StatedItem } from '@liuhen/rules';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';

/** What a person stated of an item of the record, about the case or as a step of one of its acts. */
export interface Stated extends StatedItem {
  versionId: string | null;
  reason: string;
  by: string;
  at: string;
  link: RecordLink;
}

/** All statements that hold: those about the case before those of single acts, the newest first. */
export async function statedOf(ctx: Reading, caseId: string): Promise<Stated[]> {
  const ofCase = await ctx.tx
    .selectFrom('case_item as i')
    .innerJoin('account as p', 'p.id', 'i.stated_by')
    .select(['i.id', 'i.item', 'i.applicable', 'i.reason', 'i.stated_at as at', 'p.display_name as by'])
    .where('i.case_id', '=', caseId)
    .where('i.withdrawn', '=', false)
    .where(sql<boolean>`not exists (select from case_item later where later.replaces = i.id)`)
    .orderBy('i.stated_at', 'desc')
    .execute();
  const ofActs = await ctx.tx
    .selectFrom('act_step as s')
    .innerJoin('act', 'act.id', 's.act_id')
    .innerJoin('account as p', 'p.id', 's.stated_by')
    .select(['s.id', 's.act_id', 's.detail', 's.at', 'p.display_name as by'])
    .where('act.case_id', '=', caseId)
    .where('s.kind', '=', 'textItemRecorded')
    .where('s.withdrawn', '=', false)
    .where(sql<boolean>`not exists (select from act_step later where later.replaces = s.id)`)
    .orderBy('s.at', 'desc')
    .execute();
  return [
    ...ofCase.map(
      (one): Stated => ({ ...one, versionId: one.id, link: { type: 'case', id: caseId, seconds: null } }),
    ),
    ...ofActs.map(({ id, act_id, detail, at, by }): Stated => {
      const { item = '', applicable = true, reason = '' } = detail as StepDetail;
      const link = { type: 'act', id: act_id, seconds: null } as const;
      return { id, item, applicable, reason, by, at, versionId: null, link };
    }),
  ];
}
