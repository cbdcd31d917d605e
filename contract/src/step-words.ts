import {
  type ActStep,
  type Checklists,
  deviceChecks,
  noteFields,
  type StepDetail,
  type StepKind,
  statementFields,
  stepsAbout,
} from './act-steps.ts';
import { type Saying, sayInstant } from './terms/index.ts';

/** What the words of a step are called: a breach has no reason, it is told. */
export const reasonWord = (kind: StepKind | undefined): 'acts.step.whatHappened' | 'acts.step.reason' =>
  kind === 'breachFound' ? 'acts.step.whatHappened' : 'acts.step.reason';

/** Kinds that need a checklist of the law stay away while there is none. */
const listNeeded: Partial<Record<StepKind, 'keyContents' | 'textRecord'>> = {
  keyContentFilmed: 'keyContents',
  textItemRecorded: 'textRecord',
};
/** The items of the law among which a step of this kind names one; null where it names none. */
export const listOf = (kind: StepKind, checklists: Checklists): Checklists['keyContents'] | null => {
  const needed = listNeeded[kind];
  return needed === undefined ? null : checklists[needed];
};

/** The words among which the items of such a step are chosen, and what they are called. */
export const itemWords: Partial<Record<StepKind, { list: string; words: readonly string[] }>> = {
  deviceChecked: { list: 'names.deviceCheck', words: deviceChecks },
  openingStated: { list: 'names.statementField', words: statementFields },
  evidenceNoted: { list: 'names.noteField', words: noteFields },
};

/** What has to be known of an act to say what its steps say. */
interface Around {
  checklists: Checklists;
  links: readonly { recording: { id: string; name: string } }[];
  steps: readonly (Pick<ActStep, 'id' | 'kind'> & { versions: readonly { at: string }[] })[];
}

/** What a step says beside its name and time, each part in words, in the order in which people ask for it. */
export function tellDetail(
  act: Around,
  { kind }: Pick<ActStep, 'kind'>,
  detail: StepDetail,
  saying: Saying,
): string[] {
  const { t, nameOf, pick } = saying;
  const yesNo = (yes: boolean) => t(yes ? 'shell.word.yes' : 'shell.word.no');
  const labelled = (label: string, value: string) => `${label}${t('shell.word.colon')}${value}`;
  const told: Record<keyof StepDetail, () => string | null> = {
    item: () => {
      const item = listOf(kind, act.checklists)?.find(({ id }) => id === detail.item);
      return item ? pick(item) : (detail.item ?? null);
    },
    items: () =>
      (detail.items ?? []).map((one) => nameOf(itemWords[kind]?.list ?? '', one)).join(t('shell.word.comma')),
    recording: () =>
      act.links.find(({ recording }) => recording.id === detail.recording)?.recording.name ??
      t('acts.step.filmElsewhere'),
    applicable: () => (detail.applicable ? null : t('acts.step.notApplicable')),
    cause: () => nameOf('names.interruptionCause', detail.cause ?? ''),
    breach: () => nameOf('names.breach', detail.breach ?? ''),
    ground: () => nameOf('names.restrictionGround', detail.ground ?? ''),
    voice: () => labelled(t('acts.step.voice'), yesNo(detail.voice === true)),
    resumed: () => labelled(t('acts.step.resumed'), yesNo(detail.resumed === true)),
    about: () => tellAbout(act, kind, detail.about ?? null, saying),
    notifiedAt: () => labelled(t('acts.step.notifiedAt'), sayInstant(detail.notifiedAt ?? '')),
    trigger: () => nameOf('names.longTermTrigger', detail.trigger ?? ''),
    years: () =>
      detail.years === 'permanent'
        ? t('acts.step.permanent')
        : t('acts.step.yearsKept', { n: detail.years ?? 0 }),
    startsOn: () => labelled(t('acts.step.startsOn'), detail.startsOn ?? ''),
    on: () => labelled(t('acts.step.on'), detail.on ?? ''),
    reason: () => labelled(t(reasonWord(kind)), detail.reason ?? ''),
  };
  return (Object.keys(told) as (keyof StepDetail)[])
    .filter((member) => detail[member] !== undefined)
    .flatMap((member) => told[member]() ?? []);
}

function tellAbout(act: Around, kind: StepKind, about: string | null, { t, nameOf }: Saying): string | null {
  const step = act.steps.find(({ id }) => id === about);
  const at = step?.versions.at(-1)?.at;
  if (!step || at === undefined) return stepsAbout[kind] ? null : t('acts.step.everyInterruption');
  return step.kind === 'interrupted'
    ? t('acts.step.interruptionAt', { at: sayInstant(at) })
    : t('acts.step.stepAt', { step: nameOf('names.stepKind', step.kind), at: sayInstant(at) });
}
