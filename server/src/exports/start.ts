import { join } from 'node:path';
import { startJobs } from '../base/jobs.ts';
import { type PackagingHouse, packageJobs, reorderPackages } from './build.ts';

const verifierFolder = join(import.meta.dirname, '..', '..', '..', 'verifier', 'dist');

/** Starts what puts packages together, apart from all other jobs: one may read films for an hour. Returns what stops it. */
export async function startPackaging(
  hands: Omit<PackagingHouse, 'verifierFolder'>,
): Promise<() => Promise<void>> {
  await reorderPackages(hands);
  const jobs = await startJobs(hands.database.ownerUrl, packageJobs({ ...hands, verifierFolder }), hands.log);
  return () => jobs.stop();
}
