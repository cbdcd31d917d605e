import {
  type Act,
  actStepShapes,
  type Checklists,
  fromWallClock,
  listOf,
  type Media,
  type StepDetail,
  type StepKind,
  type StepStated,
} from '@liuhen/contract';

export type Field = keyof StepDetail | 'until';

const fields: Partial<Record<StepKind, readonly Field[]>> = {
  deviceChecked: ['items'],
  openingStated: ['items'],
  interrupted: ['until', 'cause', 'voice', 'resumed'],
  interruptionReported: ['about'],
  interruptionExplained: ['about'],
  breachFound: ['breach', 'reason'],
  bystandersRestricted: ['ground', 'reason'],
  keyContentFilmed: ['item', 'applicable', 'reason'],
  filmingInfeasible: ['reason'],
  textSuffices: ['reason'],
  textItemRecorded: ['item', 'applicable', 'reason'],
  evidenceNoted: ['recording', 'items'],
  discFiled: ['recording'],
  longTermTriggered: ['trigger'],
  volumePeriodSet: ['years', 'startsOn'],
  enforcedUrgently: ['reason'],
  hearingSet: ['on'],
  performanceSet: ['on'],
  testing: ['until', 'notifiedAt'],
  correctionAsked: ['until'],
  thirdPartyAsked: ['until'],
};

/** What is asked beside the time of a step of this kind, in the order of the form. */
export function fieldsOf(kind: StepKind | undefined): readonly Field[] {
  if (!kind) return [];
  const own = fields[kind] ?? [];
  return actStepShapes.stepsAbout[kind] ? [...own, 'about'] : own;
}

/** The steps of an act that one of this kind can be about: those that are not withdrawn. */
export function aboutOf(act: Act, kind: StepKind): { id: string; kind: StepKind; at: string }[] {
  const kinds = actStepShapes.stepsAbout[kind] ?? ['interrupted'];
  return act.steps.flatMap((step) => {
    const last = step.versions.at(-1);
    return last && !last.withdrawn && kinds.includes(step.kind)
      ? [{ id: step.id, kind: step.kind, at: last.at }]
      : [];
  });
}

export const groupsFor = (checklists: Checklists) =>
  Object.entries(actStepShapes.stepGroups)
    .map(([group, kinds]) => ({
      group,
      kinds: kinds.filter((kind) => listOf(kind, checklists)?.length !== 0),
    }))
    .filter(({ kinds }) => kinds.length > 0);

/** What the form holds: times by the wall clock of Beijing, and choices that stand for nothing or for ever. */
export interface Typed {
  kind: StepKind;
  at: string;
  until?: string | null;
  detail?: Omit<StepDetail, 'about'> & { about?: string | null; keptFor?: 'years' | 'permanent' };
  media?: { recordingId?: string | null; second?: number | null };
  /** Why a step is corrected. */
  why?: string;
}

/** The second of a film that it is tied to; nothing where none is chosen. */
export function mediaOf({ media }: Typed): Media | null {
  const { recordingId, second } = media ?? {};
  return recordingId && second != null ? { recordingId, second } : null;
}

export const everyInterruption = 'all';

/** What is typed as the contract takes it; what the kind does not ask for is left out. */
export function toStated({ kind, at, until, detail = {} }: Typed): StepStated {
  const applies = fieldsOf(kind).includes('applicable') && detail.applicable === true;
  const asked = fieldsOf(kind).filter((field) => !(applies && field === 'reason'));
  const has = (field: Field) => asked.includes(field);
  const chosen = Object.fromEntries(Object.entries(detail).filter(([field]) => has(field as Field)));
  if (has('about') && (detail.about ?? everyInterruption) === everyInterruption) {
    if (actStepShapes.stepsAbout[kind]) delete chosen.about;
    else chosen.about = null;
  }
  if (has('notifiedAt')) {
    const notifiedAt = fromWallClock(detail.notifiedAt);
    if (notifiedAt === null) delete chosen.notifiedAt;
    else chosen.notifiedAt = notifiedAt;
  }
  if (has('years') && detail.keptFor === 'permanent') chosen.years = 'permanent';
  const lasts = has('until') ? fromWallClock(until) : null;
  return { kind, at: fromWallClock(at) ?? at, until: lasts, detail: chosen } as unknown as StepStated;
}
