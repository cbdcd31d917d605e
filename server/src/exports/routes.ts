import { routes } from '@liuhen/contract';
import { type Binding, mutate, query } from '../base/http.ts';
import { listPackages, orderPackage } from './packages.ts';

/** The room's routes but the archive itself. */
export const packageRoutes: Binding[] = [
  mutate(routes.orderPackage, orderPackage),
  query(routes.listPackages, listPackages),
];
