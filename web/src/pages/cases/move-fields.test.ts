import { expect, it } from 'vitest';
import { detailOf, fieldsNow } from './move-fields.ts';

it('asks of a waiver only what can be as the hearing stands', () => {
  expect(fieldsNow('waiveHearing', 'rightNotified')).toEqual(['expired']);
  expect(fieldsNow('waiveHearing', 'requested')).toEqual(['expired']);
  expect(fieldsNow('waiveHearing', 'set')).toEqual([]);
  expect(fieldsNow('waiveHearing', 'notified')).toEqual(['absent']);
  expect(fieldsNow('setHearing', 'notified')).toEqual(['on', 'place', 'presiderId']);
});

it('sends a mark that was not asked as not set', () => {
  expect(detailOf('waiveHearing', {}, () => '')).toEqual({ expired: false, absent: false });
  expect(detailOf('waiveHearing', { absent: true }, () => '')).toEqual({ expired: false, absent: true });
});

it('sends a fine only where one was typed', () => {
  expect(JSON.stringify(detailOf('decideOnSpot', { content: '警告' }, () => ''))).toBe('{"content":"警告"}');
  expect(detailOf('decideOnSpot', { content: '罚款', fine: 200 }, () => '')).toEqual({
    content: '罚款',
    fine: 200,
  });
});
