import type { Permission, TermKey } from '@liuhen/contract';
import {
  type ComponentType,
  createContext,
  type LazyExoticComponent,
  type ReactNode,
  useContext,
} from 'react';

/** One page of the site: where it is, what it is called, who sees it, and its place in the menu. */
export interface Place {
  path: string;
  title: TermKey;
  permission: Permission;
  /** Its code, fetched when the page is first shown. */
  page: () => LazyExoticComponent<ComponentType>;
  /** Icon in the menu; pages without one are reached from others. */
  icon?: ReactNode;
  /** The page of the menu that it belongs to, where its path does not say so. */
  under?: string;
}

/** The site map for pages that name others: it imports them, so they cannot import it. */
export const Places = createContext<readonly Place[]>([]);
export const usePlaces = (): readonly Place[] => useContext(Places);
