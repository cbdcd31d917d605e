import { volumeShapes } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { pathOf, pathOfEntry } from './links.ts';

const id = '018f0000-0000-7000-8000-00000000dead';

it.each([
  ['case', { part: 'move-7' }, `/cases/${id}#move-7`],
  ['case', {}, `/cases/${id}`],
  ['act', { part: 'step-3' }, `/acts/${id}#step-3`],
  ['recording', { seconds: 75 }, `/recordings/${id}?at=75`],
  ['recording', { seconds: 0 }, `/recordings/${id}?at=0`],
  ['recording', {}, `/recordings/${id}`],
  ['document', {}, `/documents/${id}`],
  ['evidence', { part: 'evidence-1' }, `/cases/${id}/evidence#evidence-1`],
  ['goods', { part: 'goods-1' }, `/cases/${id}/goods#goods-1`],
  ['service', { part: 'service-1' }, `/cases/${id}/services#service-1`],
  ['duty', {}, `/obligations?id=${id}&state=all`],
  ['volume', {}, `/cases/${id}/volume`],
] as const)('%s with %j leads to %s', (type, more, path) => {
  expect(pathOf({ type, id, seconds: null, ...more })).toBe(path);
});

it('every kind of link has a page', () => {
  for (const type of volumeShapes.recordLink.shape.type.options)
    expect(pathOf({ type, id, seconds: null })).toMatch(/^\//);
});

it('the log opens at the entry, also while it waits to be sequenced', () => {
  expect(pathOfEntry({ entryId: 42, logIndex: null })).toBe('/log?entry=42');
});
