import { type Citation, renderCitation } from '../citation.ts';
import type { LawOfDay } from '../pack/merged.ts';
import type { Bilingual, CivilDate } from '../time/civil.ts';
import { sayDate } from '../time/words.ts';
import { type Activity, kindsOf } from '../vocabulary.ts';
import type { Certificate, Participant } from './facts.ts';
import { type ActLaw, actLaw, type Basis, perLaw } from './law.ts';

/** What a person lacks: a certificate of the day, a place on the establishment, or what makes an assistant one. */
export const lacks = ['certificate', 'established', 'assistant'] as const;
export type Lack = (typeof lacks)[number];

/** Why somebody may not take part as entered, in words, and what that rests on. */
export type Doubt = {
  person: Participant;
  lack: Lack;
  said: Bilingual;
  basis: Basis;
};

/** How many officers are asked for, of which kinds of enforcement, and what that rests on; null where nothing asks. */
export const minimumAsked = perLaw(({ merged, activity, basisOf, basisOn }) => {
  const [most] = merged.officers.kept
    .flatMap(({ value }) => {
      if (value.minimum === null) return [];
      const of = value.of.filter(({ kinds }) => kinds.some((kind) => kindsOf[activity].includes(kind)));
      const basis = of.length > 0 ? basisOn(of.map(({ article }) => article)) : basisOf(value);
      return [{ minimum: value.minimum, binds: value.of.length === 0 || of.length > 0, basis }];
    })
    .toSorted((a, b) => Number(b.binds) - Number(a.binds) || b.minimum - a.minimum);
  return most ?? null;
});

/** What the texts ask of an officer's post, and of assistants: a qualification, nothing, or that there be none. */
const asked = perLaw(({ merged, basisOf }) => {
  const subject = merged.officers.kept.find(({ value }) => value.established || value.who || value.exam);
  const established = merged.officers.kept.find(({ value }) => value.established);
  const assistants = merged.assistants.value;
  return {
    established: established ? basisOf(established.value) : null,
    assistants: assistants && { needs: assistants.needs, basis: basisOf(assistants) },
    /** A text that says who enforces and names no assistants has none. */
    officersOnly: assistants === null && subject ? basisOf(subject.value) : null,
  };
});

/** Whether a certificate holds on a day, its first and its last among them. */
export const certificateHolds = ({ from, until }: Certificate, on: CivilDate): boolean =>
  (from === null || from <= on) && (until === null || on <= until);

const dayOfAct = { zh: '活动当天', en: 'the day of the act' };

/** Why the certificates of a person do not hold on a day, which is named by what happened on it; null where one does. */
export function sayCertificate(
  { name, certificates }: Pick<Participant, 'name' | 'certificates'>,
  on: CivilDate,
  day: Bilingual = dayOfAct,
): Bilingual | null {
  if (certificates.some((one) => certificateHolds(one, on))) return null;
  const over = certificates.filter(({ until }) => until !== null && until < on);
  const last = over.toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0];
  if (last?.until)
    return {
      zh: `${name}的执法证件（${last.number}）有效期至${sayDate(last.until)}，${day.zh}已经过期`,
      en: `the certificate of ${name} (${last.number}) was valid until ${last.until} and had expired on ${day.en}`,
    };
  const first = certificates[0];
  if (first?.from)
    return {
      zh: `${name}的执法证件（${first.number}）从${sayDate(first.from)}起有效，${day.zh}还没有生效`,
      en: `the certificate of ${name} (${first.number}) is valid from ${first.from} and was not yet on ${day.en}`,
    };
  return {
    zh: `登记册里没有${name}的执法证件`,
    en: `the register holds no certificate of ${name}`,
  };
}

function doubtsOfOfficer(law: ActLaw, person: Participant, on: CivilDate): Doubt[] {
  const doubts: Doubt[] = [];
  const number = minimumAsked(law);
  const said = number && sayCertificate(person, on);
  if (said) doubts.push({ person, lack: 'certificate', said, basis: number.basis });
  const { established } = asked(law);
  if (established && person.established === false) {
    const { name } = person;
    const words = {
      zh: `${name}不是正式在编的执法人员`,
      en: `${name} is not on the official establishment`,
    };
    doubts.push({ person, lack: 'established', said: words, basis: established });
  }
  return doubts;
}

function doubtsOfAssistant(law: ActLaw, person: Participant): Doubt[] {
  const { assistants, officersOnly } = asked(law);
  const { name } = person;
  if (assistants?.needs === 'assistQualification' && !person.assistQualified) {
    const said = {
      zh: `${name}没有登记协助执法资格，不能作协助人员`,
      en: `no qualification to assist is entered for ${name}, who therefore cannot assist`,
    };
    return [{ person, lack: 'assistant', said, basis: assistants.basis }];
  }
  if (officersOnly === null) return [];
  const said = {
    zh: `规定只写明执法人员，没有规定协助人员，${name}不能作协助人员`,
    en: `the text names officers only and no assistants, so ${name} cannot assist`,
  };
  return [{ person, lack: 'assistant', said, basis: officersOnly }];
}

/** What stands against those who took part, on the day of the act, in the order in which they are named. */
export const doubtsOf = (law: ActLaw, people: readonly Participant[], on: CivilDate): Doubt[] =>
  people.flatMap((person) =>
    person.kind === 'officer' ? doubtsOfOfficer(law, person, on) : doubtsOfAssistant(law, person),
  );

/** How many of them count as officers: an assistant does not, nor an officer without a certificate of the day. */
export function countOfficers(people: readonly Participant[], doubts: readonly Doubt[]): number {
  const without = new Set(doubts.flatMap(({ lack, person }) => (lack === 'certificate' ? [person.id] : [])));
  return people.filter(({ id, kind }) => kind === 'officer' && !without.has(id)).length;
}

/** Whether those named may carry out an act, as its form is told before the act is entered. */
export type Qualification = {
  /** Officers that are asked for, those that count, and whether the law asks it of such an act; null where nothing does. */
  number: { minimum: number; counted: number; binds: boolean; citations: readonly Citation[] } | null;
  doubts: { personId: string; lack: Lack; said: Bilingual; citation: Citation }[];
  /** Who may be an assistant: `none` where the text names officers alone; null where the law is silent. */
  assistants: { rule: 'assistQualification' | 'nothing' | 'none'; citation: Citation } | null;
};

function assistantsOf(law: ActLaw): Qualification['assistants'] {
  const { assistants, officersOnly } = asked(law);
  if (assistants) return { rule: assistants.needs, citation: assistants.basis.citations[0] };
  return officersOnly && { rule: 'none', citation: officersOnly.citations[0] };
}

/** Judges those who are to take part in an act under the law of its day. */
export function qualify(
  law: LawOfDay,
  activity: Activity,
  people: readonly Participant[],
  on: CivilDate,
): Qualification {
  const ofAct = actLaw(law, activity);
  const doubts = doubtsOf(ofAct, people, on);
  const number = minimumAsked(ofAct);
  return {
    number: number && {
      ...{ minimum: number.minimum, counted: countOfficers(people, doubts), binds: number.binds },
      citations: number.basis.citations,
    },
    assistants: assistantsOf(ofAct),
    doubts: doubts.map(({ person, lack, said, basis }) => {
      const [citation] = basis.citations;
      return { personId: person.id, lack, citation, said: sayWithArticle(said, citation) };
    }),
  };
}

const sayWithArticle = ({ zh, en }: Bilingual, citation: Citation): Bilingual => ({
  zh: `${zh}（${renderCitation(citation, 'zh')}）`,
  en: `${en} (${renderCitation(citation, 'en')})`,
});
