import type { ActPerson, cases as caseShapes, Qualification } from '@liuhen/contract';
import {
  type LawOfDay,
  type Participant,
  type Qualification as Qualified,
  qualify,
  renderCitation,
} from '@liuhen/rules';
import type { z } from 'zod';
import { beijingDate } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { type Law, lawFor } from '../law/index.ts';
import { officersByIds } from '../roster/index.ts';

type ActType = z.output<typeof caseShapes.actType>;

/** Officers of the register as the rules judge them, in the order in which they are named. */
export async function participantsOf(ctx: Reading, officerIds: readonly string[]): Promise<Participant[]> {
  const officers = new Map((await officersByIds(ctx, officerIds)).map((one) => [one.id, one]));
  return officerIds.flatMap((id) => {
    const one = officers.get(id);
    if (one === undefined) return [];
    const own =
      one.certificateNo === null
        ? []
        : [{ number: one.certificateNo, from: one.certificateValidFrom, until: one.certificateValidUntil }];
    const earlier = one.earlierCertificates.map(({ number, validFrom, validUntil }) => ({
      ...{ number, from: validFrom, until: validUntil },
    }));
    const { name, kind, established, assistQualification } = one;
    return [
      {
        ...{ id, name, kind, established, assistQualified: assistQualification !== null },
        certificates: [...own, ...earlier],
      },
    ];
  });
}

/** The law that binds the organ on the Beijing day of an instant; null for an organ without a pack. */
async function lawOfDay(ctx: Reading, law: Law, at: string): Promise<LawOfDay | null> {
  const organ = await ctx.tx
    .selectFrom('organ')
    .select(['pack_id', 'pack_bound_from'])
    .where('id', '=', organOf(ctx))
    .executeTakeFirst();
  if (!organ?.pack_id) return null;
  return lawFor(law, organ.pack_id, { on: beijingDate(at), boundFrom: organ.pack_bound_from }).ofDay;
}

/** What the law of the day says of those who take part; null where no pack binds the organ. */
export async function judgePeople(
  ctx: Reading,
  law: Law,
  { type, startedAt }: { type: ActType; startedAt: string },
  people: readonly Participant[],
): Promise<Qualified | null> {
  const ofDay = await lawOfDay(ctx, law, startedAt);
  return ofDay && qualify(ofDay, type, people, beijingDate(startedAt));
}

const sayNumber = ({ minimum, counted, citations }: NonNullable<Qualified['number']>) => {
  const cited = (language: 'zh' | 'en') =>
    citations.map((one) => renderCitation(one, language)).join(language === 'zh' ? '、' : '; ');
  return {
    zh: `执法人员不得少于${minimum}人，现在计入${counted}人（${cited('zh')}）`,
    en: `at least ${minimum} officers have to take part, ${counted} count (${cited('en')})`,
  };
};

const sayAssistants = ({ rule, citation }: NonNullable<Qualified['assistants']>) => {
  const said = {
    assistQualification: {
      zh: '协助人员须有协助执法资格',
      en: 'assistants need the qualification to assist',
    },
    nothing: {
      zh: '协助人员不须通过考试，但不算执法人员',
      en: 'assistants need no examination and do not count as officers',
    },
    none: { zh: '规定没有协助人员', en: 'the text names no assistants' },
  }[rule];
  return {
    zh: `${said.zh}（${renderCitation(citation, 'zh')}）`,
    en: `${said.en} (${renderCitation(citation, 'en')})`,
  };
};

const unjudged: Qualification = { number: null, doubts: [], assistants: null };

/** How the form is told what the law says of those named, before the act is entered. */
export const toldOf = (judged: Qualified | null): Qualification =>
  judged === null
    ? unjudged
    : {
        number: judged.number && {
          ...{ minimum: judged.number.minimum, counted: judged.number.counted, binds: judged.number.binds },
          said: sayNumber(judged.number),
        },
        doubts: judged.doubts.map(({ personId, said }) => ({ personId, said })),
        assistants: judged.assistants && sayAssistants(judged.assistants),
      };

/** Who took part in an act, as the register had it when the act was last entered, with what stands against it. */
export async function peopleOfAct(
  ctx: Reading,
  law: Law,
  act: {
    type: ActType;
    startedAt: string;
    people: readonly Participant[] | null;
    officerIds: readonly string[];
  },
): Promise<ActPerson[]> {
  const people = act.people ?? (await participantsOf(ctx, act.officerIds));
  const judged = act.people === null ? null : await judgePeople(ctx, law, act, people);
  return people.map(({ id, name, kind, certificates }) => ({
    ...{ id, name, kind, certificateNo: certificates[0]?.number ?? null },
    doubts: (judged?.doubts ?? []).flatMap(({ personId, said }) => (personId === id ? [said] : [])),
  }));
}
