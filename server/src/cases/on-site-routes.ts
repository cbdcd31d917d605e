import { cases, type onSiteShapes, routes } from '@liuhen/contract';
import type { z } from 'zod';
import { toInstant } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { type Binding, mutate, query } from '../base/http.ts';
import { isId } from '../base/ids.ts';
import type { Law } from '../law/index.ts';
import { changeAct, createAct } from './acts.ts';
import { judgePeople, participantsOf, toldOf } from './qualify.ts';
import { decideRecusal, listRecusals, raiseRecusal } from './recusals.ts';

/** What the law of the day says of those whom somebody means to name in an act. */
async function askQualification(
  ctx: Reading,
  law: Law,
  { type, startedAt, officerIds }: z.output<typeof onSiteShapes.qualificationAsked>,
) {
  const known = cases.actType.safeParse(type);
  if (!known.success) return toldOf(null);
  const ids = officerIds.split(',').filter((one) => isId(one));
  const people = await participantsOf(ctx, [...new Set(ids)]);
  return toldOf(await judgePeople(ctx, law, { type: known.data, startedAt: toInstant(startedAt) }, people));
}

/** Entering acts, which asks the law of their day who may take part, and recusals. */
export const onSiteRoutes = (law: Law): Binding[] => [
  mutate(routes.createAct, (ctx, { id, ...entered }) => createAct(ctx, entered, { sent: id, law })),
  mutate(routes.changeAct, (ctx, input) => changeAct(ctx, input, law)),
  query(routes.qualification, (ctx, input) => askQualification(ctx, law, input)),
  query(routes.listRecusals, listRecusals),
  mutate(routes.raiseRecusal, raiseRecusal),
  mutate(routes.decideRecusal, decideRecusal),
];
