import type { CaseParty } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { isOver, leavingFaults, requireOpen } from './case-bounds.ts';

const line = (id: string, role: CaseParty['role'], represents: string | null = null): CaseParty => ({
  ...{ id, role, represents },
  party: {
    ...{ id: `p${id}`, kind: 'person', name: `某${id}`, numberKind: null, number: null },
    ...{ phone: null, address: null, revision: 1 },
  },
});
const lines = [line('甲', 'party'), line('乙', 'agent', '甲'), line('丙', 'witness')];
const leaving = (one: CaseParty, state: Parameters<typeof leavingFaults>[2]['state']) =>
  leavingFaults(one, lines, { state, moved: true }).map(({ path, message }) => [path, message]);

it('a case is over where its moves ended it, not where it was entered as closed', () => {
  expect(isOver({ state: 'closed', moved: true })).toBe(true);
  expect(isOver({ state: 'withdrawn', moved: true })).toBe(true);
  expect(isOver({ state: 'closed', moved: false })).toBe(false);
  expect(isOver({ state: 'performed', moved: true })).toBe(false);
  expect(() => requireOpen({ state: 'closed', moved: true })).toThrow(/已结案/);
  expect(() => requireOpen({ state: 'decided', moved: true })).not.toThrow();
});

it('a party stays while somebody acts for it, and once it is decided on', () => {
  const [party, agent, witness] = lines as [CaseParty, CaseParty, CaseParty];
  expect(leaving(party, 'investigating')).toEqual([['reason', expect.stringContaining('某乙')]]);
  expect(leaving(party, 'served')).toEqual([
    ['reason', expect.stringContaining('某乙')],
    ['reason', expect.stringContaining('已送达，待执行')],
  ]);
  expect(leaving(agent, 'served')).toEqual([]);
  expect(leaving(witness, 'decided')).toEqual([]);
  expect(leaving(line('丁', 'thirdParty'), 'reviewing')).toEqual([]);
});
