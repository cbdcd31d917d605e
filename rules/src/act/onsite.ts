import * as words from '../vocabulary.ts';
import { filmStart, firstShown, onFilmFrom, type Rule, stepsOf } from './act.ts';
import { marksOfItem, marksOfItems, tick } from './checklist.ts';
import { owe, upTo } from './draft.ts';
import { packItems, wordItems } from './law.ts';

/** The device is looked at before the film begins; before the act while it is not known when the film did. */
export const preUseCheck: Rule = (act, owed) => {
  const { value } = act.law.merged.preUseCheck;
  if (!value || !act.filming.expected) return;
  const list = act.law.checklistOf(value, () => wordItems(value.items, words.deviceChecks));
  const { parts, done } = tick(list, marksOfItems(list, stepsOf(act, 'deviceChecked')));
  const title = { zh: '使用前检查设备', en: 'check the device before use' };
  const due = upTo(filmStart(act) ?? act.start);
  owed.push(owe(act, 'preUseCheck', act.law.basisOf(value), title, { due, done, parts }));
};

const statementTitles = {
  spoken: { zh: '开场语音说明', en: 'opening statement, spoken' },
  focus: { zh: '重点摄录时间、地点、人员、行为', en: 'film time, place, officers and acts above all' },
};
export const remarks = {
  offFilm: {
    zh: '登记的时间早于音像开始，不在音像里，不计入。',
    en: 'What is entered lies before the film began, so it is not on it and does not count.',
  },
  unbounded: {
    zh: '没有登记之后摄录的环节，无法核对是否在先，以活动结束为限。',
    en: 'Nothing that was filmed afterwards is entered, so whether this came first cannot be checked; the end of the act is the limit.',
  },
};

/**
 * What is said aloud once the film runs, before it shows anything of the enforcement; or, where the text only says so,
 * what the film shows above all.
 */
export const openingStatement: Rule = (act, owed) => {
  const { value } = act.law.merged.openingStatement;
  if (!value || !act.filming.expected) return;
  const list = act.law.checklistOf(value, () => wordItems(value.fields, words.statementFields));
  const stated = stepsOf(act, 'openingStated');
  const from = onFilmFrom(act);
  const onFilm = stated.filter(({ ms }) => ms >= from);
  const { parts, done } = tick(list, marksOfItems(list, onFilm));
  const spoken = value.manner === 'spoken';
  const limit = spoken ? firstShown(act) : null;
  const notes = onFilm.length < stated.length ? [remarks.offFilm] : [];
  if (spoken && limit === null && act.end !== null) notes.push(remarks.unbounded);
  owed.push(
    owe(act, 'openingStatement', act.law.basisOf(value), statementTitles[value.manner], {
      ...{ opensAt: act.start, due: upTo(limit ?? act.end), done, parts, notes },
    }),
  );
};

export const keyContents: Rule = (act, owed) => {
  const { value } = act.law.merged.keyContents;
  if (!value || !act.filming.expected) return;
  const list = act.law.checklistOf(value, () => packItems(value.items));
  const { parts, done } = tick(list, marksOfItem(list, stepsOf(act, 'keyContentFilmed')));
  const title = { zh: '摄录重点内容', en: 'film the key contents' };
  owed.push(
    owe(act, 'keyContents', act.law.basisOf(value), title, {
      opensAt: act.start,
      due: upTo(act.end),
      done,
      parts,
    }),
  );
};

/** The items of the written record. The texts set no time for it. */
export const textRecord: Rule = (act, owed) => {
  const { value } = act.law.merged.textRecord;
  if (!value) return;
  const list = act.law.checklistOf(value, () => packItems(value.items));
  const { parts, done, found, lacking } = tick(list, marksOfItem(list, stepsOf(act, 'textItemRecorded')));
  const title = { zh: '文字记录', en: 'written record' };
  owed.push(
    owe(act, 'textRecord', act.law.basisOf(value), title, {
      opensAt: act.start,
      done,
      parts,
      notes: [
        {
          zh: `适用的${found + lacking}项中已记${found}项。`,
          en: `${found} of ${found + lacking} items that apply are recorded.`,
        },
      ],
    }),
  );
};
