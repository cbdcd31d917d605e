import { sayDue, sayingIn } from '@liuhen/contract';
import { renderCitation } from '@liuhen/rules';
import type { Cited } from './judge.ts';

const [zh, en] = [sayingIn('zh'), sayingIn('en')];
const named = 5;

/** A duty as somebody is reminded of it. */
export interface Coming {
  duty: string;
  what: { zh: string; en: string } | null;
  citation: Cited;
  dueBefore: string;
  provisional: boolean;
}

/** One duty: what, until when, by which article. */
function sayOne({ duty, what, citation, dueBefore, provisional }: Coming): { zh: string; en: string } {
  const cited = { ...citation, titleEn: citation.titleEn ?? citation.title };
  return {
    zh: `${what?.zh ?? zh.nameOf('duties.duty', duty)}，截止 ${sayDue(dueBefore, zh)}${provisional ? '（暂定）' : ''}，依据${renderCitation(cited, 'zh')}`,
    en: `${what?.en ?? en.nameOf('duties.duty', duty)}, due ${sayDue(dueBefore, en)}${provisional ? ' (provisional)' : ''}, by ${renderCitation(cited, 'en')}`,
  };
}

/** What whoever explained a missed duty is told of the outcome. */
export function sayDecided(
  title: string,
  { duty, what }: { duty: string; what: unknown },
  { accepted, reason }: { accepted: boolean; reason: string },
): { zh: string; en: string } {
  const named = what as Coming['what'];
  const [howZh, howEn] = accepted
    ? ['已获准，逾期的事实仍然保留', 'accepted; the lateness stays']
    : ['未获准', 'refused'];
  return {
    zh: `您为“${title}”（${named?.zh ?? zh.nameOf('duties.duty', duty)}）逾期所作的说明${howZh}。审批意见：${reason}`,
    en: `Your explanation for "${title}" (${named?.en ?? en.nameOf('duties.duty', duty)}) was ${howEn}. Reason: ${reason}`,
  };
}

/** What a person is told of the duties of one recording or act. `lead` in hours: 0 the time has passed, below 0 so long ago. */
export function sayReminder(
  title: string,
  lead: number,
  duties: readonly Coming[],
): { zh: string; en: string } {
  const n = duties.length;
  const lines = duties.slice(0, named).map(sayOne);
  const [moreZh, moreEn] = n > named ? [`；另有 ${n - named} 项`, `; and ${n - named} more`] : ['', ''];
  const [howZh, howEn] =
    lead > 0
      ? [`${lead} 小时内到期`, `due within ${lead} h`]
      : lead === 0
        ? ['已过期限', 'past the due time']
        : [`逾期 ${-lead} 小时以上仍未完成`, `still open ${-lead} h after the due time`];
  return {
    zh: `“${title}”有 ${n} 项义务${howZh}：${lines.map((line) => line.zh).join('；')}${moreZh}。`,
    en: `"${title}", ${n} ${n === 1 ? 'duty' : 'duties'} ${howEn}: ${lines.map((line) => line.en).join('; ')}${moreEn}.`,
  };
}
