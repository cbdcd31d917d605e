import type { FoundedOrgan } from '../demo-people.ts';
import { type ProgramSession, signInProgram } from '../session.ts';
import type { Desk } from './desk.ts';
import { layOnSpot } from './on-spot.ts';
import { layPenalty } from './penalty.ts';
import { layRegisters } from './registers.ts';
import { layReview } from './review.ts';
import { laySealing } from './sealing.ts';

/** What is laid in an organ, by its code; each through the doors that people use. */
const stories: Readonly<Record<string, readonly ((desk: Desk) => Promise<void>)[]>> = {
  xz: [layPenalty, layReview],
  ql: [laySealing],
  dph: [layOnSpot],
};

/** What the numbers of an organ's documents begin with (机关代字). */
const words: Readonly<Record<string, string>> = {
  xz: '忻财',
  ql: '麒文旅',
  dph: '蒲综执',
  hd: '邯商',
  sx: '晋综执',
};

/** Whether the film of an organ belongs to a case that is told from its beginning. */
export const hasStory = (code: string): boolean => code in stories;

interface Opening {
  url: string;
  password: string;
  now: number;
  custodian: ProgramSession;
  officer: ProgramSession;
}

/** Lays registers and cases of an organ whose film is stored. */
export async function layCases(organ: FoundedOrgan, opening: Opening): Promise<void> {
  const { url, password, now, custodian, officer } = opening;
  const { code, officers } = organ.demo;
  const enter = (login: string) => signInProgram(url, `${code}.${login}`, password);
  const { rows: films } = await custodian.call('listRecordings', { limit: 100 });
  const desk: Desk = {
    ...{ organ, password, now, officer, custodian, films },
    second: await enter(officers[1]?.userId ?? ''),
    head: await enter('head'),
    reviewer: await enter('legalreviewer'),
  };
  await layRegisters(desk);
  await custodian.call('changeDocumentSetting', { word: words[code] ?? '' });
  if (hasStory(code)) await attribute(desk);
  for (const lay of stories[code] ?? []) await lay(desk);
}

/** Says whose camera took what came without a name on it, so that the officer may work with it. */
async function attribute({ custodian, organ, films }: Desk): Promise<void> {
  const [officerId = null] = organ.officerIds;
  for (const { id, officer, startedAt } of films) {
    if (officer !== null || startedAt === null) continue;
    const { attribution } = await custodian.call('getRecording', { id });
    await custodian.call('attributeRecording', {
      ...{ id, version: attribution.version, deviceId: null, officerId },
      ...{ startedAt, endedAt: attribution.endedAt ?? startedAt },
      reason: '由本人拍摄，交存时说明',
    });
  }
}
