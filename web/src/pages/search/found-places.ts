import type { Pieces, SearchHit } from '@liuhen/contract';

export const plain = (pieces: Pieces): string => pieces.map(({ text }) => text).join('');

type Hit = Pick<SearchHit, 'kind' | 'id' | 'parentId' | 'title'>;

const placeOf: Record<SearchHit['kind'], (hit: Hit) => string> = {
  case: ({ id }) => `/cases/${id}`,
  // Whoever is in several cases, or in none, is looked for among the cases.
  party: ({ parentId, title }) =>
    parentId === null ? `/cases?text=${encodeURIComponent(plain(title))}` : `/cases/${parentId}`,
  document: ({ id }) => `/documents/${id}`,
  evidence: ({ parentId }) => `/cases/${parentId}/evidence`,
  goods: ({ parentId }) => `/cases/${parentId}/goods`,
  service: ({ parentId }) => `/cases/${parentId}/services`,
  act: ({ id }) => `/acts/${id}`,
  recording: ({ id }) => `/recordings/${id}`,
  volume: ({ id }) => `/cases/${id}/volume`,
  register: ({ id }) => `/registers?entry=${id}`,
};

/** Where what was found is opened. */
export const placeOfHit = (hit: Hit): string => placeOf[hit.kind](hit);

/** Pieces with where each begins, which tells them apart. */
export function placed(pieces: Pieces): { at: number; text: string; hit: boolean }[] {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    const from = at;
    at += text.length;
    return { at: from, text, hit };
  });
}
