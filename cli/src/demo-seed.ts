import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Checklists, RecordingRow } from '@liuhen/contract';
import { listCard } from './card-folder.ts';
import { cardsFolder, type DemoOrgan, readDemoOrgans } from './demo-cards.ts';
import { hasStory, layCases } from './demo-cases/index.ts';
import { type DemoAccount, type FoundedOrgan, foundOrgan, openPlatformHead, settle } from './demo-people.ts';
import { importCard } from './import-card.ts';
import type { ServerReady } from './server-process.ts';
import { type ProgramSession, signInProgram } from './session.ts';
import { openUploadNotes } from './upload-notes.ts';

const hour = 3_600_000;

export interface Seeding {
  server: ServerReady;
  password: string;
  home: string;
  /** The present moment, milliseconds since 1970. */
  now: number;
  told: (organ: string, files: number) => void;
}

/** Fills an empty house with five organs through the doors that people use. Returns who can sign in. */
export async function seedDemo(seeding: Seeding): Promise<DemoAccount[]> {
  const { server, password, told } = seeding;
  if (server.firstStart === null) throw new Error('the house is not empty');
  const { loginName, oneTimePassword } = server.firstStart;
  const platform = await settle(server.url, loginName, oneTimePassword, password);
  const accounts = [await openPlatformHead(platform, password)];
  const organs: FoundedOrgan[] = [];
  for (const demo of await readDemoOrgans()) organs.push(await foundOrgan(platform, demo, password));
  // What is sent waits for its seal: five organs wait at once.
  const filled = organs.map(async (organ) => told(organ.demo.name, await fillOrgan(organ, seeding)));
  await Promise.all(filled);
  return [...accounts, ...organs.flatMap((organ) => organ.accounts)];
}

async function fillOrgan(organ: FoundedOrgan, seeding: Seeding): Promise<number> {
  const { code, officers } = organ.demo;
  const enter = (login: string) => signInProgram(seeding.server.url, login, seeding.password);
  const custodian = await enter(`${code}.custodian`);
  const officer = await enter(`${code}.${officers[0]?.userId}`);
  const card = await layCard(organ.demo, seeding);
  const outcomes = await importCard(await listCard(card), {
    ...{ session: custodian, language: 'zh', dryRun: false },
    notes: await openUploadNotes(join(seeding.home, 'import', code)),
    events: { step: () => undefined, bytes: () => undefined, outcome: () => undefined },
    sentences: {
      tookTooLong: 'not registered in time',
      noServer: 'the server is away',
      unreadable: 'a card cannot be read',
    },
  });
  const lost = outcomes.find((outcome) => 'reason' in outcome);
  if (lost && 'reason' in lost) throw new Error(`${lost.file.name}: ${lost.reason}`);
  const { now, password, server } = seeding;
  await registerActs(organ, { custodian, officer, now });
  await layCases(organ, { url: server.url, password, now, custodian, officer });
  return outcomes.length;
}

const stamp = (millis: number): string =>
  new Date(millis + 8 * hour).toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15);

/**
 * A card as it comes out of a recorder. Voice memos get the name of an hour ago: nothing inside a WAV says when it
 * was made, and a fresh one shows what storing in time looks like.
 */
async function layCard(demo: DemoOrgan, { home, now }: Seeding): Promise<string> {
  const from = join(cardsFolder, demo.code);
  const to = join(home, 'cards', demo.code);
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    const fresh = name.endsWith('.wav') ? `REC_${stamp(now - hour)}.wav` : basename(name);
    await copyFile(join(from, name), join(to, fresh));
  }
  return to;
}

interface Hands {
  custodian: ProgramSession;
  officer: ProgramSession;
  now: number;
}

/** A case with the act that was filmed and its evidence, and one whose film is not in store and late; and a patrol of today. */
async function registerActs(organ: FoundedOrgan, { custodian, officer, now }: Hands): Promise<void> {
  const { demo, unitId, officerIds } = organ;
  const { rows } = await custodian.call('listRecordings', { limit: 100 });
  const at = (hoursAgo: number) => new Date(now - hoursAgo * hour).toISOString();
  const { cause, party } = demo.activity;
  const opened = await officer.call('openCase', {
    ...{ ownNumber: null, cause, party, procedure: 'ordinary', unitId, officerIds },
    ...{ openedAt: at(24 * 12 + 4), closedAt: null },
  });
  const create = (
    type: 'onSiteInspection' | 'dailyPatrol' | 'questioning',
    times: { startedAt: string; endedAt: string },
    caseId: string | null = opened.id,
  ) =>
    officer.call('createAct', {
      ...{ type, ...demo.activity, unitId, officerIds, filmed: true, caseId },
      ...times,
    });
  if (!hasStory(demo.code)) {
    const filmed = rows.filter((row) => isOfTheDay(row, rows));
    const starts = filmed.map((row) => row.startedAt ?? '').sort();
    const from = Date.parse(starts[0] ?? at(48));
    const to = Date.parse(starts.at(-1) ?? at(47)) + hour / 2;
    const times = { startedAt: new Date(from).toISOString(), endedAt: new Date(to).toISOString() };
    const act = await create('onSiteInspection', times);
    for (const row of filmed)
      await custodian.call('linkEvidence', { actId: act.id, recordingId: row.id, note: null });
    await enterSteps(officer, act.id, { from, to });
  }
  await create('questioning', { startedAt: at(24 * 12 + 2), endedAt: at(24 * 12) });
  await create('dailyPatrol', { startedAt: at(3), endedAt: at(1) }, null);
}

/** What was done on site, with a field of the opening statement and most key contents missing, as in life. */
async function enterSteps(
  officer: ProgramSession,
  actId: string,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const { checklists } = await officer.call('getAct', { id: actId });
  const minute = hour / 60;
  const enter = (at: number, stated: StepStatement) =>
    officer.call('enterActStep', {
      ...{ id: randomUUID(), actId, at: new Date(at).toISOString(), until: null },
      ...stated,
    });
  await enter(from - 20 * minute, {
    kind: 'deviceChecked',
    detail: { items: ['performance', 'battery', 'storage'] },
  });
  await enter(from, { kind: 'arrived', detail: {} });
  const said = checklists.statementFields.slice(0, -1);
  if (said.length > 0) await enter(from + minute, { kind: 'openingStated', detail: { items: said } });
  await enter(from + minute, { kind: 'recordingNotified', detail: {} });
  for (const { id } of checklists.keyContents.slice(0, 2))
    await enter(from + 5 * minute, { kind: 'keyContentFilmed', detail: { item: id, applicable: true } });
  await enter(to, { kind: 'left', detail: {} });
}

type StepStatement =
  | { kind: 'deviceChecked'; detail: { items: ('performance' | 'battery' | 'storage')[] } }
  | { kind: 'openingStated'; detail: { items: Checklists['statementFields'] } }
  | { kind: 'keyContentFilmed'; detail: { item: string; applicable: true } }
  | { kind: 'arrived' | 'recordingNotified' | 'left'; detail: Record<string, never> };

/** Film of the day of inspection: everything dated but what was made on another day than the first. */
function isOfTheDay(row: RecordingRow, rows: RecordingRow[]): boolean {
  const days = rows.flatMap(({ startedAt }) => (startedAt ? [startedAt.slice(0, 10)] : [])).sort();
  return row.startedAt?.startsWith(days[0] ?? '') === true;
}
