import type { Approval, CaseMeasure, PossibleMove, ShownCourse, ShownMove } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleCase, sampleDuty, sampleId } from '../../samples-for-tests.ts';
import { CaseCourse } from './CaseCourse.tsx';

const { citation } = sampleDuty();
const possible = (kind: PossibleMove['kind'], change: Partial<PossibleMove> = {}): PossibleMove => ({
  ...{ kind, citation, approval: null, missing: [], leadsOn: true, mayMake: true, waiting: null },
  ...change,
});
const lack: PossibleMove['missing'][number] = {
  ...{ need: 'party', said: { zh: '登记当事人', en: 'a party' }, citation: null },
};
const moved = (n: number, kind: ShownMove['kind'], detail: ShownMove['detail'] = {}): ShownMove => ({
  ...{ id: sampleId(n), kind, at: '2026-10-14T02:00:00.000Z', detail, by: 'Wang' },
  ...{ madeAt: '2026-10-14T02:00:00.000Z', approvalId: null, from: 'received', to: 'investigating' },
});
const approval = (change: Partial<Approval> = {}): Approval => ({
  ...{ id: sampleId(60), matter: 'filing', state: 'open', title: 'to file', opinion: '', move: null },
  ...{ subject: { type: 'move', id: sampleId(61) }, words: [], requestedBy: 'Wang', revision: 1 },
  steps: [
    { role: 'legalReviewer', accountId: null, who: '法制审核人员' },
    { role: 'head', accountId: null, who: '机关负责人' },
  ],
  ...{ requestedAt: '2026-10-14T02:00:00.000Z', abilities: { decide: false, withdraw: false } },
  ...change,
});
const course = (change: Partial<ShownCourse> = {}): ShownCourse => ({
  ...{ caseId: sampleId(4), state: 'received', count: 0, actId: null, filedAt: null, decidedAt: null },
  review: { state: 'none', required: false, who: null, since: null, opinion: null },
  ...{ hearing: 'none', crime: 'none', possible: [], moves: [], approvals: [], measures: [] },
  ...{ reviewers: [], mayActOn: true },
  ...change,
});
const shown = (change: Partial<ShownCourse>, language: 'zh' | 'en' = 'zh', duties = [sampleDuty()]) =>
  draw(<CaseCourse known={sampleCase({ duties })} />, {
    ...{ language, roles: ['officer'] },
    answers: [['getCaseCourse', { id: sampleId(4) }, course(change)]],
  });

describe('where a case stands', () => {
  it('is said in words, with the link it has reached', () => {
    const html = shown({ state: 'decided', filedAt: '2026-10-14T16:30:00.000Z' });
    expect(wordsIn(html)).toContain('现在：已作决定，待送达');
    expect(wordsIn(html)).toContain('2026-10-15 00:30');
    const reached = /ant-steps-item-process.*?ant-steps-item-title[^>]*>(?:<[^>]*>)*([^<]+)/s.exec(html)?.[1];
    expect(reached).toBe('送达执行');
  });
  it('leads to the act that carries its procedure, once there is one', () => {
    expect(linksIn(shown({ actId: sampleId(2) }))).toContain(`/acts/${sampleId(2)}#duties`);
    expect(linksIn(shown({})).some((to) => to.startsWith('/acts'))).toBe(false);
  });
});

describe('what leads on', () => {
  it('is a button once nothing is missing', () => {
    const html = shown({ possible: [possible('file')] });
    expect(buttonsIn(html)).toEqual(['立案']);
    expect(html).not.toContain('disabled=""');
    expect(wordsIn(html)).toContain('要件齐备');
    expect(wordsIn(html)).toContain('《某某办法》第十条第二款第三项');
  });
  it('cannot be pressed while something is missing, and says what', () => {
    const html = shown({ possible: [possible('file', { missing: [{ ...lack, citation }] })] });
    expect(html).toMatch(/<button[^>]*disabled=""/);
    expect(wordsIn(html)).toMatch(/还缺：\n✗ 登记当事人\n《某某办法》/);
  });
  it('is no button for who may not make it', () => {
    const html = shown({ possible: [possible('file', { mayMake: false })] });
    expect(buttonsIn(html)).toEqual([]);
    expect(wordsIn(html)).toContain('立案');
  });
  it('waits for its approval instead of being asked for twice', () => {
    const html = shown({ possible: [possible('file', { approval: 'filing', waiting: sampleId(60) })] });
    expect(buttonsIn(html)).toEqual([]);
    expect(wordsIn(html)).toContain('已提请审批，等待结果');
    expect(wordsIn(html)).toContain('须经审批');
  });
});

describe('what else can be done', () => {
  const other = (change: Partial<PossibleMove> = {}) => possible('discuss', { leadsOn: false, ...change });
  it('is a button where it is ready, and is counted where it is not', () => {
    const html = shown({ possible: [other(), possible('giveNotice', { leadsOn: false, missing: [lack] })] });
    expect(buttonsIn(html)).toEqual(['集体讨论']);
    expect(wordsIn(html)).toContain('条件还不具备的（1）');
    expect(wordsIn(html)).toContain('处罚事先告知');
  });
  it('is not shown at all to who may not do it', () => {
    expect(wordsIn(shown({ possible: [other({ mayMake: false })] }))).not.toContain('集体讨论');
  });
  it('cannot be pressed while its approval is open', () => {
    expect(shown({ possible: [other({ waiting: sampleId(60) })] })).toMatch(/<button[^>]*disabled=""/);
  });
});

describe('what was done', () => {
  it('stands newest first, with the words of who did it', () => {
    const moves = [moved(1, 'file', { opinion: 'well founded' }), moved(2, 'conclude', { opinion: '' })];
    const words = wordsIn(shown({ moves }));
    expect(words.indexOf('调查终结')).toBeLessThan(words.indexOf('\n立案\n'));
    expect(words).toMatch(/意见[：\n]+well founded/);
    expect(words.match(/意见/g)).toHaveLength(1);
    expect(words).toContain('Wang · 2026-10-14 10:00');
  });
  it('can be led to by its address', () => {
    expect(shown({ moves: [moved(1, 'file')] })).toContain(`id="move-${sampleId(1)}"`);
  });
});

describe('coercive measures', () => {
  const measure = (change: Partial<CaseMeasure> = {}): CaseMeasure => ({
    ...{ actId: sampleId(2), actNumber: 'XZ-A-1', stepId: sampleId(9), kind: 'measureTaken' },
    ...{ at: '2026-10-14T02:00:00.000Z', extendedAt: null, testings: 0, endedAt: null },
    ...change,
  });
  it('have each their own clock, not that of another measure or act', () => {
    const clock = (key: string, actId = sampleId(2)) =>
      sampleDuty({ duty: 'period', id: sampleId(70), key, subject: { type: 'act', id: actId, title: '' } });
    const tags = (duty: ReturnType<typeof sampleDuty>) =>
      shown({ measures: [measure()] }, 'zh', [duty]).match(/class="tag /g)?.length ?? 0;
    expect(tags(clock(`x#${sampleId(9)}`))).toBe(1);
    expect(tags(clock(`x#${sampleId(8)}`))).toBe(0);
    expect(tags(clock(`x#${sampleId(9)}`, sampleId(3)))).toBe(0);
  });
  it('say testing, extension and end only where there were any', () => {
    expect(wordsIn(shown({ measures: [measure()] }))).not.toMatch(/检测|延长|解除/);
    const words = wordsIn(
      shown({
        measures: [
          measure({
            testings: 2,
            extendedAt: '2026-10-20T02:00:00.000Z',
            endedAt: '2026-10-21T02:00:00.000Z',
          }),
        ],
      }),
    );
    expect(words).toContain('检测、鉴定 2 次');
    expect(words).toContain('2026-10-20 10:00 批准延长');
    expect(words).toContain('2026-10-21 10:00 解除或者处理');
  });
});

describe('approvals', () => {
  const agreed = { by: 'Li', at: '2026-10-14T03:00:00.000Z', agrees: true, opinion: 'agreed' };
  it('say whose word is next, and the words that were said', () => {
    expect(wordsIn(shown({ approvals: [approval()] }))).toContain('等待法制审核人员');
    const words = wordsIn(shown({ approvals: [approval({ words: [agreed] })] }));
    expect(words).toContain('✓ Li同意 2026-10-14 11:00');
    expect(words).toContain('等待机关负责人');
  });
  it('wait for nobody once they are settled', () => {
    const returned = { ...agreed, agrees: false, opinion: 'not yet' };
    const words = wordsIn(shown({ approvals: [approval({ state: 'returned', words: [returned] })] }));
    expect(words).toContain('已退回');
    expect(words).toContain('✗ Li退回');
    expect(words).not.toContain('等待');
  });
  it('have buttons for who has the word, and for who asked', () => {
    const abilities = (decide: boolean, withdraw: boolean) =>
      buttonsIn(shown({ approvals: [approval({ abilities: { decide, withdraw } })] })).filter((word) =>
        ['同意', '退回', '撤回'].includes(word),
      );
    expect(abilities(true, false)).toEqual(['同意', '退回']);
    expect(abilities(false, true)).toEqual(['撤回']);
    expect(abilities(false, false)).toEqual([]);
  });
  it('show what is to be decided in words, and no id of anybody', () => {
    const detail = { outcome: 'penalise', content: 'a fine', presiderId: sampleId(5) };
    const words = wordsIn(shown({ approvals: [approval({ move: { kind: 'decide', at: null, detail } })] }));
    expect(words).toContain('予以处罚');
    expect(words).toContain('a fine');
    expect(words).not.toContain(sampleId(5));
  });
  it('say the opinion of who asks, and since when it counts where it was approved on paper', () => {
    expect(wordsIn(shown({ approvals: [approval({ opinion: 'please' })] }))).toContain('please');
    expect(wordsIn(shown({ approvals: [approval()] }))).not.toContain('办理时间');
    const move = { kind: 'file' as const, detail: {}, at: '2026-10-13T02:00:00.000Z' };
    const words = wordsIn(shown({ approvals: [approval({ move, opinion: 'please' })] }));
    expect(words).toContain('办理时间：2026-10-13 10:00');
    expect(words).not.toContain('please');
  });
  it('lead to the document that is to be approved', () => {
    const subject = { type: 'document' as const, id: sampleId(61) };
    expect(linksIn(shown({ approvals: [approval({ subject })] }))).toContain(`/documents/${sampleId(61)}`);
  });
});

it('in English there is no Chinese word', () => {
  const html = shown(
    {
      ...{ state: 'reviewing', filedAt: '2026-10-14T02:00:00.000Z', decidedAt: '2026-10-15T02:00:00.000Z' },
      possible: [possible('decide', { missing: [{ ...lack, citation }], approval: 'decision' })],
      moves: [moved(1, 'file', { opinion: 'well founded', place: 'Room 2' })],
      approvals: [approval(), approval({ id: sampleId(62), state: 'approved' })],
    },
    'en',
  );
  expect(chineseIn(html)).toEqual([]);
  expect(wordsIn(html)).toContain('waits for Legal reviewer');
});
