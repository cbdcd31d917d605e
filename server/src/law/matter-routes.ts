import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import {
  approveMatterList,
  changeMatterList,
  draftMatterList,
  type KnowingLaw,
  reviewMatterList,
  submitMatterList,
  withdrawMatterList,
} from './matter-lists.ts';
import { readPublicMatters, registerPublicMatters } from './matter-public.ts';
import { listMatterLists, readMatterList } from './matter-show.ts';

/** Routes of the list of matters to be filmed, with the files of published ones. */
export const matterRoutes = (law: KnowingLaw): Binding[] => [
  query(routes.listMatterLists, (ctx) => listMatterLists(ctx, law)),
  query(routes.getMatterList, (ctx, { id }) => readMatterList(ctx, law, id)),
  mutate(routes.draftMatterList, (ctx, input) => draftMatterList(ctx, law, input)),
  mutate(routes.changeMatterList, (ctx, input) => changeMatterList(ctx, law, input)),
  mutate(routes.submitMatterList, (ctx, input) => submitMatterList(ctx, law, input)),
  mutate(routes.reviewMatterList, reviewMatterList),
  mutate(routes.approveMatterList, (ctx, input) => approveMatterList(ctx, law, input)),
  mutate(routes.withdrawMatterList, withdrawMatterList),
  query(routes.publicMatters, (ctx, input) => readPublicMatters(ctx, law, input)),
  { route: routes.publicMatters, attach: (app, house) => registerPublicMatters(app, house, law) },
];
