import { firstStep, type Rule, stepsOf } from './act.ts';
import { tick } from './checklist.ts';
import { owe } from './draft.ts';

const title = {
  zh: '录制重要环节并作文书记录',
  en: 'film the key links and record it in a document',
};
const items = {
  keyLinks: { kind: 'keyLinksFilmed', name: { zh: '重要环节的音像', en: 'film of the key links' } },
  document: { kind: 'documentRecorded', name: { zh: '文书记录', en: 'record in a document' } },
  explanation: { kind: 'fallbackExplained', name: { zh: '书面说明', en: 'written explanation' } },
} as const;
const ids = Object.keys(items) as (keyof typeof items)[];

/** What takes the place of film in full: owed once it was not feasible, or broke off and could not go on. */
export const fallback: Rule = (act, owed) => {
  const { value } = act.law.merged.fallback;
  if (!value) return;
  const infeasible = firstStep(act, ['filmingInfeasible']);
  const stopped = stepsOf(act, 'interrupted').find(({ step }) => step.detail.resumed === false);
  const since = infeasible ?? stopped;
  if (!since) return;
  const asked = ids.filter((id) => value[id]);
  const list = act.law.checklistOf(value, () =>
    asked.map((id) => ({ id, name: items[id].name, article: null })),
  );
  const marks = asked.map((id) => {
    const time = firstStep(act, [items[id].kind]);
    return time ? { time, applies: true, reason: null } : undefined;
  });
  const { parts, done } = tick(list, marks);
  const why = infeasible
    ? { zh: '登记了条件不允许全程录制。', en: 'Full filming is entered as not feasible.' }
    : { zh: '录制中止后没有恢复。', en: 'Filming broke off and did not go on.' };
  const reason = infeasible && !infeasible.step.detail.reason?.trim();
  owed.push(
    owe(act, 'fallback', act.law.basisOf(value), title, {
      opensAt: since,
      countedFrom: since,
      done,
      parts,
      notes: reason
        ? [why, { zh: '没有写明原因，请补充。', en: 'The reason is not given: enter it.' }]
        : [why],
    }),
  );
};
