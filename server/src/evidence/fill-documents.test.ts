import { expect, it } from 'vitest';
import { goodsRows, sayEvidence } from './fill-documents.ts';

const item = (number: number, title: string, more: object = {}) => ({
  ...{ number, kind: 'documentary' as const, title, quantity: null, withdrawn: null, excluded: null },
  ...more,
});

it('evidence is listed as a document says it, without what was withdrawn or left out', () => {
  const gone = { at: '2026-10-14T02:00:00.000Z', reason: '重复' };
  expect(
    sayEvidence([
      item(1, '账簿复印件', { quantity: '36页' }),
      item(2, '重复的', { withdrawn: gone }),
      item(3, '非法取得的', { excluded: gone }),
      item(4, '现场录像', { kind: 'avMaterial' }),
    ]),
  ).toBe('1.账簿复印件（书证），36页；2.现场录像（视听资料）。');
  expect(sayEvidence([item(2, '重复的', { withdrawn: gone })])).toBe('');
});

it('goods are rows with their quantity in its unit', () => {
  const line = { name: '秤', specification: null, quantity: 2, unit: '台', condition: '八成新' };
  expect(goodsRows([line] as never)).toEqual([
    { name: '秤', model: '', quantity: '2台', condition: '八成新' },
  ]);
});
