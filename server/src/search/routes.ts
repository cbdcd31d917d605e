import { routes } from '@liuhen/contract';
import { type Binding, query } from '../base/http.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { search } from './answer.ts';

export const searchRoutes = (keys: NumberKeys): Binding[] => [
  query(routes.search, (ctx, input) => search(ctx, keys, input)),
];
