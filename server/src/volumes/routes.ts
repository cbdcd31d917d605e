import { routes } from '@liuhen/contract';
import type { RecordRules } from '@liuhen/rules';
import { type Binding, mutate, query } from '../base/http.ts';
import type { DocumentHouse } from '../documents/index.ts';
import type { Law } from '../law/index.ts';
import { checkVolume, closeVolume } from './close.ts';
import { readCompleteness } from './completeness.ts';
import { stateCaseItems, withdrawCaseItem } from './items.ts';
import { volumeFiles } from './sheet-files.ts';
import { readTimeline } from './timeline.ts';
import { readVolume } from './volume-view.ts';

/** The room's routes. */
export const volumeRoutes = (
  law: Law,
  rules: RecordRules,
  documents: Pick<DocumentHouse, 'printer'>,
): Binding[] => [
  query(routes.caseTimeline, (ctx, input) => readTimeline(ctx, law, rules, input)),
  query(routes.caseCompleteness, (ctx, input) => readCompleteness(ctx, law, rules, input)),
  mutate(routes.stateCaseItems, (ctx, input) => stateCaseItems(ctx, law, rules, input)),
  mutate(routes.withdrawCaseItem, withdrawCaseItem),
  query(routes.caseVolume, (ctx, input) => readVolume(ctx, law, rules, input)),
  mutate(routes.closeVolume, (ctx, input) => closeVolume(ctx, law, rules, input)),
  mutate(routes.checkVolume, checkVolume),
  volumeFiles(law, rules, documents),
];
