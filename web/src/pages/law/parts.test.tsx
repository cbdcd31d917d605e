import type { CalendarChange, MatterListSummary, ShownMatter } from '@liuhen/contract';
import { sayingIn } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleId } from '../../samples-for-tests.ts';
import { CalendarChanges } from './CalendarChanges.tsx';
import { MatterDifferences } from './MatterDifferences.tsx';
import { MatterFaults } from './MatterFaults.tsx';
import { MatterSteps } from './MatterStanding.tsx';
import { MatterTable } from './MatterTable.tsx';
import { sayCell, sayForce } from './matter-words.ts';
import { ForceTag } from './RegulationForce.tsx';

const at = '2026-10-14T02:00:00.000Z';
const [zh, en] = [sayingIn('zh'), sayingIn('en')];
const cited = (article: string, label: string, title = '某某办法', titleEn = 'Some Measures') => ({
  ...{ packId: title === '' ? '' : 'sx', article, title, titleEn, label },
});
const matter = (change: Partial<ShownMatter> = {}): ShownMatter => ({
  ...{
    matter: 'Sealing',
    activities: ['seal', 'detain'],
    circumstances: ['disputeProne'],
    content: 'all of it',
  },
  ...{ link: 'entry', methods: ['video', 'audio'], duty: 'mandatory', articles: ['SX-10'] },
  citations: [cited('SX-10', '第十条'), cited('SX-14.2', '第十四条第二款')],
  ...change,
});

describe('a matter in words', () => {
  it('joins the acts and circumstances of which it speaks', () => {
    expect(sayCell(matter(), 'subject', zh)).toBe('查封、扣押、容易引发争议');
    expect(sayCell(matter(), 'subject', en)).toBe('Sealing, Detaining property, Prone to dispute');
    expect(sayCell(matter({ activities: 'all', circumstances: [] }), 'subject', zh)).toBe('各类执法活动');
  });
  it('names each text once with all its articles', () => {
    expect(sayCell(matter(), 'articles', zh)).toBe('《某某办法》第十条、第十四条第二款');
    const two = matter({
      citations: [cited('SX-10', '第十条'), cited('QL-6', '第六条', '另一办法', 'Other Measures')],
    });
    expect(sayCell(two, 'articles', zh)).toBe('《某某办法》第十条；《另一办法》第六条');
    expect(sayCell(two, 'articles', en)).toMatch(/^Some Measures, .*; Other Measures, /);
  });
  it('lets a reference to a text that the house does not have stand alone', () => {
    expect(sayCell(matter({ citations: [cited('XX-9', '', '', '')] }), 'articles', zh)).toBe('XX-9');
  });
  it('says how and how strictly it is filmed', () => {
    expect([sayCell(matter(), 'methods', zh), sayCell(matter(), 'duty', zh)]).toEqual([
      '录像、录音',
      '应当录制',
    ]);
  });
  it('says for which time a version applies', () => {
    const force = (from: string | null, to: string | null) =>
      sayForce({ effectiveFrom: from, effectiveUntil: to }, zh);
    expect(force('2026-10-01', null)).toBe('自 2026-10-01 起施行');
    expect(force('2026-10-01', '2026-12-31')).toBe('2026-10-01 至 2026-12-31 施行');
    expect(force(null, null)).toBe('');
  });
});

describe('a list of matters', () => {
  it('is numbered from 1, its articles lead to the library for who is signed in', () => {
    const html = draw(<MatterTable rows={[matter(), matter({ matter: 'Hearing' })]} linked />);
    expect(wordsIn(html)).toMatch(/\n1\nSealing\n/);
    expect(wordsIn(html)).toMatch(/\n2\nHearing\n/);
    expect(linksIn(html)).toContain('/regulations/sx#SX-14');
    expect(linksIn(draw(<MatterTable rows={[matter()]} />))).toEqual([]);
  });
  it('that is empty says so', () => {
    expect(wordsIn(draw(<MatterTable rows={[]} />))).toBe('共 0 项');
  });
});

describe('against the law', () => {
  const fault = { row: 1, field: 'duty', zh: '要求低于规定', en: 'weaker than the law', article: 'SX-10' };
  it('each fault is named with the matter, counted from 1; that of no matter without', () => {
    const words = wordsIn(
      draw(<MatterFaults faults={[fault, { ...fault, row: null, zh: '缺少查封', en: 'no sealing' }]} />),
    );
    expect(words).toContain('有 2 处需要改正');
    expect(words.replaceAll('\n', '')).toContain('第 2 项：要求低于规定缺少查封');
  });
  it('that nothing falls short is said as well', () => {
    expect(wordsIn(draw(<MatterFaults faults={[]} />))).toBe('与规定对照，没有发现不符之处');
  });
  it('a list in force that the law has left behind is to be revised', () => {
    expect(wordsIn(draw(<MatterFaults faults={[fault]} inForce />))).toContain('现行清单有 1 处不符，请修订');
  });
});

describe('what a version has otherwise', () => {
  const differences = (former: ShownMatter[], latter: ShownMatter[]) =>
    draw(<MatterDifferences former={former} latter={latter} />);
  it('is nothing where both are the same', () => {
    expect(wordsIn(differences([matter()], [matter()]))).toBe('与上一版内容相同');
  });
  it('is said as it was and as it is', () => {
    const html = differences([matter()], [matter({ duty: 'mandatoryContinuous', content: '' })]);
    expect(html).toContain('<del>应当录制</del> → <ins>应当全程无间断录制</ins>');
    expect(html).toContain('<del>all of it</del> → <ins>未填</ins>');
  });
  it('names what was added and what was taken out', () => {
    const words = wordsIn(differences([matter()], [matter({ matter: 'Hearing', activities: ['hearing'] })]));
    expect(words).toMatch(/新增\nHearing/);
    expect(words).toMatch(/删去\nSealing/);
  });
});

describe('the steps of a list', () => {
  const by = (name: string) => ({ by: name, at });
  const list = (change: Partial<MatterListSummary>): MatterListSummary => ({
    ...{ id: sampleId(1), version: null, revision: 1, standing: 'draft', kind: 'avMatters', title: 'List' },
    ...{ matters: 1, effectiveFrom: null, effectiveUntil: null, published: false, drafted: by('Wang') },
    ...{ changed: null, submitted: null, reviewed: null, approved: null, withdrawn: null, remarks: null },
    ...change,
  });
  const words = (change: Partial<MatterListSummary>) => wordsIn(draw(<MatterSteps list={list(change)} />));
  it('say who did which, and whose turn it is', () => {
    const said = words({
      standing: 'approval',
      changed: by('Zhao'),
      submitted: by('Wang'),
      reviewed: by('Li'),
    });
    expect(said).toContain('Zhao，2026-10-14 10:00');
    expect(said).toContain('Li，2026-10-14 10:00');
    expect(said).toContain('轮到机关负责人');
    expect(said).not.toContain('轮到起草人');
  });
  it('say nothing of a step that is not done', () => {
    expect(words({})).not.toContain('Wang，');
    expect(words({})).toContain('轮到起草人');
  });
  it('of one that was sent back show what has to be mended', () => {
    expect(words({ remarks: 'articles missing' })).toContain('意见：articles missing');
  });
  it('of one that was withdrawn say who did and why, and that it is nobody’s turn', () => {
    const said = words({
      standing: 'withdrawn',
      submitted: by('Wang'),
      withdrawn: by('Head'),
      remarks: 'outdated',
    });
    expect(said).toContain('已撤回：Head，2026-10-14 10:00');
    expect(said).toContain('outdated');
    expect(said).not.toContain('轮到');
  });
  it('say the day on which it comes into force', () => {
    const approved = { reviewed: by('Li'), approved: by('Head'), effectiveFrom: '2027-01-01' };
    expect(words({ standing: 'upcoming', ...approved })).toContain('2027-01-01');
    expect(words({ standing: 'upcoming', ...approved })).toContain('等待施行日');
  });
});

describe('changes of the calendar', () => {
  const change = (more: Partial<CalendarChange> = {}): CalendarChange => ({
    ...{
      id: sampleId(1),
      scope: 'organ',
      documentNo: 'No. 7',
      title: 'Notice',
      source: 'gov.cn',
      state: 'proposed',
    },
    content: {
      kind: 'notice',
      year: 2027,
      holidays: [
        {
          name: { zh: '元旦', en: 'New Year' },
          off: { from: '2027-01-01', to: '2027-01-03' },
          makeUp: ['2026-12-27', '2027-01-04'],
        },
      ],
    },
    ...{ supersedes: null, proposed: { by: 'Wang', at }, decided: null },
    abilities: { supersede: false, decide: false },
    ...more,
  });
  const shown = (changes: CalendarChange[], language: 'zh' | 'en' = 'zh') =>
    draw(<CalendarChanges changes={changes} supersede={() => undefined} />, {
      language,
      roles: ['administrator'],
    });
  it('say which days are off and which are worked instead', () => {
    expect(wordsIn(shown([change()]))).toContain(
      '元旦：2027-01-01 至 2027-01-03 放假，2026-12-27、2027-01-04 上班',
    );
  });
  it('of single days say each', () => {
    const name = { zh: '检修', en: 'repairs' };
    const days = {
      kind: 'days' as const,
      days: [
        { date: '2026-11-02', working: false, name },
        { date: '2026-11-07', working: true, name },
      ],
    };
    const words = wordsIn(shown([change({ content: days })]));
    expect(words).toContain('2026-11-02 检修：休息');
    expect(words).toContain('2026-11-07 检修：上班');
  });
  it('are decided by somebody else than who proposed them', () => {
    expect(wordsIn(shown([change()]))).toContain('等待另一位管理员或负责人审批');
    expect(buttonsIn(shown([change()]))).not.toContain('批准');
    const mine = shown([change({ abilities: { supersede: false, decide: true } })]);
    expect(buttonsIn(mine)).toEqual(expect.arrayContaining(['批准', '不批准']));
    expect(wordsIn(mine)).not.toContain('等待另一位');
  });
  it('that were decided say by whom and why, and wait for nobody', () => {
    const decided = change({ state: 'rejected', decided: { by: 'Head', at, reason: 'wrong year' } });
    const words = wordsIn(shown([decided])).replaceAll('\n', '');
    expect(words).toContain('Head 审批于 2026-10-14 10:00：wrong year');
    expect(words).toContain('没有待审批的变更');
    expect(words).not.toContain('等待另一位');
  });
  it('have no Chinese word in English', () => {
    const decided = change({ id: sampleId(2), state: 'approved', decided: { by: 'Head', at, reason: null } });
    expect(chineseIn(shown([change(), decided], 'en'))).toEqual([]);
    expect(chineseIn(shown([], 'en'))).toEqual([]);
  });
});

it('a regulation says since when it is in force', () => {
  const tag = (state: 'inForce', date: string | null) => wordsIn(draw(<ForceTag force={{ state, date }} />));
  expect(tag('inForce', '2021-07-15')).toContain('2021-07-15');
  expect(tag('inForce', null)).not.toMatch(/null|\d/);
});
