import { searchKinds } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { places } from '../../routes.tsx';
import { placed, placeOfHit } from './found-places.ts';
import { allKinds, isGood } from './search-typed.ts';

const id = '01990000-0000-7000-8000-000000000001';
const parentId = '01990000-0000-7000-8000-000000000002';
const title = [
  { text: '五台山', hit: false },
  { text: '素斋 & 馆', hit: true },
];

describe('what was found', () => {
  it.each(allKinds)('%s is opened at a page that the site has', (kind) => {
    const [path = ''] = placeOfHit({ kind, id, parentId, title }).split('?');
    const known = places.some(({ path: known }) =>
      new RegExp(`^${known.replaceAll(/:\w+/g, '[0-9a-f-]{36}')}$`).test(path),
    );
    expect([path, known]).toEqual([path, true]);
  });

  it('leads to the case for what stands on a page of it, and to the list of cases for a party of several', () => {
    expect(placeOfHit({ kind: 'goods', id, parentId, title })).toBe(`/cases/${parentId}/goods`);
    expect(placeOfHit({ kind: 'party', id, parentId, title })).toBe(`/cases/${parentId}`);
    const several = placeOfHit({ kind: 'party', id, parentId: null, title });
    expect(new URLSearchParams(several.split('?')[1]).get('text')).toBe('五台山素斋 & 馆');
    expect(placeOfHit({ kind: 'register', id, parentId: null, title })).toBe(`/registers?entry=${id}`);
  });

  it('has each piece told apart by where it begins', () => {
    expect(placed([...title, { text: '店', hit: true }]).map(({ at }) => at)).toEqual([0, 3, 9]);
    expect(placed([])).toEqual([]);
  });
});

describe('the address of a search', () => {
  it.each([
    ['kind', 'volume', true],
    ['kind', 'weather', false],
    ['unitId', id, true],
    ['unitId', 'x', false],
    ['from', '2026-10-01', true],
    ['to', '2026-02-30', false],
    ['to', '2026-2-3', false],
  ] as const)('%s=%s', (key, value, good) => expect(isGood(key, value)).toBe(good));

  it('knows every kind of the contract', () => {
    expect(allKinds).toEqual(Object.keys(searchKinds));
  });
});
