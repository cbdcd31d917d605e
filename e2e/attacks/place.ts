import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { PackageRow } from '@liuhen/contract';
import { checkPolicy } from '@liuhen/proof';
import { Authority } from '../../proof/test/authority.ts';
import { type Config, readConfig } from '../../server/src/config.ts';
import { createLogKey, type LogKey, readLogKey } from '../../server/src/custody/index.ts';
import { loadLaw } from '../../server/src/law/index.ts';
import { coursesOf } from '../../server/test/case-course.ts';
import { asOwner } from '../../server/test/custody.ts';
import { fillDocument } from '../../server/test/documents.ts';
import { secondOfficer } from '../../server/test/goods.ts';
import { writeTestKeys } from '../../server/test/numbers.ts';
import { makeOrgan, type TestOrgan } from '../../server/test/people.ts';
import { readCard, type TestVisitor, visitAs } from '../../server/test/server.ts';
import { serveTimeAuthority } from '../../server/test/time-authority.ts';
import { recordingOf, send, until, variantOf } from '../../server/test/tus.ts';
import { type Files, unpack } from './bag.ts';
import { type LiveHouse, openLiveHouse } from './house.ts';
import { startWitness, type WitnessProgram } from './programs.ts';

/** A house at work, with a witness and an authority of time outside of it. */
export interface Place {
  folder: string;
  house: LiveHouse;
  organ: TestOrgan;
  custodian: TestVisitor;
  /** The key of the log, as who has the disk of the house has it. */
  logKey: LogKey;
  witness: WitnessProgram;
  /** Certificates of the authority of time, a file. */
  certificates: string;
  caseId: string;
  filmId: string;
  /** Brings a film that no other is equal to; gives its recording. */
  bring(name: string): Promise<string>;
  /** Has a package made and reads it as its recipient does. */
  makePackage(kind: PackageRow['kind'], ids: string[]): Promise<Files>;
  /** One more entry in the log. */
  grow(): Promise<void>;
  /** Returns when all that was sealed is in the tree. */
  atRest(): Promise<void>;
  newest(): Promise<string>;
  /** The newest checkpoint once the witness has cosigned it. */
  cosigned(): Promise<string>;
  close(): Promise<void>;
}

/** A port that was free just now: who follows the house has to know it beforehand. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function openOutside(folder: string, config: Config) {
  const keys = join(config.home, 'keys');
  await mkdir(config.home, { mode: 0o755 });
  await createLogKey(keys);
  const logKey = await readLogKey(keys, config.logOrigin);
  if (logKey === null) throw new Error('the key that was made is not there');
  const authority = new Authority();
  const served = await serveTimeAuthority((query, response) => void response.end(authority.answer(query)));
  const certificates = join(folder, 'roots.pem');
  await writeFile(certificates, authority.root);
  const witness = await startWitness(join(folder, 'witness'), 'witness.example/w1', [
    ...['--log', logKey.verifierKey, '--follow', `http://127.0.0.1:${config.port}`, '--every', '1'],
  ]);
  const close = async () => {
    await witness.stop();
    served.close();
    authority.close();
  };
  return { logKey, witness, certificates, stamps: served.url, close };
}

/** Starts all of it, with a case, an act, a film and a document in the house. */
export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp('/tmp/liuhen-attacks-');
  await chmod(folder, 0o755);
  const set = readConfig({ LIUHEN_HOME: join(folder, 'home') });
  const base: Config = { ...set, port: await freePort(), ffmpeg: null, logLevel: 'silent' };
  const outside = await openOutside(folder, base);
  const { witness, certificates, logKey } = outside;
  await writeTestKeys(base.numberKeys);
  const house = await openLiveHouse(
    {
      ...base,
      witnesses: { list: [witness], needed: 1, alarmMinutes: 60 },
      timeStamps: { authorities: [{ name: '授时', url: outside.stamps }], certificates, everyMinutes: 60 },
    },
    folder,
  );
  const ground = house.ground();
  const organ = await makeOrgan(ground);
  const url = () => house.url;
  const custodian = await visitAs(ground, organ.people.custodian, url);
  const administrator = await visitAs(ground, organ.people.administrator, url);
  const clip = await readCard('ql/VID_20261108_194512.mp4');
  const bring = async (name: string) => {
    const visitor = await visitAs(house.ground(), organ.people.custodian, url);
    return recordingOf(await send(visitor, variantOf(clip, name), { filename: `${name}.mp4` }));
  };
  const bureau = { organ, law: await loadLaw(), second: await secondOfficer(ground, organ) };
  const courses = coursesOf(() => ({ ...bureau, ground: house.ground() }));
  const [caseId, filmId] = [await courses.open(), await bring('现场')];
  const { id: actId } = await courses.inspect(caseId);
  await custodian.call('linkEvidence', { actId, recordingId: filmId, note: null });
  const id = await fillDocument(ground, organ.people.custodian, { caseId }, 'publicNotice');
  await custodian.call('finalizeDocument', { id, revision: 2 });
  const newest = async () => (await fetch(`${house.url}/log/checkpoint`)).text();
  const isCosigned = (note: string) =>
    checkPolicy(note, { needed: 1, witnesses: [witness.verifierKey] }).held;
  const atRest = async () => {
    await until(
      () => asOwner(house.ground(), 'select 1 from custody_pending'),
      (waiting) => waiting.length === 0,
    );
  };
  let grown = 0;
  return {
    ...{
      folder,
      house,
      organ,
      custodian,
      logKey,
      witness,
      certificates,
      caseId,
      filmId,
      bring,
      newest,
      atRest,
    },
    makePackage: (kind, ids) => makePackage({ custodian, folder }, kind, ids),
    grow: async () => void (await administrator.call('createUnit', { name: `中队 ${++grown}` })),
    cosigned: async () => {
      await atRest();
      return until(newest, isCosigned);
    },
    close: async () => {
      await house.stop();
      await outside.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makePackage(
  { custodian, folder }: Pick<Place, 'custodian' | 'folder'>,
  kind: PackageRow['kind'],
  ids: string[],
): Promise<Files> {
  const input = { kind, ids, recipient: '某区人民法院', purpose: '行政诉讼举证' };
  const { id } = await custodian.call('orderPackage', { id: randomUUID(), ...input });
  const row = await until(
    async () => (await custodian.call('listPackages', { limit: 50 })).rows.find((one) => one.id === id),
    (one) => one?.state === 'ready' || one?.state === 'failed',
  );
  if (row?.state !== 'ready') throw new Error(`no package: ${row?.fault?.zh}`);
  const answer = await custodian.fetch(`/api/packages/${id}/package.zip`);
  return unpack(folder, Buffer.from(await answer.arrayBuffer()));
}
