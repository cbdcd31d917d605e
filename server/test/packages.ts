import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackageRow } from '@liuhen/contract';
import { loadLaw } from '../src/law/index.ts';
import { coursesOf } from './case-course.ts';
import { secondOfficer } from './goods.ts';
import { readCard, startTestServer } from './server.ts';
import { recordingOf, send, until, variantOf } from './tus.ts';

/** For whom the packages of tests are, and what for. */
export const ordered = { recipient: '某区人民法院', purpose: '行政诉讼举证' };
/** The cause of a case that stands beside the one of the packages, and the name of its film. */
export const another = { cause: '绝密的另一案', film: '另一案的录像.mp4' };

/** A house with a case, an act and a film, another case with a film of its own, and a custodian who makes packages. */
export async function openPackageRoom() {
  const server = await startTestServer();
  const { ground, organ } = server;
  const bureau = { ground, organ, law: await loadLaw(), second: await secondOfficer(ground, organ) };
  const courses = coursesOf(() => bureau);
  const custodian = await server.visit(organ.people.custodian);
  const clip = await readCard('ql/VID_20261108_194512.mp4');
  const [film, otherFilm] = [variantOf(clip, 'one'), variantOf(clip, 'two')];
  const bring = async (bytes: Buffer, name: string) =>
    recordingOf(await send(custodian, bytes, { filename: name }));
  const [caseId, filmId] = [await courses.open(), await bring(film, '检查: 现场?.mp4')];
  const { id: actId } = await courses.inspect(caseId);
  await custodian.call('linkEvidence', { actId, recordingId: filmId, note: null });
  const other = await courses.open({ cause: another.cause });
  const { id: otherAct } = await courses.inspect(other);
  const otherFilmId = await bring(otherFilm, another.film);
  await custodian.call('linkEvidence', { actId: otherAct, recordingId: otherFilmId, note: null });

  const rowOf = async (id: string): Promise<PackageRow> => {
    const { rows } = await custodian.call('listPackages', { limit: 50 });
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new Error('not listed');
    return row;
  };
  const settled = (id: string) =>
    until(
      () => rowOf(id),
      ({ state }) => state === 'ready' || state === 'failed',
    );
  const zipOf = (id: string, init: RequestInit = {}) =>
    custodian.fetch(`/api/packages/${id}/package.zip`, init);
  return {
    ...{ server, courses, custodian, caseId, actId, filmId, film, otherFilm, rowOf, settled, zipOf },
    make: async (kind: PackageRow['kind'], ids: string[]): Promise<PackageRow> => {
      const { id } = await custodian.call('orderPackage', { id: randomUUID(), kind, ids, ...ordered });
      return settled(id);
    },
    /** The package on the disk, as an archive and unpacked. */
    unpack: async (id: string, folder: string): Promise<{ zip: string; bag: string }> => {
      const zip = join(folder, 'package.zip');
      await writeFile(zip, Buffer.from(await (await zipOf(id)).arrayBuffer()));
      await promisify(execFile)('python3', ['-m', 'zipfile', '-e', zip, folder]);
      return { zip, bag: join(folder, `liuhen-${(await rowOf(id)).digest?.slice(0, 16)}`) };
    },
    close: () => server.close(),
  };
}
export type PackageRoom = Awaited<ReturnType<typeof openPackageRoom>>;
