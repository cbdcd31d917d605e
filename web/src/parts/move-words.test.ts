import { sayingIn } from '@liuhen/contract';
import { expect, it } from 'vitest';
import { wordsOfMove } from './move-words.ts';

const zh = sayingIn('zh');
const said = (detail: Record<string, unknown>, nameOfId?: (id: string) => string | undefined) =>
  wordsOfMove(detail, zh, nameOfId).map(({ label, text }) => (label === null ? text : `${label}：${text}`));

it('a decision is told with what was decided, not only with its content', () => {
  expect(said({ outcome: 'noPenalty', content: '责令改正' })).toEqual(['决定：不予处罚', '内容：责令改正']);
  expect(said({ outcome: 'refuse', reason: '涉嫌逃税', opinion: '证据不足' })).toEqual([
    '决定：不予移送',
    '理由：涉嫌逃税',
    '意见：证据不足',
  ]);
});

it('a mark that changes what a move means is told', () => {
  expect(said({ waived: true, content: '' })).toEqual(['当事人放弃陈述、申辩']);
  expect(said({ waived: false, content: '请求从轻' })).toEqual(['内容：请求从轻']);
  expect(said({ note: '', paid: true })).toEqual(['罚款已缴清']);
  expect(said({ expired: true })).toEqual(['当事人逾期未要求听证']);
  expect(said({ expired: false })).toEqual(['当事人明示放弃听证或者撤回要求']);
  expect(said({ expired: false, absent: true })[0]).toContain('视为放弃');
});

it('what is named by its id is told by its name, and left out where nobody can name it', () => {
  const detail = { on: '2026-10-22', place: '二楼', presiderId: 'p', actId: 'a', stepId: 's' };
  expect(said(detail, (id) => ({ p: '赵六', s: '2026-0007 查封' })[id])).toEqual([
    '强制措施：2026-0007 查封',
    '主持人：赵六',
    '听证日期：2026-10-22',
    '地点：二楼',
  ]);
  expect(said(detail)).toEqual(['听证日期：2026-10-22', '地点：二楼']);
});
