import type { Input, Output } from '@liuhen/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api.ts';

type PagedRoute =
  | 'listDuties'
  | 'listRecordings'
  | 'listActs'
  | 'listCases'
  | 'listGoods'
  | 'listRegister'
  | 'listCheckpoints'
  | 'listEntries'
  | 'listPackages'
  | 'listErasures'
  | 'caseTimeline';

/** Reads a list page after page by its keyset cursor; rows stay in order and are never read twice. */
export function usePages<N extends PagedRoute>(name: N, input: Input<N>) {
  const asked = useInfiniteQuery({
    queryKey: [name, 'pages', input],
    queryFn: ({ pageParam }) =>
      call(name, { ...input, ...(pageParam === null ? {} : { after: pageParam }) } as Input<N>),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as { next: string | null }).next,
  });
  const rows = asked.data?.pages.flatMap((page) => page.rows as Output<N>['rows'][number][]);
  return { ...asked, data: rows };
}
