import type { Duty, Role, Workbench } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleDuty, sampleId } from '../../samples-for-tests.ts';
import WorkbenchPage from './WorkbenchPage.tsx';

const at = '2026-10-14T02:00:00.000Z';
const bench = (change: Partial<Workbench> = {}): Workbench => ({
  ...{ dueToday: 0, late: 0, waitingForMe: 0, handovers: 0, duties: [], requirements: [], uploadsOpen: 0 },
  ...{ conflicts: 0, notices: [], unread: 0, calendarTask: null, decisions: [], awaiting: [] },
  ...change,
});
const shown = (change: Partial<Workbench>, role: Role = 'officer', language: 'zh' | 'en' = 'zh') =>
  draw(<WorkbenchPage />, { language, roles: [role], answers: [['workbench', {}, bench(change)]] });
const open = (change: Partial<Duty> = {}) =>
  sampleDuty({ state: 'overdue', dischargedAt: null, dueBefore: '2026-01-01T16:00:00.000Z', ...change });
const film = { type: 'recording' as const, id: sampleId(8), title: 'a.mp4' };

describe('the first screen', () => {
  it('greets by name and has three numbers that lead to what they count', () => {
    const html = shown({ dueToday: 2, late: 3, waitingForMe: 4 });
    expect(wordsIn(html)).toMatch(/王建国[\s\S]*2\n今天到期\n3\n已经超期\n4\n等我办理/);
    const links = linksIn(html);
    expect(links).toContain('/obligations?timed=true&state=overdue');
    expect(links).toContain('#waiting');
    const today = links.find((to) => to.includes('state=due'));
    expect(today).toMatch(/&from=(\d{4}-\d\d-\d\d)&to=\1$/);
  });
  it('marks the number of late ones only where there are any', () => {
    expect(shown({ late: 1 })).toContain('is-late');
    expect(shown({})).not.toContain('is-late');
  });
  it('says what to do where nothing is due, by what the person may do', () => {
    expect(buttonsIn(shown({}))).toContain('上传音像记录');
    expect(wordsIn(shown({}))).toContain('上传音像记录或登记执法活动后');
    expect(buttonsIn(shown({}, 'head'))).toEqual([]);
    expect(wordsIn(shown({}, 'head'))).toContain('本单位有到期的存储或移交时');
  });
  it('leads who enters acts to the page of the phone, and nobody else', () => {
    expect(linksIn(shown({}))).toContain('/field');
    expect(linksIn(shown({}, 'head'))).not.toContain('/field');
  });
});

describe('what has to be done', () => {
  it('begins with the first by due time, as the one to do', () => {
    const html = shown({ duties: [open(), open({ id: sampleId(9) })] });
    expect(buttonsIn(html).filter((word) => /先办|去存储/.test(word))).toEqual(['先办这一件', '去存储']);
    expect(linksIn(html).filter((to) => to === '/upload')).toHaveLength(2);
  });
  it('leads film that is there to its own page, not to the upload', () => {
    const links = linksIn(shown({ duties: [open({ subject: film })] }));
    expect(links.filter((to) => to === `/recordings/${film.id}`)).toHaveLength(2);
    expect(links).not.toContain('/upload');
  });
  it('is only looked at by who can neither store nor receive', () => {
    const buttons = buttonsIn(
      shown({ duties: [open(), open({ id: sampleId(9), duty: 'handover' })] }, 'head'),
    );
    expect(buttons.filter((word) => word === '查看')).toHaveLength(2);
    expect(buttons).not.toContain('先办这一件');
  });
  it('is received by the custodian', () => {
    expect(buttonsIn(shown({ duties: [open({ duty: 'handover', subject: film })] }, 'custodian'))).toContain(
      '去移交',
    );
  });
  it('names article and due time', () => {
    const html = shown({ duties: [open()] });
    expect(wordsIn(html)).toContain('《某某办法》第十条第二款第三项');
    expect(wordsIn(html)).toContain('截止 2026-01-01（周四）24:00');
    expect(linksIn(html)).toContain('/regulations/sx#SX-10');
  });
  it('that was done late stands apart and is nothing to do', () => {
    const html = shown({ duties: [sampleDuty({ state: 'dischargedLate' })] });
    expect(wordsIn(html)).toContain('近 30 天逾期完成的（1）');
    expect(wordsIn(html)).toContain('没有待办的期限');
  });
});

describe('what waits for the person', () => {
  it.each([
    ['caseApproval', '/cases/', '案件，待审批'],
    ['caseReview', '/cases/', '案件，待法制审核'],
    ['documentApproval', '/documents/', '执法文书，待审批'],
    ['listReview', '/matters/', '事项清单，待法制审核'],
    ['listApproval', '/matters/', '事项清单，待批准'],
  ] as const)('%s leads to %s', (kind, place, words) => {
    const html = shown({ awaiting: [{ kind, id: sampleId(7), title: 'paper', by: 'Li', at }] });
    expect(linksIn(html)).toContain(`${place}${sampleId(7)}`);
    expect(wordsIn(html)).toContain(words);
    expect(wordsIn(html)).toContain('Li · 2026-10-14 10:00');
  });
  it('is the calendar for a change of it', () => {
    const paper = { kind: 'calendarChange' as const, id: sampleId(7), title: 'paper', by: 'Li', at };
    expect(linksIn(shown({ awaiting: [paper] }))).toContain('/calendar');
  });
  it('is told in numbers where there are any, and not where there are none', () => {
    const words = wordsIn(shown({ handovers: 2, conflicts: 3, uploadsOpen: 4 }));
    for (const said of ['有 2 条记录等您接收', '有 3 条记录的设备', '有 4 个文件还没传完'])
      expect(words).toContain(said);
    expect(wordsIn(shown({}))).not.toMatch(/有 0 /);
  });
  it('is an explanation, with who gave it and why, to be decided', () => {
    const excuse: NonNullable<Duty['excuse']> = {
      ...{ id: sampleId(70), version: 1, kind: 'remote', ground: 'snow on the pass', note: null },
      ...{
        recordings: [],
        statedBy: 'Li',
        statedAt: at,
        state: 'stated',
        steps: [],
        deciders: [],
        lacking: null,
      },
      abilities: { decide: true, refuse: true, withdraw: false },
    };
    const html = shown({ decisions: [open({ excuse })] }, 'head');
    expect(wordsIn(html)).toContain('等我决定的说明（1）');
    expect(wordsIn(html)).toContain('snow on the pass');
    expect(wordsIn(html)).toContain('边远地区执法');
    expect(buttonsIn(html)).toContain('审批');
  });
});

describe('what records lack', () => {
  const lacking = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      ...{ id: sampleId(80 + i), number: `XZ-A-${i}`, cause: 'no licence', open: 3, missed: i === 0 ? 1 : 0 },
    })) as Workbench['requirements'];
  it('leads to the duties of each act, and says what cannot be made up for', () => {
    const html = shown({ requirements: lacking(2) });
    expect(linksIn(html)).toContain(`/acts/${sampleId(80)}#duties`);
    expect(wordsIn(html)).toContain('还缺 3 项，其中 1 项已过时限，无法补做');
    expect(wordsIn(html)).toMatch(/还缺 3 项$/m);
  });
  it('lists five, and offers all where there are more', () => {
    expect(buttonsIn(shown({ requirements: lacking(5) }))).not.toContain('全部 5 件');
    const html = shown({ requirements: lacking(6) });
    expect(buttonsIn(html)).toContain('全部 6 件');
    expect(wordsIn(html)).not.toContain('XZ-A-5');
  });
});

it('notices: three at most, each can be marked read and leads to what it is about', () => {
  const notices = Array.from({ length: 4 }, (_, i) => ({
    ...{ id: sampleId(90 + i), kind: 'reminder', at, said: { zh: `通知${i}`, en: `notice ${i}` } },
    subject: { type: 'act', id: sampleId(2) },
  })) as unknown as Workbench['notices'];
  const html = shown({ notices });
  expect(wordsIn(html).match(/通知\d/g)).toEqual(['通知0', '通知1', '通知2']);
  expect(linksIn(html).filter((to) => to === `/acts/${sampleId(2)}`)).toHaveLength(3);
});

it('in English there is no Chinese word but the name of the person', () => {
  const html = shown(
    {
      ...{ duties: [open(), sampleDuty({ state: 'dischargedLate', id: sampleId(9) })], handovers: 1 },
      ...{ conflicts: 1, uploadsOpen: 1, calendarTask: { year: 2027, provisional: 3 } },
      awaiting: [{ kind: 'caseReview', id: sampleId(7), title: 'paper', by: 'Li', at }],
    },
    'custodian',
    'en',
  );
  expect(chineseIn(html)).toEqual(['王建国']);
});
