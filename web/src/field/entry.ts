import type { Act, ErrorBody, FieldWhat } from '@liuhen/contract';

/** A photo, a voice note or a written one: its bytes lie beside the entry until they are sent. */
export interface FileWhat {
  kind: 'file';
  form: 'photo' | 'voice' | 'text';
  actId: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  note: string | null;
}
export type What = Exclude<FieldWhat, { kind: 'film' }> | FileWhat;

/** How far the phone's clock is ahead of the house's, and when (by the house's clock) that was measured. */
export interface ClockCheck {
  offsetMs: number;
  measuredAt: string;
}

export type EntryState = 'waiting' | 'sent' | 'refused' | 'givenUp';

/** Why the house refused an entry: its own words, or that what it builds on was given up. */
export type Refusal = ErrorBody | 'dependsOnGivenUp';

/** One tap, as it is kept on the phone. */
export interface Entry {
  id: string;
  /** Place among all that was tapped on this phone. */
  ordinal: number;
  actId: string;
  what: What;
  /** By the phone's own clock, uncorrected. */
  tappedAt: string;
  clock: ClockCheck | null;
  state: EntryState;
  refusal: Refusal | null;
  /** How often it was tried; 0 means that the house cannot know of it. */
  tries: number;
  /** Not before this (milliseconds of the phone's clock). */
  notBefore: number;
  /** Of a file: where its upload goes on, and what it became. */
  upload: { url: string | null; recordingId: string | null };
}

/** The id under which the house knows what an entry becomes. */
export function subjectOf({ id, what }: Pick<Entry, 'id' | 'what'>): string {
  switch (what.kind) {
    case 'act':
      return what.act.id;
    case 'step':
    case 'correction':
      return what.step.id;
    case 'signature':
      return what.signature.id;
    default:
      return id;
  }
}

/** What has to be with the house before an entry can be: its act, and the step that it answers or corrects. */
export function needsOf({ what, actId }: Pick<Entry, 'what' | 'actId'>): string[] {
  if (what.kind === 'act' || what.kind === 'givenUp') return [];
  if (what.kind === 'correction') return [actId, what.step.replaces];
  if (what.kind !== 'step') return [actId];
  const { about } = what.step.detail as { about?: string | null };
  return about ? [actId, about] : [actId];
}

export type KeptStep = Act['steps'][number];
