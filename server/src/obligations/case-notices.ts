import { type ApprovalMatter, terms } from '@liuhen/contract';
import type { Writing } from '../base/context.ts';
import type { Followed, Follower } from '../custody/index.ts';
import { type Telling, tell } from './notices.ts';

const outcomes = {
  'approval.approved': { zh: '已批准', en: 'was approved' },
  'approval.returned': { zh: '被退回', en: 'was returned' },
} as const;
const reviews = {
  agreeInReview: { zh: '法制审核通过', en: 'was agreed to in legal review' },
  returnInReview: { zh: '法制审核退回', en: 'was returned by legal review' },
} as const;

interface Word {
  by: string;
  opinion: string;
}

/** Tells who asked what became of it: the outcome of an approval, and of a legal review. */
export const caseFollower: Follower = {
  name: 'obligations.cases',
  async handle(ctx, entries) {
    for (const entry of entries)
      for (const telling of await tellingsOf(ctx, entry))
        if (!(await wasTold(ctx, telling))) await tell(ctx, telling);
  },
};

async function tellingsOf(ctx: Writing, { kind, subjectId }: Followed): Promise<Telling[]> {
  if (kind === 'approval.approved' || kind === 'approval.returned') return ofApproval(ctx, kind, subjectId);
  return kind === 'case.moved' ? ofReview(ctx, subjectId) : [];
}

const said = (about: { zh: string; en: string }, became: { zh: string; en: string }, word: Word) => ({
  zh: `${about.zh}${became.zh}（${word.by}）${word.opinion === '' ? '' : `：${word.opinion}`}`,
  en: `${about.en} ${became.en} by ${word.by}${word.opinion === '' ? '' : `: ${word.opinion}`}`,
});

async function ofApproval({ tx }: Writing, kind: keyof typeof outcomes, id: string): Promise<Telling[]> {
  const row = await tx.selectFrom('approval').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return [];
  const matter = terms.names.approvalMatter[row.matter as ApprovalMatter];
  const about = { zh: `“${row.title}”${matter.zh}`, en: `${matter.en} of “${row.title}”` };
  const word = (row.words as Word[]).at(-1) ?? { by: '', opinion: '' };
  return [
    {
      ...{
        organId: row.organ_id,
        accountId: row.requested_by,
        kind,
        said: said(about, outcomes[kind], word),
      },
      subject:
        row.subject_type === 'document'
          ? { type: 'document', id: row.subject_id }
          : { type: 'enforcement_case', id: row.case_id },
    },
  ];
}

async function ofReview({ tx }: Writing, id: string): Promise<Telling[]> {
  const row = await tx
    .selectFrom('case_move as m')
    .innerJoin('enforcement_case as c', 'c.id', 'm.case_id')
    .innerJoin('account as a', 'a.id', 'm.made_by')
    .select([
      'm.kind',
      'm.detail',
      'm.place',
      'm.organ_id',
      'm.case_id',
      'c.number',
      'c.cause',
      'a.display_name',
    ])
    .where('m.id', '=', id)
    .where('m.kind', 'in', Object.keys(reviews))
    .executeTakeFirst();
  if (row === undefined) return [];
  const submitted = await tx
    .selectFrom('case_move')
    .select('made_by')
    .where('case_id', '=', row.case_id)
    .where('kind', '=', 'submitReview')
    .where('place', '<', row.place)
    .orderBy('place', 'desc')
    .executeTakeFirst();
  if (submitted === undefined) return [];
  const opinion = String((row.detail as { opinion?: string }).opinion ?? '');
  const about = { zh: `“${row.number} ${row.cause}”`, en: `“${row.number} ${row.cause}”` };
  const became = reviews[row.kind as keyof typeof reviews];
  return [
    {
      ...{ organId: row.organ_id, accountId: submitted.made_by, kind: 'case.reviewed' },
      said: said(about, became, { by: row.display_name, opinion }),
      subject: { type: 'enforcement_case', id: row.case_id },
    },
  ];
}

/** The log may be read again from its beginning; nobody is told a second time. */
async function wasTold({ tx }: Writing, { accountId, kind, subject, said }: Telling): Promise<boolean> {
  const rows = await tx
    .selectFrom('notice')
    .select('said')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subject.id)
    .execute();
  return rows.some((row) => (row.said as Telling['said']).zh === said.zh);
}
