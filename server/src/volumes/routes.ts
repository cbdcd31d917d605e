import { routes } from '@liuhen/contract';
import type { RecordRules } from '@liuhen/rules';
import { type Binding, mutate, query } from '../base/http.ts';
import type { Law } from '../law/index.ts';
import { readCompleteness } from './completeness.ts';
import { stateCaseItems, withdrawCaseItem } from './items.ts';
import { readTimeline } from './timeline.ts';

/** The room's routes. */
export const volumeRoutes = (law: Law, rules: RecordRules): Binding[] => [
  query(routes.caseTimeline, (ctx, input) => readTimeline(ctx, rules, input)),
  query(routes.caseCompleteness, (ctx, input) => readCompleteness(ctx, law, rules, input)),
  mutate(routes.stateCaseItems, (ctx, input) => stateCaseItems(ctx, law, rules, input)),
  mutate(routes.withdrawCaseItem, withdrawCaseItem),
];
