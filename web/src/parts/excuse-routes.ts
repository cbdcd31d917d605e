import type { RouteName } from '@liuhen/contract';

/** Whatever shows duties is read again after an explanation was given, decided or withdrawn. */
export const renewedByExcuses: readonly RouteName[] = [
  ...(['workbench', 'listDuties', 'getAct', 'listActs', 'getRecording', 'listRecordings'] as const),
];
