import type { TimeAxis } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleAct, sampleCase, sampleId } from '../../samples-for-tests.ts';
import { ActCards } from './ActCards.tsx';
import { ActFacts } from './ActFacts.tsx';
import { AxisTable } from './AxisTable.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { PartsBar } from './CaseParts.tsx';

/** What stands beside each label of a list of facts. */
const factsIn = (html: string): Map<string, string> =>
  new Map(
    [
      ...html.matchAll(/item-label">(.*?)<\/span><span class="ant-descriptions-item-content">(.*?)<\/td>/gs),
    ].map(([, label = '', said = '']) => [label, wordsIn(said)]),
  );

describe('the facts of a case', () => {
  it('say when it was taken up by the clock of Beijing, and that it is not closed', () => {
    const facts = factsIn(draw(<CaseFacts known={sampleCase()} />));
    expect(facts.get('受理时间')).toMatch(/^2026-10-14 10:00/);
    expect(facts.get('结案时间')).toBe('未结案');
    expect(facts.get('程序')).toBe('普通程序');
  });
  it('have a dash for what nobody entered', () => {
    const facts = factsIn(draw(<CaseFacts known={sampleCase({ party: null })} />));
    for (const label of ['立案号', '当事人', '案件来源', '本案情形']) expect(facts.get(label)).toBe('—');
  });
  it('join what is known of its source and what weighs in it', () => {
    const known = sampleCase({
      ...{ source: 'complaint', sourceOn: '2026-10-01', sourceNote: 'No. 7' },
      ...{ weights: ['complex', 'hearingRight'], closedAt: '2026-10-20T16:30:00.000Z' },
    });
    const facts = factsIn(draw(<CaseFacts known={known} />));
    expect(facts.get('案件来源')).toMatch(/ · 2026-10-01 · No\. 7$/);
    expect(facts.get('本案情形')).toContain('、');
    expect(facts.get('结案时间')).toMatch(/^2026-10-21 00:30/);
  });
});

describe('the facts of an act', () => {
  const wang = {
    id: sampleId(5),
    name: 'Wang',
    kind: 'officer',
    certificateNo: '140900001',
    doubts: [],
  } as const;
  it('name each who took part with the certificate, and an assistant as one', () => {
    const officers = [
      { ...wang, doubts: [] },
      { ...wang, id: sampleId(6), name: 'Li', certificateNo: null, doubts: [] },
      { ...wang, id: sampleId(7), name: 'Zhao', kind: 'assistant' as const, doubts: [] },
    ];
    const said = factsIn(draw(<ActFacts act={sampleAct({ officers })} />)).get('执法人员和协助人员') ?? '';
    expect(said.split('\n')).toEqual(['Wang（证号 140900001）', 'Li（没有登记证号）', 'Zhao（协助人员）']);
  });
  it('show what stands against somebody, and why the act was entered all the same', () => {
    const doubts = [{ zh: '证件已经过期', en: 'expired' }];
    const act = sampleAct({ officers: [{ ...wang, doubts }], despite: '唯一在岗' });
    const facts = factsIn(draw(<ActFacts act={act} />));
    expect(facts.get('执法人员和协助人员')).toContain('✗ 证件已经过期');
    expect(facts.get('仍然登记的原因')).toBe('唯一在岗');
    expect(factsIn(draw(<ActFacts act={sampleAct()} />)).has('仍然登记的原因')).toBe(false);
  });
  it('say of an officer that a recusal is asked for or was granted before the end, and of nobody else', () => {
    const officers = [wang, { ...wang, id: sampleId(6), name: 'Li' }].map((one) => ({ ...one, doubts: [] }));
    const decidedAt = '2026-10-14T03:00:00.000Z';
    const peopleWith = (row: object, act = sampleAct({ officers })) => {
      const rows = [{ officerId: wang.id, decision: null, decidedAt: null, ...row }] as never;
      const answers = [['listRecusals', { actId: act.id }, { rows, mayRaise: false }]] as const;
      return (
        factsIn(draw(<ActFacts act={act} />, { answers }))
          .get('执法人员和协助人员')
          ?.split('\n') ?? []
      );
    };
    const asked = peopleWith({});
    expect(asked[1]).toMatch(/^已提出回避，还没有决定.*第四十三条/);
    expect(asked.at(-1)).toMatch(/^Li/);
    const granted = { decision: 'granted', decidedAt };
    expect(peopleWith(granted)[1]).toMatch(/^✗ 已于 2026-10-14 11:00.* 决定回避/);
    const ended = sampleAct({ officers, endedAt: '2026-10-14T02:30:00.000Z' });
    for (const row of [granted, {}, { decision: 'refused', decidedAt }])
      expect(peopleWith(row, ended)).toHaveLength(2);
    expect(peopleWith({ decision: 'refused', decidedAt })).toHaveLength(2);
  });
  it('say that it goes on, that it belongs to no case and that nobody filed one', () => {
    const facts = factsIn(draw(<ActFacts act={sampleAct()} />));
    expect(facts.get('结束时间')).toBe('进行中');
    expect(facts.get('所属案件')).toBe('无');
    expect(facts.get('案件程序')).toBe('未立案');
    expect(facts.get('情形')).toBe('无');
    expect(facts.get('位置坐标（WGS-84）')).toBe('—');
  });
  it('lead to its case, and tell film that is owed from none', () => {
    const served = { id: sampleId(4), number: 'XZ-C-1', ownNumber: null, cause: 'no licence' };
    const html = draw(<ActFacts act={sampleAct({ case: served, filmed: false })} />);
    expect(linksIn(html)).toEqual([`/cases/${sampleId(4)}`]);
    expect(factsIn(html).get('所属案件')).toBe('XZ-C-1 · no licence');
    expect(factsIn(html).get('是否录音录像')).toBe('没有录音录像');
  });
  it('show a place on the equator as one', () => {
    const act = sampleAct({ coordinates: { latitude: 0, longitude: 0 } });
    expect(factsIn(draw(<ActFacts act={act} />)).get('位置坐标（WGS-84）')).toBe('0, 0');
  });
  it('say the plan of what was planned', () => {
    const planned = factsIn(draw(<ActFacts act={sampleAct({ planned: true, planNote: '第 3 号' })} />));
    expect(planned.get('活动性质')).toBe('有计划：第 3 号');
    expect(factsIn(draw(<ActFacts act={sampleAct()} />)).get('活动性质')).toBe('临时');
  });
});

describe('the axis as text', () => {
  const film = (change = {}) => ({
    ...{ recordingId: sampleId(8), name: 'a.mp4', kind: 'video' as const, clockOffsetSeconds: 0 },
    ...{ from: '2026-10-14T02:00:00.000Z', to: '2026-10-14T02:30:00.000Z' },
    ...change,
  });
  const axis = (lanes: TimeAxis['lanes']): TimeAxis => ({
    ...{ from: '2026-10-14T02:00:00.000Z', to: '2026-10-14T03:00:00.000Z', lanes, covered: [] },
    ...{ overlaps: [], gaps: [], untimed: 0 },
  });
  it('has a row for each film, with device, officer, times of Beijing, length and correction', () => {
    const lanes = [
      { device: 'DSJ-1', officer: 'Wang', films: [film(), film({ clockOffsetSeconds: -90 })] },
      { device: null, officer: null, films: [film()] },
    ];
    const html = draw(<AxisTable axis={axis(lanes)} />);
    const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)]
      .slice(1)
      .map(([, row = '']) =>
        [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => wordsIn(cell)),
      );
    expect(rows).toHaveLength(3);
    expect(rows[0]?.slice(0, 3)).toEqual(['DSJ-1 · Wang', '10:00:00', '10:30:00']);
    expect(rows[0]?.[3]).toMatch(/30 ?分/);
    expect(rows.map((row) => row[4])).toEqual(['无', '-90 秒', '无']);
    expect(rows[2]?.[0]).toBe('设备不明 · 人员不明');
  });
  it('does not name a film', () => {
    const lanes = [{ device: 'DSJ-1', officer: 'Wang', films: [film({ recordingId: null, name: null })] }];
    expect(wordsIn(draw(<AxisTable axis={axis(lanes)} />))).not.toContain('null');
  });
});

it('an act as a card leads to its page and counts its film', () => {
  const act = sampleAct({ party: 'Shunda', recordings: 3, officers: [] });
  const html = draw(<ActCards rows={[act]} />);
  expect(linksIn(html)).toEqual([`/acts/${act.id}`]);
  expect(wordsIn(html)).toContain('no licence · Shunda');
  expect(wordsIn(html)).toContain('音像 3 条');
});

it('the bar leads to each part of the page of a case', () => {
  const links = linksIn(draw(<PartsBar />, { at: `/cases/${sampleId(4)}` }));
  const filtered = linksIn(draw(<PartsBar />, { at: `/cases/${sampleId(4)}?kinds=film` }));
  expect(filtered[0]).toMatch(/\?kinds=film#\w+$/);
  expect(links).toHaveLength(11);
  expect(links).toContain(`/cases/${sampleId(4)}#evidence`);
  expect(new Set(links).size).toBe(11);
});

it('in English there is no Chinese word', () => {
  const known = sampleCase({ source: 'superior', weights: ['serious', 'otherByLaw'] });
  const doubt = { zh: '过期', en: 'expired' };
  const officers = [
    { id: sampleId(5), name: 'Wang', kind: 'assistant' as const, certificateNo: null, doubts: [doubt] },
  ];
  const act = sampleAct({
    officers,
    procedure: 'summary',
    circumstances: ['disputeProne'],
    despite: 'alone',
  });
  const parts = [
    <CaseFacts key="case" known={known} />,
    <ActFacts key="act" act={act} />,
    <ActCards key="cards" rows={[act]} />,
    <PartsBar key="bar" />,
  ];
  for (const part of parts) expect(chineseIn(draw(part, { language: 'en' }))).toEqual([]);
});
