import type { WantedSignature } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { signersOf } from './signers.ts';

const wanted = (role: WantedSignature['role'], count = 1, optional = false): WantedSignature => ({
  ...{ role, count, optional, mayRefuse: false },
});
const names = (content: Record<string, unknown>, ...missing: WantedSignature[]) =>
  signersOf({ content: content as never, missing }).map(({ role, name }) => `${role} ${name}`);

it('each place has the name that the document says, officers one by one', () => {
  const officers = [
    { name: '李明远', certificateNo: '1' },
    { name: '张若兰', certificateNo: '2' },
  ];
  expect(
    names({ officers, onSitePerson: '王大川', party: '甲公司' }, wanted('party'), wanted('officer', 2)),
  ).toEqual(['party 王大川', 'officer 李明远', 'officer 张若兰']);
});

it('what the document does not say is left to be typed, and nobody is named twice', () => {
  expect(names({}, wanted('head'), wanted('party'))).toEqual(['head ', 'party ']);
  expect(names({ members: '甲、乙', presiderName: '丙' }, wanted('presider'), wanted('member', 2))).toEqual([
    'presider 丙',
    'member ',
    'member ',
  ]);
  expect(names({ officers: [{ name: '甲' }] }, wanted('officer', 2))).toEqual(['officer 甲', 'officer ']);
});

it('who may be left out is not asked for', () => {
  expect(names({ witnessName: '陈某' }, wanted('witness', 1, true))).toEqual([]);
});

it('keys of places differ', () => {
  const places = signersOf({ content: {}, missing: [wanted('officer', 2), wanted('party')] });
  expect(new Set(places.map(({ key }) => key)).size).toBe(3);
});
