import { noteFields } from '../vocabulary.ts';
import { type Act, type Entered, type Rule, stepsOf } from './act.ts';
import { marksOfItems, tick } from './checklist.ts';
import { owe } from './draft.ts';
import { wordItems } from './law.ts';

const note = { zh: '证据文字说明', en: 'explanatory note of the evidence' };
const disc = { zh: '复制光盘附卷', en: 'disc copy filed with the volume' };

/** Steps about one film; one that names none is about the only one there is. */
const about = (act: Act, kind: 'evidenceNoted' | 'discFiled', id: string): Entered[] =>
  stepsOf(act, kind).filter(({ step }) =>
    step.detail.recording === undefined ? act.film.length === 1 : step.detail.recording === id,
  );

/** What goes with each film that is used as evidence. The texts set no time for it. */
export const evidence: Rule = (act, owed) => {
  const { value } = act.law.merged.evidenceFilm;
  if (!value) return;
  const basis = act.law.basisOf(value);
  const list = act.law.checklistOf(value, () => wordItems(value.note, noteFields));
  for (const { id, asEvidence, end } of act.film) {
    if (!asEvidence) continue;
    const { parts, done } = tick(list, marksOfItems(list, about(act, 'evidenceNoted', id)));
    owed.push(owe(act, 'evidenceNote', basis, note, { key: id, opensAt: end, done, parts }));
    if (value.disc) {
      const filed = about(act, 'discFiled', id)[0] ?? null;
      owed.push(owe(act, 'evidenceDisc', basis, disc, { key: id, opensAt: end, done: filed }));
    }
  }
};
