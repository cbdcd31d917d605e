import type { DocumentApproval } from '@liuhen/contract';
import { expect, test } from 'vitest';
import { remarksOf } from './remarks.ts';

type Asked = DocumentApproval['asked'][number];
const asked = (state: Asked['state'], opinions: readonly string[]) =>
  ({
    state,
    words: opinions.map((opinion) => ({
      by: '刘局长',
      at: '2026-11-22T08:00:00.000Z',
      agrees: false,
      opinion,
    })),
  }) as unknown as Asked;

test('what came back is told with the last word of the request that came back last', () => {
  const rows = [
    asked('withdrawn', []),
    asked('returned', ['同意', '依据有误']),
    asked('returned', ['更早的']),
  ];
  expect(remarksOf({ state: 'returned', asked: rows })).toEqual({ by: '刘局长', opinion: '依据有误' });
});

test('nothing is told of what did not come back, or came back without a word', () => {
  expect(remarksOf({ state: 'open', asked: [asked('open', [])] })).toBeNull();
  expect(remarksOf({ state: 'returned', asked: [asked('returned', [''])] })).toBeNull();
  expect(remarksOf({ state: 'returned', asked: [] })).toBeNull();
});
