import { randomUUID } from 'node:crypto';
import type { CaseMoveKind, Input, Output, RecordingRow, StatedMove } from '@liuhen/contract';
import type { FoundedOrgan } from '../demo-people.ts';
import type { ProgramSession } from '../session.ts';

/** Everybody who works on the cases of an organ, signed in, with what its cards held. */
export interface Desk {
  organ: FoundedOrgan;
  password: string;
  /** The present moment, milliseconds since 1970. */
  now: number;
  officer: ProgramSession;
  second: ProgramSession;
  custodian: ProgramSession;
  head: ProgramSession;
  reviewer: ProgramSession;
  films: readonly RecordingRow[];
}

/** A moment by the clock of Beijing: `2026-09-15 10:02` or with seconds. */
export const on = (beijing: string): string =>
  new Date(`${beijing.replace(' ', 'T')}${beijing.length === 16 ? ':00' : ''}+08:00`).toISOString();

const hour = 3_600_000;
export const hoursAgo = (now: number, hours: number): string => new Date(now - hours * hour).toISOString();

/** The day of Beijing to which a moment belongs. */
export const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * hour).toISOString().slice(0, 10);

/** Its film whose name holds these words. */
export function film({ films, organ }: Desk, words: string): RecordingRow {
  const found = films.find(({ name }) => name.includes(words));
  if (found === undefined) throw new Error(`${organ.demo.code}: no film ${words}`);
  return found;
}

/** What every act and case of an organ names alike. */
export const people = ({ organ }: Desk) => ({ unitId: organ.unitId, officerIds: organ.officerIds });

/** Makes a move of a case as the person on its page would; returns the approval that it waits for. */
export async function ask(
  caseId: string,
  move: StatedMove,
  { call }: ProgramSession,
): Promise<string | null> {
  const { count } = await call('getCaseCourse', { id: caseId });
  const { approvalId } = await call('moveCase', { id: randomUUID(), caseId, seen: count, move });
  return approvalId;
}

const byReviewer = new Set<CaseMoveKind>(['agreeInReview', 'returnInReview']);

/** Makes moves one after the other, each with the word of the head where it takes one. */
export async function go(desk: Desk, caseId: string, ...moves: StatedMove[]): Promise<void> {
  for (const move of moves) {
    const approvalId = await ask(caseId, move, byReviewer.has(move.kind) ? desk.reviewer : desk.officer);
    if (approvalId === null) continue;
    const word = { id: approvalId, revision: 1, agrees: true, opinion: '同意' };
    await desk.head.call('decideApproval', word);
  }
}

type Step = Input<'enterActStep'> extends infer S ? Omit<S, 'id' | 'actId' | 'at' | 'until'> : never;
/** A step as a line: when, what, and at which second of which film it is to be seen. */
export interface StepLine {
  at: string;
  until?: string;
  step: Step;
  media?: { recordingId: string; second: number };
}

export async function enterSteps(
  { officer }: Desk,
  actId: string,
  lines: readonly StepLine[],
): Promise<void> {
  for (const { at, until, step, media } of lines)
    await officer.call('enterActStep', {
      ...{ id: randomUUID(), actId, at: on(at), until: until === undefined ? null : on(until) },
      ...{ ...step, ...(media ? { media } : {}) },
    } as Input<'enterActStep'>);
}

type Party = NonNullable<Input<'addCaseParty'>['party']>;

/** Brings somebody new into a case; returns the line of the case and whom it names. */
export async function addParty(
  { officer }: Desk,
  caseId: string,
  role: Input<'addCaseParty'>['role'],
  party: Pick<Party, 'kind' | 'name'> & Partial<Party>,
  represents: string | null = null,
): Promise<Output<'getCase'>['parties'][number]> {
  const id = randomUUID();
  const unknown = { numberKind: null, number: null, phone: null, address: null };
  await officer.call('addCaseParty', {
    ...{ id, caseId, role, represents, partyId: null },
    party: { ...unknown, ...party },
  });
  const { parties } = await officer.call('getCase', { id: caseId });
  const line = parties.find((one) => one.id === id);
  if (line === undefined) throw new Error(`${party.name} is not in the case`);
  return line;
}
