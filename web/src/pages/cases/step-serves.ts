import type { Act, ActStep, Duty, DutyName, StepKind } from '@liuhen/contract';

/** Which duty a step is entered for. A step that opens, keeps or ends a period serves that period. */
const served: Partial<Record<StepKind, readonly DutyName[]>> = {
  deviceChecked: ['preUseCheck'],
  arrived: ['coverage'],
  left: ['coverage'],
  openingStated: ['openingStatement'],
  recordingNotified: ['recordingNotice'],
  bystandersFilmed: ['bystanders'],
  bystandersTold: ['bystanders'],
  bystandersRestricted: ['bystanders'],
  keyContentFilmed: ['keyContents'],
  interrupted: ['interruptionVoice', 'interruptionReport', 'interruptionNote'],
  interruptionReported: ['interruptionReport'],
  interruptionExplained: ['interruptionNote'],
  filmingInfeasible: ['fallback'],
  keyLinksFilmed: ['fallback'],
  documentRecorded: ['fallback'],
  fallbackExplained: ['fallback'],
  textSuffices: ['filming'],
  textItemRecorded: ['textRecord'],
  evidenceNoted: ['evidenceNote'],
  discFiled: ['evidenceDisc'],
  longTermTriggered: ['keeping'],
  volumePeriodSet: ['keeping'],
  breachFound: ['breach'],
  breachHandled: ['breach'],
};

/** A duty of one interruption, film or breach is served by the step that is about it. */
const isOf = (duty: Duty, id: string, about: string | null | undefined): boolean =>
  duty.key === '' || !duty.key.includes('-') || duty.key.includes(id) || !about || duty.key.includes(about);

/** The duties of an act that a step serves, those it asks for or helps to meet. */
export function dutiesServed(act: Pick<Act, 'duties'>, { id, kind, versions }: ActStep): Duty[] {
  const last = versions.at(-1);
  if (!last || last.withdrawn) return [];
  const names = served[kind] ?? [];
  if (kind === 'interrupted')
    return act.duties.filter((one) => names.includes(one.duty) && one.key.includes(id));
  const { about } = last.detail;
  const named = act.duties.filter((one) => names.includes(one.duty) && isOf(one, id, about));
  const periods = act.duties.filter(
    (one) => one.duty === 'period' && (one.countedFrom === last.at || one.dischargedAt === last.at),
  );
  return [...named, ...periods];
}
