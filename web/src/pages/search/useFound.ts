import type { Input } from '@liuhen/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';

/** What is found of one kind, page after page by its keyset cursor. */
export function useFound(input: Input<'search'>) {
  const asked = useInfiniteQuery({
    queryKey: ['search', 'pages', input],
    queryFn: ({ pageParam }) =>
      call('search', { ...input, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.groups[0]?.next ?? null,
  });
  return { ...asked, data: asked.data?.pages.flatMap(({ groups }) => groups[0]?.rows ?? []) };
}
