import { type ApprovalMatter, approvalMatters, terms } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import type { Faults } from './ground.ts';

/** The name of a party of the case as the register has it; a fault where it is none. */
export async function partyOfCase(
  ctx: Reading,
  faults: Faults,
  caseId: string,
  partyId: string,
): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('case_party as c')
    .innerJoin('party as p', 'p.id', 'c.party_id')
    .select('p.name')
    .where('c.case_id', '=', caseId)
    .where('c.party_id', '=', partyId)
    .where('c.removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) faults.add('party', { zh: '请选择本案的当事人', en: 'Choose a party of this case' });
  return row?.name ?? null;
}

/** Looks whether a document is of the case or of an act of it, and is not void; `final`: also no draft. */
export async function checkDocument(
  ctx: Reading,
  faults: Faults,
  { caseId, documentId, path, final }: { caseId: string; documentId: string; path: string; final: boolean },
): Promise<void> {
  const row = await ctx.tx
    .selectFrom('document as d')
    .leftJoin('act as a', 'a.id', 'd.act_id')
    .select(['d.state', 'd.case_id', 'a.case_id as act_case'])
    .where('d.id', '=', documentId)
    .executeTakeFirst();
  if (row === undefined || (row.case_id ?? row.act_case) !== caseId)
    faults.add(path, { zh: '请选择本案的文书', en: 'Choose a document of this case' });
  else if (row.state === 'void') faults.add(path, { zh: '这份文书已经作废', en: 'This document is void' });
  else if (final && row.state === 'draft')
    faults.add(path, { zh: '这份文书还没有定稿，不能送达', en: 'This document is not final yet' });
}

export interface Approved {
  approved_by: string;
  approved_at: string;
}

/** Who gave an approval of the case, and when; a fault where it was not given, or is of another matter. */
export async function approvalOfCase(
  ctx: Reading,
  faults: Faults,
  { caseId, approvalId, matters }: { caseId: string; approvalId: string; matters: readonly ApprovalMatter[] },
): Promise<Approved | null> {
  const row = await ctx.tx
    .selectFrom('approval')
    .select(['state', 'matter', 'words', 'case_id'])
    .where('id', '=', approvalId)
    .executeTakeFirst();
  const said = approvalMatters.filter((matter) => matters.includes(matter));
  const names = said.map((matter) => terms.names.approvalMatter[matter]);
  const wanted = {
    zh: `请选择本案已经批准的“${names.map(({ zh }) => zh).join('”或者“')}”审批`,
    en: `Choose an approval of this case that was given, of: ${names.map(({ en }) => en).join(', ')}`,
  };
  const last = (row?.words as { by: string; at: string }[] | undefined)?.at(-1);
  const fits = row?.case_id === caseId && row.state === 'approved' && said.some((one) => one === row.matter);
  if (fits && last !== undefined) return { approved_by: last.by, approved_at: last.at };
  faults.add('approvalId', wanted);
  return null;
}
