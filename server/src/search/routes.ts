import { routes } from '@liuhen/contract';
import { type Binding, query } from '../base/http.ts';
import { search } from './answer.ts';

export const searchRoutes: Binding[] = [query(routes.search, search)];
