import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCertificate } from '@liuhen/proof/time-stamp';
import type { FastifyInstance } from 'fastify';
import { buildApp, closeApp } from './app.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { type Database, openDatabase } from './base/database.ts';
import { startEmbedded } from './base/database-embedded.ts';
import { explainRights, requireDatabase } from './base/database-fault.ts';
import { lockHome } from './base/home-lock.ts';
import type { Binding } from './base/http.ts';
import { joinJobs, startJobs } from './base/jobs.ts';
import { explainListening } from './base/listen-fault.ts';
import { type Log, openLog } from './base/log.ts';
import { migrate } from './base/migrate.ts';
import type { NumberKeys } from './base/number-keys.ts';
import type { Vault } from './base/vault.ts';
import { openFileVault } from './base/vault-files.ts';
import { casesRoutes, onSiteRoutes, prepareNumberKeys } from './cases/index.ts';
import type { Config } from './config.ts';
import {
  custodyRoutes,
  type Follower,
  type LogKey,
  openCheckpointShelf,
  startFollowing,
  startSequencer,
  verificationRoutes,
} from './custody/index.ts';
import { deviceRoutes } from './devices/index.ts';
import {
  type DocumentHouse,
  documentRoutes,
  openDocuments,
  reorderReadings,
  scanJobs,
  tesseract,
} from './documents/index.ts';
import { evidenceRoutes, fillFromEvidence, noticeJobs } from './evidence/index.ts';
import {
  deliveryFollower,
  deliveryJobs,
  openPartners,
  openTimeStamping,
  stampCheckpoint,
  stampJobs,
  startWitnessing,
  type TimeStamping,
  timeStampRoutes,
  witnessRoutes,
} from './exchange/index.ts';
import { packageRoutes, startPackaging } from './exports/index.ts';
import { type FirstStart, prepareFirstStart } from './first-start.ts';
import { type Law, type Library, loadGists, loadLaw, matterRoutes, regulationRoutes } from './law/index.ts';
import {
  adoptLaw,
  caseFollower,
  obligationRoutes,
  regulationView,
  reminderJobs,
  storageFollower,
} from './obligations/index.ts';
import {
  derivativeJobs,
  type LineHouse,
  type LineStep,
  openLine,
  openStaging,
  recordingRoutes,
  reorderWaiting,
  startDigester,
  startProber,
  watchDropFolder,
} from './recordings/index.ts';
import { registerRoutes } from './registers/index.ts';
import { makeAuthenticate, rosterRoutes } from './roster/index.ts';
import { searchFollower, searchRoutes } from './search/index.ts';
import { importJobs, reorderImports, sheetRoutes } from './sheets/index.ts';
import { loadRecordRules, volumeRoutes } from './volumes/index.ts';

/** Where the crash tests pull the plug; nothing happens there in service. */
export interface Passing {
  line: (step: LineStep, uploadId: string) => Promise<void>;
  sequencer: (step: 'before-commit' | 'after-commit') => Promise<void>;
}

const passOn: Passing = { line: async () => undefined, sequencer: async () => undefined };

export interface RunningServer {
  /** `http://host:port`. */
  url: string;
  app: FastifyInstance;
  /** What the very first start created and must be shown once; null ever after. */
  firstStart: FirstStart | null;
  stop(): Promise<void>;
}

/** Undo list of what was started, in order; stopped from the last to the first. */
type Stops = (() => Promise<unknown>)[];

/** Stops all, each once, also after one that could not be stopped; what went wrong is thrown at the end. */
export async function stopAll(stops: Stops): Promise<void> {
  const faults: unknown[] = [];
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
    try {
      await stop();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, 'several parts did not stop cleanly');
}

/** Opens the embedded database, or the external one by its URL, at the newest schema. */
export async function openHouseDatabase(config: Config, stops: Stops): Promise<Database> {
  let url = config.databaseUrl;
  if (url === null) {
    const embedded = await startEmbedded(join(config.home, 'postgres'));
    stops.push(embedded.stop);
    url = embedded.ownerUrl;
  } else await requireDatabase(url);
  try {
    await migrate(url);
  } catch (error) {
    throw explainRights(error, url);
  }
  const database = openDatabase(url);
  stops.push(database.close);
  return database;
}

/** Starts everything in the order of the data and stops it in the reverse. A fault on the way stops what had started. */
export async function startServer(config: Config, passing: Passing = passOn): Promise<RunningServer> {
  const stops: Stops = [];
  try {
    return await start(config, passing, stops);
  } catch (error) {
    await stopAll(stops).catch(() => undefined); // the fault that made it stop is told
    throw error;
  }
}

async function start(config: Config, passing: Passing, stops: Stops): Promise<RunningServer> {
  const log = openLog(config.logLevel);
  const clock = systemClock;
  await mkdir(config.home, { recursive: true, mode: 0o755 });
  stops.push(await lockHome(config.home));
  const database = await openHouseDatabase(config, stops);
  const { key, verifierKeys, firstStart } = await prepareFirstStart({ database, clock, log, config });
  const numberKeys = await prepareNumberKeys(database, config.numberKeys);
  const vault = openFileVault(join(config.home, 'vault'));
  const law = await loadLaw();
  const library = { ...law, gists: await loadGists() };
  await adoptLaw({ database, clock }, law);
  const ground: Ground = { config, passing, stops, log, clock, database, vault, key, verifierKeys };
  const partners = openPartners(config, clock);
  const stamping = await openTimeStamping(config.timeStamps);
  const { shelf, wake } = startCustody(ground, [
    [storageFollower(law, log), caseFollower, deliveryFollower(partners)],
    // Apart: after an update it reads the whole log again, while what comes in is judged all the same.
    [searchFollower(log)],
  ]);
  const line = await startLine(ground, wake);
  await startDeriving(ground, wake);
  await startReminding(ground, wake, { partners, law, stamping });
  await startImporting(ground, wake, numberKeys);
  const fillers = [fillFromEvidence];
  const documents = openDocuments(config.home, { keys: numberKeys, vault, law, fillers }, stops);
  const packaging = { database, clock, log, vault, printer: documents.printer, verifierKeys, wake };
  const stamp = (size: number, signal: AbortSignal) =>
    stampCheckpoint({ database, clock, log, stamping }, size, signal);
  const outside = {
    witnesses: config.witnesses?.list ?? [],
    authorities: (stamping?.trusted ?? []).map(describeCertificate),
  };
  stops.push(await startPackaging({ ...packaging, stamp, ...outside }));
  const { witnesses } = config;
  stops.push(startWitnessing({ database, clock, log, wake, witnesses }).stop);
  const app = await buildApp({
    ...{ database, clock, log, config, vault, line, wake },
    authenticate: makeAuthenticate({ database, clock, config }),
    bindings: await bindRooms(ground, {
      law,
      library,
      numberKeys,
      documents,
      wake,
      stamping,
      keptElsewhere: shelf.all,
    }),
  });
  stops.push(() => closeApp(app));
  const url = await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListening(error, config);
  });
  const drop = await watchDropFolder({
    ...{ database, clock, log, line },
    folder: config.dropFolder,
    account: config.dropAccount,
  });
  stops.push(drop.stop);
  log.info({ url, home: config.home }, 'liuhen is up');
  return { url, app, firstStart, stop: () => stopAll(stops) };
}

interface Ground {
  config: Config;
  passing: Passing;
  stops: Stops;
  log: Log;
  clock: Clock;
  database: Database;
  vault: Vault;
  key: LogKey;
  verifierKeys: string[];
}

interface Doors extends Pick<Parameters<typeof verificationRoutes>[0], 'wake' | 'keptElsewhere'> {
  law: Law;
  library: Law & Library;
  numberKeys: NumberKeys;
  stamping: TimeStamping | null;
  documents: DocumentHouse;
}

/** The doors of all rooms, in the order of the data. */
async function bindRooms(
  { config, log, clock, database, vault, key, verifierKeys }: Ground,
  { law, library, numberKeys, documents, wake, stamping, keptElsewhere }: Doors,
): Promise<Binding[]> {
  const verifying = {
    database,
    vault,
    clock,
    log,
    wake,
    verifierKeys,
    keptElsewhere,
  };
  const rules = await loadRecordRules();
  return [
    ...rosterRoutes,
    ...matterRoutes(library),
    ...deviceRoutes,
    ...registerRoutes(library),
    ...recordingRoutes,
    ...casesRoutes(numberKeys, law),
    ...onSiteRoutes(law),
    ...evidenceRoutes(law),
    ...documentRoutes(documents),
    ...obligationRoutes(law),
    ...searchRoutes(numberKeys),
    ...volumeRoutes(law, rules, documents),
    ...packageRoutes,
    ...sheetRoutes({ law: library, numberKeys, rules }, { vault, folder: join(config.home, 'work') }),
    ...regulationRoutes(library),
    regulationView(library),
    ...custodyRoutes(key, database),
    ...timeStampRoutes(stamping),
    ...witnessRoutes(config.witnesses),
    ...verificationRoutes(verifying),
  ];
}

/** Sequencer and followers: what moves sealed entries into the tree, and what reads them there. */
function startCustody(
  { config, passing, stops, log, clock, database, key }: Ground,
  followers: Follower[][],
) {
  const shelf = openCheckpointShelf(join(config.home, 'keys'));
  const following: { wake(): void }[] = [];
  const sequencer = startSequencer({
    ...{ database, clock, key, log },
    keep: shelf.add,
    sequenced: () => {
      for (const one of following) one.wake();
    },
    passed: passing.sequencer,
  });
  stops.push(sequencer.stop);
  for (const together of followers) {
    const one = startFollowing({ database, clock, log, wake: sequencer.wake }, together);
    following.push(one);
    stops.push(one.stop);
  }
  return { shelf, wake: sequencer.wake };
}

async function startLine(
  { config, passing, stops, log, clock, database, vault }: Ground,
  wake: () => void,
): Promise<LineHouse> {
  const digester = startDigester();
  stops.push(digester.close);
  const prober = startProber();
  stops.push(prober.close);
  const line = openLine({
    ...{ database, clock, log, vault, digester, wake },
    staging: await openStaging(join(config.home, 'staging')),
    probe: prober.probe,
    maxFileBytes: config.maxFileBytes,
    passed: passing.line,
  });
  await line.recover();
  stops.push(line.drain);
  return line;
}

async function startDeriving(
  { config, stops, log, clock, database, vault }: Ground,
  wake: () => void,
): Promise<void> {
  const deriving = {
    database,
    clock,
    vault,
    log,
    wake,
    ffmpeg: config.ffmpeg,
    workFolder: join(config.home, 'work'),
  };
  await reorderWaiting(deriving);
  const jobs = await startJobs(database.ownerUrl, joinJobs(derivativeJobs(deriving)), log);
  stops.push(() => jobs.stop());
}

/** Apart from what reminds: a large file may keep it busy for minutes. */
async function startImporting(
  { config, stops, log, clock, database, vault }: Ground,
  wake: () => void,
  numberKeys: NumberKeys,
): Promise<void> {
  await mkdir(join(config.home, 'work'), { recursive: true });
  const importing = importJobs({ database, clock, vault, wake, numberKeys });
  const workFolder = join(config.home, 'work', 'documents');
  const scanning = { database, clock, vault, wake, log, workFolder, reader: tesseract };
  await reorderReadings(scanning);
  await reorderImports({ database });
  const jobs = await startJobs(database.ownerUrl, joinJobs(importing, scanJobs(scanning)), log);
  stops.push(() => jobs.stop());
}

/** Apart from what derives: a film may keep that busy for hours. */
async function startReminding(
  { config, stops, log, clock, database }: Ground,
  wake: () => void,
  {
    partners,
    law,
    stamping,
  }: { partners: ReturnType<typeof openPartners>; law: Law; stamping: TimeStamping | null },
): Promise<void> {
  const { remindHours, escalateHours } = config;
  const delivering = deliveryJobs({ database, clock, log, partners });
  const reminding = reminderJobs({ database, clock, log, wake, remindHours, escalateHours });
  const confirming = noticeJobs({ database, clock, log, law, wake });
  const rooms = joinJobs(reminding, delivering, confirming, stampJobs({ database, clock, log, stamping }));
  const jobs = await startJobs(database.ownerUrl, rooms, log, [
    'stamp',
    'remind',
    'deliver',
    'confirmNotices',
  ]);
  stops.push(() => jobs.stop());
}
