import type { Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import { type ApprovalRow, mayDecideApproval, type Word } from './approvals.ts';

const word = (accountId: string): Word => ({
  ...{ accountId, by: '某人', at: '2026-10-14T02:00:00.000Z', agrees: true, opinion: '' },
});
const asked = (steps: unknown[], words: Word[] = [], change: Partial<ApprovalRow> = {}) =>
  ({ state: 'open', requested_by: 'you', steps, words, ...change }) as unknown as ApprovalRow;
const chain = [{ role: 'legalReviewer' }, { role: 'head' }];
const may = (roles: Role[], row: ApprovalRow, officerId: string | null = null) =>
  mayDecideApproval(personWith(roles, { officerId }), row, ['w']) === true;
const said = (roles: Role[], row: ApprovalRow, officerId: string | null = null) =>
  (mayDecideApproval(personWith(roles, { officerId }), row, ['w']) as { reason: { zh: string } }).reason.zh;

describe('the next word of an approval', () => {
  it('belongs to the office of the step that is next', () => {
    expect(may(['legalReviewer'], asked(chain))).toBe(true);
    expect(may(['head'], asked(chain))).toBe(false);
    expect(may(['head'], asked(chain, [word('they')]))).toBe(true);
    expect(may(['legalReviewer'], asked(chain, [word('they')]))).toBe(false);
  });
  it('belongs to one person where the chain names one, whatever office others hold', () => {
    expect(may(['officer'], asked([{ accountId: 'me' }]))).toBe(true);
    expect(said(['head', 'legalReviewer'], asked([{ accountId: 'they' }]))).toContain('这一步不由您审批');
  });
  it('is not that of who asked for it', () => {
    expect(said(['head'], asked([{ role: 'head' }], [], { requested_by: 'me' }))).toContain('您本人提请');
  });
  it('is not that of who handles the case', () => {
    expect(said(['head'], asked([{ role: 'head' }]), 'w')).toContain('承办人');
    expect(may(['head'], asked([{ role: 'head' }]), 'l')).toBe(true);
  });
  it('is not for two steps that of one person', () => {
    expect(said(['head', 'legalReviewer'], asked(chain, [word('me')]))).toContain('另一人');
  });
  it.each(['approved', 'returned', 'withdrawn'])('is nobody’s once it is %s', (state) => {
    expect(said(['legalReviewer'], asked(chain, [], { state }))).toContain('已经办结');
  });
  it('is nobody’s once each step has its word', () => {
    expect(said(['head'], asked(chain, [word('they'), word('others')]))).toContain('已经办结');
  });
});
