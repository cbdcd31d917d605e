import { type Citation, renderCitation } from '../citation.ts';
import type { Bilingual } from '../time/civil.ts';
import { isInTime } from '../time/deadline.ts';
import type { Obligation } from './obligation.ts';
import { sayCount } from './say-count.ts';
import { sayDue, sayInstant, takesEffect } from './words.ts';

const joinZh = (names: readonly string[]) => names.join('、');

const saidCitations = new WeakMap<readonly Citation[], Bilingual>();

/** Citations with each title said once while it stays the same; what the law of many acts shares is said once. */
function sayCitations(citations: readonly Citation[]): Bilingual {
  const known = saidCitations.get(citations);
  if (known) return known;
  const same = (index: number) => citations[index - 1]?.title === citations[index]?.title;
  const zh = citations.map((one, index) => (same(index) ? one.label : renderCitation(one, 'zh')));
  const en = citations.map((one, index) => {
    const said = renderCitation(one, 'en');
    return same(index) ? said.slice(one.titleEn.length + 2) : said;
  });
  const said = { zh: joinZh(zh), en: en.join('; ') };
  saidCitations.set(citations, said);
  return said;
}

function sayOwed({ citations, title, due, rule }: Obligation): Bilingual {
  const { zh, en } = sayCitations(citations);
  const end = sayDue(due);
  const by = rule === 'keeping' ? { zh: '到', en: 'through' } : { zh: '最迟', en: 'by' };
  return due.dueBefore === null
    ? { zh: `依${zh}：${title.zh}。`, en: `Under ${en}: ${title.en}.` }
    : {
        zh: `依${zh}：${title.zh}，${by.zh}${end.zh}。`,
        en: `Under ${en}: ${title.en}, ${by.en} ${end.en}.`,
      };
}

/** What is missing; where film does, the notes have told each gap. */
function sayParts({ parts, settled, rule }: Obligation): Bilingual[] {
  const missing = parts.filter(({ state }) => state === 'missing');
  if (missing.length === 0 || settled === 'notApplicable' || rule === 'coverage') return [];
  return [
    {
      zh: `还缺：${joinZh(missing.map(({ name }) => name.zh))}。`,
      en: `Missing: ${missing.map(({ name }) => name.en).join('; ')}.`,
    },
  ];
}

/** What must not be done can be broken, but never made good. */
const isForbidding = ({ rule, key }: Obligation) => rule === 'enforcementDays' || key === 'notRestricted';

/** Whether its notes say already that nobody has to do anything. */
const comesByItself = ({ settled, notes }: Obligation) =>
  settled === null && notes.some(({ zh }) => zh === takesEffect.zh);

function sayVerdict(obligation: Obligation): Bilingual {
  const { settled, dischargedAt, due, excused, rule, whose } = obligation;
  if (settled === 'notApplicable') return { zh: '本项不适用。', en: 'This does not apply.' };
  if (settled === 'undetermined')
    return { zh: '现有事实不足以判断。', en: 'What is entered does not settle it.' };
  if (settled === 'noPackInForce') return { zh: '没有可适用的规定。', en: 'No regulation is in force.' };
  if (rule === 'keeping') return { zh: '保存期内不得销毁。', en: 'Nothing is destroyed before.' };
  if (isForbidding(obligation))
    return dischargedAt === null
      ? { zh: '与登记的事实不符，不能补办，请说明情况。', en: 'What is entered breaks it; explain how.' }
      : { zh: '登记的事实没有违反。', en: 'Nothing that is entered breaks it.' };
  if (dischargedAt === null)
    return whose === 'organ'
      ? { zh: '还没有办理的记录，请办理并登记。', en: 'Nothing is entered as done: do it and enter it.' }
      : { zh: '还没有登记对方办理。', en: 'Nothing is entered as done by the other side.' };
  const at = sayInstant(dischargedAt);
  const { dueBefore, inclusive } = due;
  if (dueBefore === null || isInTime({ dueBefore, inclusive }, dischargedAt))
    return { zh: `于${at.zh}完成，没有超期。`, en: `Done at ${at.en}, in time.` };
  return {
    zh: `${at.zh}才完成，已经超期${excused ? '，说明已获采纳' : ''}。`,
    en: `Done only at ${at.en}: late${excused ? '; the explanation was accepted' : ''}.`,
  };
}

const provisional: Bilingual = {
  zh: '这个期限是暂定的，以后可能变动。',
  en: 'This time is provisional and may move.',
};

/** Says a duty in whole sentences: what is owed under which article, counted how, why, what is missing, how it stands. */
export function explainObligation(obligation: Obligation): Bilingual {
  const sentences = [
    sayOwed(obligation),
    ...sayCount(obligation),
    ...obligation.notes,
    ...sayParts(obligation),
    ...(obligation.provisional ? [provisional] : []),
    ...(comesByItself(obligation) ? [] : [sayVerdict(obligation)]),
  ];
  return { zh: sentences.map(({ zh }) => zh).join(''), en: sentences.map(({ en }) => en).join(' ') };
}
