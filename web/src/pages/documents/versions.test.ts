import type { DocumentField } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { changesBetween, sayShown } from './versions.ts';

const field = (
  id: string,
  type: DocumentField['type'],
  more: Partial<DocumentField> = {},
): DocumentField => ({
  ...{ id, type, label: { zh: `${id}栏`, en: `${id} field` }, required: false, hint: null },
  ...{ options: [], columns: [], ...more },
});
const fields = [
  field('facts', 'longText'),
  field('servedHow', 'choice', { options: [{ id: 'direct', zh: '直接送达', en: 'direct' }] }),
  field('startedAt', 'instant'),
  field('goods', 'list'),
];

it('names each field that says something else, in the order of the form', () => {
  const before = {
    facts: '甲',
    startedAt: '2026-10-14T01:30:00.000Z',
    goods: [{ name: '秤', quantity: '1' }],
  };
  const after = {
    goods: [{ name: '秤', quantity: '2' }],
    facts: '乙',
    startedAt: '2026-10-14T01:30:00.000Z',
  };
  expect(changesBetween(fields, before, after, 'zh')).toEqual([
    { field: 'facts', label: 'facts栏', before: '甲', after: '乙' },
    { field: 'goods', label: 'goods栏', before: '秤　1', after: '秤　2' },
  ]);
  expect(changesBetween(fields, before, before, 'zh')).toEqual([]);
});

it('what was emptied or filled has nothing on the other side, and an empty text is none', () => {
  expect(changesBetween(fields, { facts: '甲' }, {}, 'en')).toEqual([
    { field: 'facts', label: 'facts field', before: '甲', after: '' },
  ]);
  expect(changesBetween(fields, { facts: '' }, {}, 'zh')).toEqual([]);
});

it('a choice is said in its word and a time by the clock of Beijing', () => {
  const [, how, at] = fields as [DocumentField, DocumentField, DocumentField];
  expect(sayShown(how, 'direct', 'zh')).toBe('直接送达');
  expect(sayShown(how, 'byPigeon', 'zh')).toBe('byPigeon');
  expect(sayShown(at, '2026-10-14T01:30:00.000Z', 'zh')).toBe('2026-10-14 09:30');
  expect(sayShown(at, 'gestern', 'zh')).toBe('gestern');
});
