import { randomUUID } from 'node:crypto';
import type { Checklists, EnteredActType, Input, RecordingRow } from '@liuhen/contract';
import { type Desk, enterSteps, film, on, people, type StepLine } from './desk.ts';

interface Occasion {
  caseId: string;
  type: EnteredActType;
  cause: string;
  from: string;
  to: string;
  place: string;
  party?: string;
  filmed?: boolean;
  more?: Partial<Input<'createAct'>>;
}

/** Registers an act of a case between two moments of Beijing's clock. Returns its id. */
export async function act(
  desk: Desk,
  { from, to, filmed = false, more, ...rest }: Occasion,
): Promise<string> {
  const created = await desk.officer.call('createAct', {
    ...{ ...people(desk), party: null, ...rest, filmed, startedAt: on(from), endedAt: on(to) },
    ...more,
  });
  // Where no camera ran, the record says why.
  if (!filmed)
    await enterSteps(desk, created.id, [
      { at: from, step: { kind: 'filmingInfeasible', detail: { reason: '记录仪送修，以书面方式记录' } } },
    ]);
  return created.id;
}

/** Ties film to an act. */
export async function link(
  { custodian }: Desk,
  actId: string,
  films: readonly RecordingRow[],
): Promise<void> {
  for (const { id } of films) await custodian.call('linkEvidence', { actId, recordingId: id, note: null });
}

/** When something was, and the second of the film at which it shows; null where no film ran. */
type Moment = readonly [at: string, second: number | null];

export interface Beginning {
  /** Words of the name of the film that shows it. */
  shownIn: string;
  checked: Moment;
  arrived: Moment;
  stated: Moment;
  notified: Moment;
  /** First of the key contents; the others follow at the same second. */
  key: Moment;
  left: Moment;
}

/** What is done at every act that is filmed, all that the organ's law asks for, tied to the seconds that show it. */
export async function walkThrough(
  desk: Desk,
  actId: string,
  { shownIn, ...when }: Beginning,
  between: readonly StepLine[] = [],
): Promise<void> {
  const { checklists } = await desk.officer.call('getAct', { id: actId });
  const { id: recordingId } = film(desk, shownIn);
  const line = ([at, second]: Moment, step: StepLine['step']): StepLine => ({
    ...{ at, step },
    ...(second === null ? {} : { media: { recordingId, second } }),
  });
  const said: StepLine[] =
    checklists.statementFields.length === 0
      ? []
      : [line(when.stated, { kind: 'openingStated', detail: { items: checklists.statementFields } })];
  await enterSteps(desk, actId, [
    line(when.checked, { kind: 'deviceChecked', detail: { items: ['performance', 'battery', 'storage'] } }),
    line(when.arrived, { kind: 'arrived', detail: {} }),
    ...said,
    line(when.notified, { kind: 'recordingNotified', detail: {} }),
    ...keyContents(checklists).map((step) => line(when.key, step)),
    ...between,
    line(when.left, { kind: 'left', detail: {} }),
  ]);
}

/** The key contents that a short film can show; the last of the list is said not to apply, as it often is. */
function keyContents({ keyContents: all }: Checklists): StepLine['step'][] {
  return all.map(({ id }, at) =>
    at < all.length - 1 || all.length === 1
      ? { kind: 'keyContentFilmed' as const, detail: { item: id, applicable: true as const } }
      : {
          kind: 'keyContentFilmed' as const,
          detail: { item: id, applicable: false as const, reason: '本次活动没有这一情形' },
        },
  );
}

/** An item of evidence from a film, or from a document. Returns its id. */
export async function evidence(
  desk: Desk,
  caseId: string,
  item: Pick<Input<'enterEvidence'>, 'kind' | 'form' | 'title' | 'source' | 'proves' | 'place'> & {
    at: string;
  } & Partial<Input<'enterEvidence'>>,
): Promise<string> {
  const { at, ...rest } = item;
  const id = randomUUID();
  await desk.officer.call('enterEvidence', {
    ...{ id, caseId, recordingId: null, fromSeconds: null, toSeconds: null, documentId: null },
    ...{ storagePlace: null, quantity: null, providedBy: null, officerIds: desk.organ.officerIds },
    ...{ obtainedAt: on(at), ...rest },
  });
  return id;
}
