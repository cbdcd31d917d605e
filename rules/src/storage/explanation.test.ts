import { describe, expect, it } from 'vitest';
import { regulationIds } from '../../test/shelf.ts';
import { END, judge } from '../../test/storage.ts';

describe('explanations', () => {
  it('say what ended, until when, under which article, how it was counted, and the verdict', () => {
    const [duty] = judge('sx', {
      recordingEnd: '2026-09-25T15:30:00+08:00',
      storedAt: '2026-09-28T01:10:00Z',
    });
    expect(duty?.explanation.zh).toBe(
      '音像记录于2026年9月25日15:30结束。依《山西省行政执法全过程记录办法》第十七条，最迟在2026年9月29日24:00存储到执法信息系统或者本单位指定的存储器。从2026年9月25日起数，当日不计入，第2个工作日是2026年9月29日。已于2026年9月28日09:10完成，没有超期。',
    );
    expect(duty?.explanation.en).toContain('by 2026-09-29 24:00.');
  });

  it.each([
    ['2026-09-25T15:30:00+08:00', '15:30'],
    ['2026-09-25T07:30:00.000Z', '15:30'],
    ['2026-09-25T07:30:00.999Z', '15:30'],
    ['2026-09-25T15:30:01.250+08:00', '15:30:01'],
    ['2026-09-25T07:30:59.999999Z', '15:30:59'],
    ['2026-09-25T15:00:00.001+08:00', '15:00'],
  ])('say %s as %s of Beijing: seconds where there are some, nothing finer', (recordingEnd, said) => {
    const handover = { at: recordingEnd, receivedBy: '王芳' };
    const [duty] = judge('dph', { recordingEnd, handover });
    const { zh, en } = duty?.explanation ?? { zh: '', en: '' };
    expect(zh).toContain(`音像记录于2026年9月25日${said}结束。`);
    expect(zh).toContain(`最迟在2026年9月26日${said}交给`);
    expect(zh).toContain(`已于2026年9月25日${said}完成`);
    expect(en).toContain(`The recording ended at 2026-09-25 ${said}.`);
    expect(en).toContain(`Done at 2026-09-25 ${said}, in time.`);
    for (const text of [zh, en]) expect(text).not.toMatch(/\d\.\d|\dT\d|\dZ|\+08/);
  });

  it.each([
    ['ql', '没有做到或者逾期、造成严重后果的，属于《', '第二十三条第（三）项列明的情形'],
    ['dph', '没有做到或者逾期的，属于《', '第二十四条第一款第（六）项列明的情形'],
  ])(
    'say what %s calls it when film is not stored in time, and nothing of that before',
    (packId, how, where) => {
      const facts = { recordingEnd: '2026-09-25T15:30:00+08:00' };
      const said = (now: string) => judge(packId, facts, now)[0]?.explanation.zh ?? '';
      expect(said('2027-01-01T00:00:00Z')).toContain(how);
      expect(said('2027-01-01T00:00:00Z')).toContain(where);
      expect(said('2026-09-25T08:00:00Z')).not.toContain('列明的情形');
    },
  );

  it('leave the figures of the judgement as fine as they were', () => {
    const [duty] = judge('dph', { recordingEnd: '2026-09-25T15:30:01.250+08:00' });
    expect(duty?.due.dueBefore).toBe('2026-09-26T15:30:01.250+08:00');
    expect(duty?.steps.map(({ on }) => on)).toEqual([
      '2026-09-25T15:30:01.250+08:00',
      '2026-09-26T15:30:01.250+08:00',
    ]);
    expect(duty?.explanation.zh).toContain('没有登记更晚的执法工作结束时间');
  });

  it('say from which end the hours run when the work ended later', () => {
    const [duty] = judge('dph', { activityEnd: '2026-09-22T20:00:00+08:00' });
    expect(duty?.explanation.zh).toContain('从执法工作结束（2026年9月22日20:00）起算');
    expect(duty?.countedFrom).toBe('2026-09-22T20:00:00+08:00');
  });

  it('says when the act ended where that is what the day was taken from', () => {
    const [duty] = judge('xz', { activityEnd: '2026-09-22T20:05:00+08:00' });
    expect(duty?.explanation.zh).toContain('执法活动结束的当天截止，执法活动于2026年9月22日20:05结束。');
    expect(duty?.explanation.en).toContain('on the very day the enforcement act ended, at 2026-09-22 20:05.');
  });

  it.each(['xz', 'ql', 'hd', 'sx', 'dph'])('say of an act under %s that the act ended, not a film', (id) => {
    const [duty] = judge(id, { of: 'act', activityEnd: END });
    expect(duty?.explanation.zh).toMatch(/^执法活动于2026年9月22日18:05结束。/);
    expect(duty?.explanation.en).toMatch(/^The enforcement act ended at 2026-09-22 18:05\./);
    expect(duty?.explanation.zh).not.toMatch(/记录结束|音像记录于/);
    expect(duty?.explanation.en).not.toContain('recording ended');
  });

  it('say that nothing may be kept privately where the text says so, and only there', () => {
    const saying = regulationIds.filter((id) =>
      judge(id, {}).some((duty) => duty.explanation.zh.includes('自行保管')),
    );
    expect(saying).toEqual(['ql']);
  });

  it('say what is missing and whom to ask when nothing can be judged', () => {
    expect(judge('xz', { boundFrom: null })[0]?.explanation.zh).toContain('请管理员登记适用日期');
    expect(judge('dph', { recordingEnd: null })[0]?.explanation.zh).toContain('请补充记录结束时间');
    expect(judge('ql', { recordingEnd: '2019-09-01T00:00:00Z' })[0]?.explanation.zh).toContain('请人工判断');
  });
});
