import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sayTerm, terms } from '@liuhen/contract';
import { OperatorFault } from '../../server/src/base/operator-fault.ts';
import { foreignKey } from './forge.ts';
import { cutLog, exchangeKey, rehash, renameFilm, resealFilm, resignAll } from './intruder.ts';
import {
  beginWatch,
  byBrowser,
  byDoctor,
  byDoctorGiven,
  byFilmPage,
  byLogPage,
  byNewMonitor,
  byOldMonitor,
  byWitness,
  type Watch,
} from './looks.ts';
import type { Attack, Family, Sighting } from './matrix.ts';
import type { Pages } from './pages.ts';
import type { Place } from './place.ts';
import { still, type Words } from './words.ts';

type Look = (watch: Watch, from: number) => Promise<Sighting>;

/** Has everybody look who could find an attack, one after another; `from` is where the witness's words begin. */
async function seen(watch: Watch, name: Words, looks: Look[], from = 0): Promise<Attack> {
  const sightings: Sighting[] = [];
  for (const look of looks) sightings.push(await look(watch, from));
  return { name, sightings };
}

/** Hides, step by step, that a film was given another name; who looks is asked after each step. */
async function alterRow(watch: Watch): Promise<Attack[]> {
  const { place } = watch;
  await renameFilm(place);
  const row = await seen(
    watch,
    { zh: '绕过系统改数据库里的登记', en: 'alter a row in the database, past the system' },
    [byDoctor, byFilmPage],
  );
  const sealed = await resealFilm(place);
  const entry = await seen(
    watch,
    { zh: '再改封存它的条目：内容、随机数、摘要', en: 'and the entry that sealed it: payload, salt, digest' },
    [byDoctor, byNewMonitor, byFilmPage],
  );
  // The work goes on meanwhile: whoever remembers the log has to be shown that it grew, and only grew.
  await place.grow();
  await place.atRest();
  await rehash(place, sealed);
  const leaf = await seen(
    watch,
    {
      zh: '再改日志树里它的哈希（公布的瓦片随之而变）',
      en: 'and its hash in the tree, so that the published tiles change',
    },
    [byDoctor, byNewMonitor, byFilmPage],
  );
  // A house that remembers the former tree would go on signing that one, and so give the forger away.
  await place.house.stop();
  await place.house.start();
  const from = place.witness.said().length;
  await place.grow();
  await place.atRest();
  const notes = await resignAll(place);
  const log = await seen(
    watch,
    {
      zh: '重写日志：重启系统，再用日志的密钥重签全部检查点',
      en: "rewrite the log: start the house anew and sign all checkpoints again with the log's key",
    },
    [byDoctor, byNewMonitor, byOldMonitor, byWitness, byBrowser],
    from,
  );
  const shelf = join(place.house.config.home, 'keys', 'checkpoints.txt');
  await writeFile(shelf, notes.map((note) => `${note}\n\f\n`).join(''));
  const kept = await seen(
    watch,
    { zh: '再改写库外留存的检查点文件', en: 'and the file of checkpoints beside the database' },
    [byDoctor, byDoctorGiven],
  );
  return [
    row,
    entry,
    leaf,
    {
      ...log,
      limit: {
        zh: '第一次看的人没有可比的。',
        en: 'Who looks for the first time has nothing to compare with.',
      },
    },
    {
      ...kept,
      limit: {
        zh: '机器和密钥都在作假的人手里：只有留在别处的检查点能揭穿。',
        en: 'Machine and key are in the hands of the forger: only a checkpoint that lies elsewhere tells.',
      },
    },
  ];
}

/** The whole installation put back to a backup of before; it goes on from there. */
async function rollBack(watch: Watch, backup: string): Promise<Attack> {
  const { place } = watch;
  await place.house.stop();
  const from = place.witness.said().length;
  await place.house.putBack(backup);
  await place.grow();
  const looks = [byDoctor, byDoctorGiven, byOldMonitor, byWitness, byBrowser, byLogPage];
  const name = {
    zh: '把整个系统退回昨天的备份',
    en: "roll the whole installation back to yesterday's backup",
  };
  return {
    ...(await seen(watch, name, looks, from)),
    limit: {
      zh: '备份本身完好：要与别处留存的检查点比较。',
      en: 'The backup is sound: compare it with a checkpoint that lies elsewhere.',
    },
  };
}

/** The key of the log exchanged: its file alone, then on record too. */
async function swapKey(watch: Watch): Promise<Attack[]> {
  const { place } = watch;
  const { house, logKey } = place;
  const stranger = foreignKey(logKey.origin);
  const file = join(house.config.home, 'keys', 'log-key.pem');
  const own = await readFile(file);
  await house.stop();
  await writeFile(file, stranger.pem);
  const fault = await house.start().then(
    () => null,
    (error: unknown) => error,
  );
  await writeFile(file, own);
  await house.start();
  const from = place.witness.said().length;
  await exchangeKey(place, stranger.verifierKey);
  await house.stop();
  await writeFile(file, stranger.pem);
  await house.start();
  await place.grow();
  const name = {
    zh: '换掉密钥文件，数据库里登记的公钥也一并改掉',
    en: 'exchange it, and the key on record in the database too',
  };
  return [
    {
      name: { zh: '换掉日志的密钥文件', en: "exchange the file of the log's key" },
      sightings: [{ by: { zh: '系统启动', en: 'the start of the house' }, said: [wordsOf(fault, place)] }],
    },
    await seen(watch, name, [byDoctor, byOldMonitor, byWitness, byBrowser], from),
  ];
}

function wordsOf(fault: unknown, { folder }: Place): Words {
  if (!(fault instanceof OperatorFault)) throw new Error(`the house started: ${String(fault)}`);
  const say = (language: 'zh' | 'en') =>
    still(sayTerm(terms.cli.fault.keyForeign, language, fault.values)).replaceAll(folder, '…');
  return { zh: say('zh'), en: say('en') };
}

/** Attacks on a house that runs. */
export async function attackHouse(place: Place, pages: Pages): Promise<Family> {
  const backup = join(place.folder, 'backup');
  await place.house.backUp(backup);
  for (let i = 0; i < 8; i++) await place.grow();
  const watch = await beginWatch(place, pages);
  const sound = join(place.folder, 'sound');
  await place.house.backUp(sound);
  const swapped = await swapKey(watch);
  await place.house.putBack(sound);
  const altered = await alterRow(watch);
  const back = await rollBack(watch, backup);
  const other = { ...watch, memory: 'of another' };
  await byOldMonitor(other);
  await cutLog(place);
  const name = { zh: '在数据库里截掉日志的尾部', en: 'cut the tail of the log in the database' };
  const cut = await seen(other, name, [byDoctor, byOldMonitor]);
  return {
    title: { zh: '对运行中的系统', en: 'a house that runs' },
    attacks: [...altered, cut, back, ...swapped],
  };
}
