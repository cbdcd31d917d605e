import type { Pack, StorageDuty, StorageFacts } from '../src/index.ts';
import { resolvePack } from '../src/pack/effective.ts';
import { judgeStorage } from '../src/storage/storage.ts';
import { calendar, packs } from './shelf.ts';

export const END = '2026-09-22T18:05:00+08:00';
export const NOW = '2026-10-20T09:00:00+08:00';
export const bare: StorageFacts = {
  recordingEnd: END,
  storedAt: null,
  handover: null,
  returnClaim: null,
  boundFrom: '2016-01-15',
};

/** Judges a film of that evening, changed by `facts`, under a pack of the shelf. */
export function judge(
  id: string,
  facts: Partial<StorageFacts>,
  now = NOW,
  shelf: readonly Pack[] = packs,
): StorageDuty[] {
  return judgeStorage(resolvePack(shelf, id), calendar, { ...bare, ...facts }, now);
}
