import { sayingIn } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { places } from '../../routes.tsx';
import { percentOf, sayLastCheck, subjectOf } from './log-words.ts';

const id = '01990000-0000-7000-8000-000000000001';
const zh = sayingIn('zh');

describe('what an entry is about', () => {
  it.each(['recording', 'act', 'enforcement_case', 'document', 'matter_list', 'sheet_import'])(
    '%s has a page',
    (table) => {
      const { path } = subjectOf(`${table}/${id}`);
      expect(places.map((place) => place.path)).toContain(path?.replace(id, ':id'));
    },
  );

  it.each(['session/1', 'officer/2', 'act/', ''])('“%s” has none', (subject) =>
    expect(subjectOf(subject).path).toBeNull(),
  );

  it('is told by table and id', () => {
    expect(subjectOf(`goods_list/${id}`)).toEqual({ table: 'goods_list', id, path: null });
  });
});

describe('the last check', () => {
  const last = { at: '2026-10-14T01:00:00.000Z', size: 12, ok: true, findings: 0, by: '赵保管' };

  it('is told with who asked, when and how far', () => {
    expect(sayLastCheck(null, zh)).toBe('还没有做过');
    expect(sayLastCheck(last, zh)).toBe('赵保管于 2026-10-14 09:00 核验到第 12 条，没有发现问题');
    expect(sayLastCheck({ ...last, ok: false, findings: 3, by: 'system' }, zh)).toContain('系统于');
    expect(sayLastCheck({ ...last, ok: false, findings: 3, by: 'system' }, zh)).toContain('3 个问题');
    expect(sayLastCheck({ ...last, by: 'another' }, sayingIn('en'))).toContain('somebody of another organ');
  });
});

describe('how far a check is', () => {
  it.each([
    [0, 0, 0],
    [0, 7, 0],
    [999, 1000, 99],
    [7, 7, 100],
  ])('%i of %i is %i percent', (done, total, percent) => expect(percentOf({ done, total })).toBe(percent));
});
