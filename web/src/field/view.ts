import type { ActType, Checklists, FieldAct, FieldKit, StepKind } from '@liuhen/contract';
import type { Entry, KeptStep } from './entry.ts';

export interface StepView extends KeptStep {
  /** Whether all of it is with the house, or waits on the phone. */
  waits: boolean;
}

/** An act as the officer sees it: what the house knows with what is queued laid over it. */
export interface ActView
  extends Pick<
    FieldAct,
    'id' | 'number' | 'type' | 'cause' | 'party' | 'place' | 'officers' | 'startedAt' | 'filmed'
  > {
  endedAt: string | null;
  /** Null for one that the house does not know yet. */
  entry: Entry | null;
  steps: StepView[];
  /** Photos, notes and signatures that were made on this phone, whether they are sent or not. */
  made: Entry[];
}

type ActEntry = Entry & { what: Extract<Entry['what'], { kind: 'act' }> };
const isAct = (entry: Entry): entry is ActEntry => entry.what.kind === 'act';

/** What is queued and not given up counts for the officer; what was refused does not until it is mended. */
const counts = ({ state }: Entry): boolean => state === 'waiting' || state === 'sent';

function ofEntry(entry: ActEntry, kit: FieldKit): ActView {
  const { act } = entry.what;
  const names = new Map(kit.officers.map(({ id, name }) => [id, name]));
  return {
    ...{
      id: act.id,
      number: '',
      type: act.type as ActType,
      cause: act.cause,
      party: act.party,
      place: act.place,
    },
    officers: act.officerIds.map((id) => ({ id, name: names.get(id) ?? '' })),
    ...{ startedAt: act.startedAt, endedAt: act.endedAt, filmed: act.filmed, entry, steps: [], made: [] },
  };
}

const ofHouse = (act: FieldAct): ActView => ({
  ...{ id: act.id, number: act.number, type: act.type, cause: act.cause, party: act.party, place: act.place },
  ...{ officers: act.officers, startedAt: act.startedAt, endedAt: act.endedAt, filmed: act.filmed },
  ...{ entry: null, made: [], steps: act.steps.map((step) => ({ ...step, waits: false })) },
});

/** Lays an entry over the steps of an act. What the house already tells is not told twice. */
function layStep(steps: StepView[], { what, state, tappedAt }: Entry): StepView[] {
  if (what.kind !== 'step' && what.kind !== 'correction') return steps;
  const { step } = what;
  if (steps.some(({ versions }) => versions.some(({ id }) => id === step.id))) return steps;
  const waits = state === 'waiting';
  const version = {
    ...{ id: step.id, at: step.at, until: step.until, detail: step.detail, withdrawn: false, media: null },
    ...{ reason: what.kind === 'correction' ? what.step.reason : null, statedBy: '', statedAt: tappedAt },
  } as KeptStep['versions'][number];
  if (what.kind === 'step') return [...steps, { id: step.id, kind: step.kind, versions: [version], waits }];
  return steps.map((one) =>
    one.versions.some(({ id }) => id === what.step.replaces)
      ? { ...one, versions: [...one.versions, version], waits: waits || one.waits }
      : one,
  );
}

const holding = (step: KeptStep) => {
  const last = step.versions.at(-1);
  return last === undefined || last.withdrawn ? null : last;
};

/** The officer's acts, latest first, as they will be once all that waits is with the house. */
export function actViews(kit: FieldKit | null, entries: readonly Entry[]): ActView[] {
  if (kit === null) return [];
  const known = new Set(kit.acts.map(({ id }) => id));
  const queued = entries.filter(isAct).filter((one) => counts(one) || one.state === 'refused');
  const acts = [
    ...kit.acts.map(ofHouse),
    ...queued.filter(({ what }) => !known.has(what.act.id)).map((entry) => ofEntry(entry, kit)),
  ];
  return acts
    .map((act) => {
      const own = entries.filter((entry) => entry.actId === act.id && counts(entry));
      const steps = own.reduce(layStep, act.steps).sort((a, b) => timeOf(a) - timeOf(b));
      const made = own.filter(({ what }) => what.kind === 'file' || what.kind === 'signature');
      return { ...act, steps, made };
    })
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}

const timeOf = (step: KeptStep): number => Date.parse(step.versions.at(-1)?.at ?? '') || 0;

/** One thing to do next; `item` of a list, or the interruption that it is about. */
export interface PlanItem {
  kind: StepKind;
  item?: string;
  about?: string;
}

export const keyOf = ({ kind, item, about }: PlanItem): string =>
  [kind, item, about].filter(Boolean).join(' ');

const done = (act: ActView, { kind, item, about }: PlanItem): boolean =>
  act.steps.some((step) => {
    const last = holding(step);
    if (step.kind !== kind || last === null) return false;
    return (
      (item === undefined || last.detail.item === item) &&
      (about === undefined || last.detail.about === about)
    );
  });

/** The interruption that still lasts, if there is one. */
export function openInterruption(act: ActView): StepView | null {
  return (
    act.steps.findLast((step) => {
      const last = holding(step);
      return (
        step.kind === 'interrupted' && last !== null && last.until === null && last.detail.resumed !== true
      );
    }) ?? null
  );
}

/** What the officer still has to do on site, in the order in which it comes; `put off` comes last. */
export function planOf(
  act: ActView,
  { keyContents, statementFields }: Checklists,
  putOff: readonly string[],
): PlanItem[] {
  const reports = act.steps
    .filter((step) => step.kind === 'interrupted' && holding(step) !== null)
    .map((step): PlanItem => ({ kind: 'interruptionReported', about: step.id }));
  const filmed: PlanItem[] = [
    { kind: 'deviceChecked' },
    { kind: 'arrived' },
    ...(statementFields.length > 0 ? [{ kind: 'openingStated' } as const] : []),
    { kind: 'recordingNotified' },
    ...keyContents.map(({ id }): PlanItem => ({ kind: 'keyContentFilmed', item: id })),
  ];
  const all = [...reports, ...(act.filmed ? filmed : [{ kind: 'arrived' } as const])];
  const open = all.filter((one) => !done(act, one));
  const later = open.filter((one) => putOff.includes(keyOf(one)));
  const left: PlanItem = { kind: 'left' };
  if (done(act, left)) return [];
  return [
    ...open.filter((one) => !later.includes(one)),
    ...(open.length === later.length ? [left] : []),
    ...later,
  ];
}

export type RecordingState = 'notFilmed' | 'notStarted' | 'ready' | 'recording' | 'interrupted' | 'ended';

/** The state of the camera as the officer told it, and since when. Nobody has asked the camera. */
export function recordingTold(act: ActView): { state: RecordingState; since: string | null } {
  if (!act.filmed) return { state: 'notFilmed', since: null };
  const firstOf = (kinds: readonly StepKind[]) =>
    act.steps
      .filter(({ kind }) => kinds.includes(kind))
      .map(holding)
      .find((one) => one !== null)?.at ?? null;
  const left = firstOf(['left']);
  if (left !== null) return { state: 'ended', since: left };
  const broken = openInterruption(act);
  if (broken !== null) return { state: 'interrupted', since: holding(broken)?.at ?? null };
  // What was interrupted and goes on again was being filmed.
  const begun = firstOf(['arrived', 'openingStated', 'recordingNotified', 'keyContentFilmed', 'interrupted']);
  if (begun !== null) return { state: 'recording', since: begun };
  const checked = firstOf(['deviceChecked']);
  return { state: checked === null ? 'notStarted' : 'ready', since: checked };
}
