import { type Pieces, routes, type SearchHit } from '@liuhen/contract';
import { searchOn } from '../search/index.ts';
import { columnOf, paged } from './written-list.ts';

const plain = (pieces: Pieces): string => pieces.map(({ text }) => text).join('');

const ofHit = columnOf<SearchHit>();
/** What was found, of one kind or of all that the person may see. */
export const found = paged(
  'shell.page.search',
  routes.search,
  (ctx, filter, { numberKeys }) => searchOn(ctx, numberKeys, filter),
  [
    ofHit('sheets.head.kind', 'text', ({ kind }, { nameOf }) => nameOf('search.kind', kind)),
    ofHit('sheets.head.number', 'text', ({ number }) => number && plain(number)),
    ofHit('sheets.head.title', 'text', ({ title }) => plain(title)),
    ofHit('sheets.head.content', 'text', ({ snippet }) => plain(snippet)),
    ofHit('sheets.head.unit', 'text', ({ unit }) => unit),
    ofHit('sheets.head.at', 'instant', ({ at }) => at),
  ],
  50,
);
