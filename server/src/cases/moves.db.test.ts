import type { CaseStage } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coursesOf } from '../../test/case-course.ts';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { testKeys } from '../../test/numbers.ts';
import { makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { type Law, loadLaw } from '../law/index.ts';
import { registerOfficer } from '../roster/index.ts';
import { withdrawApproval } from './approvals.ts';
import { listCases, readCase } from './cases.ts';
import { listChains, setChain } from './chains.ts';
import { mayIssueDecision } from './course.ts';
import { readCaseAwaiting } from './course-view.ts';
import { moveCase } from './moves.ts';
import { decideRecusal, raiseRecusal } from './recusals.ts';
import { enterActStep, stepsOfAct, withdrawActStep } from './steps.ts';

let ground: TestGround;
let law: Law;
let organ: TestOrgan;
let other: TestOrgan;
/** 李四, the second handler. */
let second: string;

const { as, open, inspect, course, ask, decide, go, day, toReview, stepsIn } = coursesOf(() => ({
  ...{ ground, law, organ, second },
}));

beforeAll(async () => {
  ground = await makeGround();
  ground.clock.set('2026-11-22T08:00:00.000Z');
  law = await loadLaw();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  const { id } = await as(organ.people.administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '李四', kind: 'officer', certificateNo: 'LS-02' },
      ...{ certificateValidUntil: '2026-11-22', deviceUserId: '140902' },
    }),
  );
  second = id;
});
afterAll(() => ground.close());

describe('a case moves on', () => {
  it('and is found by the link in which it stands now, one closed without moves among the closed', async () => {
    const among = async (stage: CaseStage) => {
      const asked = { stage, limit: 100 };
      return (await readAs(ground, organ.people.head, (ctx) => listCases(ctx, testKeys, asked))).rows.map(
        (row) => row.id,
      );
    };
    const [id, old] = [await open(), await open({ closedAt: day('09-02') })];
    expect(await among('initiation')).toContain(id);
    expect(await among('archive')).toContain(old);
    await inspect(id);
    await go(id, 'file', { opinion: '' }, day('09-01'));
    expect(await among('initiation')).not.toContain(id);
    expect(await among('investigation')).toContain(id);
    for (const stage of ['review', 'execution', 'archive'] as const)
      expect(await among(stage)).not.toContain(id);
  });

  it('from a complaint to its closing, its steps entered into one act that carries its procedure', async () => {
    const id = await open();
    await toReview(id);
    await go(id, 'giveNotice', { content: '拟罚款 5000 元' }, day('09-19'));
    await go(id, 'hearStatement', { waived: true, content: '' }, day('09-20'));
    await go(id, 'decide', { outcome: 'penalise', content: '罚款 5000 元' }, day('09-21'));
    await go(id, 'serve', { note: '直接送达' }, day('09-22'));
    await go(id, 'perform', { note: '', paid: true }, day('09-25'));
    await go(id, 'close', { opinion: '' }, day('09-28'));
    expect(await course(id)).toMatchObject({ state: 'closed', count: 8, mayActOn: true });
    expect((await readAs(ground, organ.people.head, (ctx) => readCase(ctx, id))).closedAt).toBe(day('09-28'));
    expect(await stepsIn(id)).toEqual([
      ...[
        ['caseFiled', '2026-09-01'],
        ['decisionMade', '2026-09-21'],
        ['decisionServed', '2026-09-22'],
      ],
      ['finePaid', '2026-09-25'],
    ]);
    await go(id, 'reopen', { reason: '发现新的证据' });
    expect(await course(id)).toMatchObject({ state: 'investigating' });
    expect((await readAs(ground, organ.people.head, (ctx) => readCase(ctx, id))).closedAt).toBeNull();
  });

  it('only with all that has to come first, named at once with its article', async () => {
    const id = await open({ source: null, officerIds: [organ.officerId] });
    await expect(ask(id, 'file', { opinion: '' })).rejects.toMatchObject({
      code: 'case.lacking',
      detail: {
        missing: {
          zh: expect.stringMatching(
            /登记案件来源（《中华人民共和国行政处罚法》第五十四条第二款）；承办的执法人员不少于两人（现有 1 人.*第四十二条第一款/,
          ),
        },
      },
    });
    await expect(ask(id, 'serve', { note: '' })).rejects.toMatchObject({ code: 'case.notNow' });
    const { possible } = await course(id);
    const file = possible.find(({ kind }) => kind === 'file');
    expect(file?.missing.map(({ need }) => need)).toEqual(['source', 'handlers']);
  });

  it('by officers whose certificates hold on the day of the move, and who were not recused', async () => {
    ground.clock.set('2026-11-23T08:00:00.000Z');
    const [id, withdrawn] = [await open(), await open()];
    await expect(ask(id, 'file', { opinion: '' })).rejects.toMatchObject({
      detail: {
        missing: { zh: expect.stringContaining('（LS-02）有效期至2026年11月22日，办理当天已经过期') },
      },
    });
    await go(id, 'file', { opinion: '' }, day('11-22'));
    ground.clock.set('2026-11-22T08:00:00.000Z');
    const recusal = { ...{ id: makeId(ground.clock), actId: null, caseId: withdrawn, applicant: null } };
    const said = {
      raisedBy: 'officer' as const,
      ground: 'interest' as const,
      reason: '亲属',
      raisedAt: day('10-01'),
    };
    await as(organ.people.officer, (ctx) =>
      raiseRecusal(ctx, { ...recusal, ...said, officerId: organ.officerId }),
    );
    const decision = { id: recusal.id, decision: 'granted' as const, reason: null, decidedAt: day('10-02') };
    await as(organ.people.head, (ctx) => decideRecusal(ctx, decision));
    await expect(ask(withdrawn, 'file', { opinion: '' })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    expect((await course(withdrawn)).possible.filter(({ mayMake }) => mayMake)).toEqual([]);
  });

  it('in the order of time, told beside the field, and by who handles it', async () => {
    const id = await open();
    const early = ask(id, 'file', { opinion: '' }, { at: '2026-08-30T01:00:00.000Z' });
    await expect(early).rejects.toMatchObject({ code: 'input.invalid', fields: [{ path: 'move.at' }] });
    const late = ask(id, 'file', { opinion: '' }, { at: '2026-11-23T01:00:00.000Z' });
    await expect(late).rejects.toMatchObject({ fields: [{ path: 'move.at' }] });
    for (const by of [organ.people.head, organ.people.legalReviewer, organ.people.assistant])
      await expect(ask(id, 'file', { opinion: '' }, { by })).rejects.toMatchObject({
        code: 'permission.denied',
      });
    await expect(course(id, other.people.officer)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('once for the same request, and of two at once one is told', async () => {
    const id = await open();
    await toReview(id);
    const { input, done } = await ask(id, 'giveNotice', { content: '拟处罚' });
    expect(await as(organ.people.officer, (ctx) => moveCase(ctx, law, input))).toEqual(done);
    const stale = { ...input, id: makeId(ground.clock) };
    const again = as(organ.people.custodian, (ctx) => moveCase(ctx, law, stale));
    await expect(again).rejects.toMatchObject({ code: 'conflict.edited', detail: { name: 'xz.officer' } });
    expect((await course(id)).moves.filter(({ kind }) => kind === 'giveNotice')).toHaveLength(1);
  });

  it('and a step that a move entered is corrected, never withdrawn', async () => {
    const id = await open();
    await toReview(id);
    const { actId } = await course(id);
    const [step] = await readAs(ground, organ.people.head, (ctx) => stepsOfAct(ctx, actId ?? ''));
    const taken = { id: makeId(ground.clock), replaces: step?.id ?? '', reason: '误记' };
    await expect(as(organ.people.officer, (ctx) => withdrawActStep(ctx, taken))).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });
});

describe('an approval', () => {
  it('goes along the chain as it was when it was asked for, never by who proposed it or spoke before', async () => {
    const { head, legalReviewer, officer, administrator } = organ.people;
    const steps = [{ role: 'legalReviewer' as const }, { role: 'head' as const }];
    const chain = {
      matter: 'nonFiling' as const,
      revision: 0,
      steps,
      reviewAlways: false,
      documentsFirst: false,
    };
    await as(head, (ctx) => setChain(ctx, chain));
    await expect(as(head, (ctx) => setChain(ctx, chain))).rejects.toMatchObject({ code: 'conflict.edited' });
    const both = await openPerson(ground, administrator, 'xz.both', 'head', null);
    const id = await open();
    const { done } = await ask(id, 'refuseFiling', { reason: '没有违法事实' });
    const approvalId = done.approvalId ?? '';
    const waits = async (person: Person) =>
      (await readAs(ground, person, readCaseAwaiting)).filter((one) => one.id === id).map(({ kind }) => kind);
    expect([await waits(legalReviewer), await waits(head)]).toEqual([['caseApproval'], []]);
    for (const by of [officer, head])
      await expect(decide(approvalId, by)).rejects.toMatchObject({ code: 'permission.denied' });
    await decide(approvalId, legalReviewer);
    expect([await waits(legalReviewer), await waits(head)]).toEqual([[], ['caseApproval']]);
    await expect(decide(approvalId, legalReviewer, true, 2)).rejects.toMatchObject({
      code: 'permission.denied',
    });
    const outcomes = await Promise.allSettled([head, both].map((by) => decide(approvalId, by, true, 2)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'approval.settled' },
    });
    expect((await course(id)).state).toBe('notFiled');
    const { chains } = await readAs(ground, officer, listChains);
    expect(chains.find(({ matter }) => matter === 'nonFiling')?.steps.map(({ who }) => who)).toEqual([
      ...['法制审核人员', '机关负责人'],
    ]);
    expect(chains.find(({ matter }) => matter === 'filing')?.steps).toMatchObject([{ role: 'head' }]);
  });

  it('that is returned or taken back leaves the case where it was, with the opinion', async () => {
    const id = await open();
    const { done } = await ask(id, 'file', { opinion: '符合立案标准' });
    await expect(ask(id, 'file', { opinion: '' })).rejects.toMatchObject({ code: 'approval.open' });
    await decide(done.approvalId ?? '', organ.people.head, false);
    const shown = await course(id);
    expect(shown).toMatchObject({ state: 'received', count: 0 });
    expect(shown.approvals[0]).toMatchObject({
      ...{ state: 'returned', words: [{ by: 'xz.head', agrees: false, opinion: '请补充证据' }] },
    });
    const again = await ask(id, 'file', { opinion: '' });
    const back = { id: again.done.approvalId ?? '', revision: 1 };
    await as(organ.people.officer, (ctx) => withdrawApproval(ctx, back));
    await expect(decide(back.id, organ.people.head, true, 2)).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  it('does not make a move that has come to lack something since', async () => {
    const id = await open();
    await inspect(id);
    await go(id, 'file', { opinion: '' }, day('09-01'));
    const sealed = await inspect(id, 'seal');
    const { done } = await ask(id, 'withdraw', { reason: '违法事实不能成立' });
    const taken = { kind: 'measureTaken' as const, at: day('09-03'), until: null, detail: {} };
    const step = { ...taken, id: makeId(ground.clock), actId: sealed.id };
    await as(organ.people.officer, (ctx) => enterActStep(ctx, step));
    await expect(decide(done.approvalId ?? '', organ.people.head)).rejects.toMatchObject({
      code: 'case.lacking',
    });
    const { measures } = await course(id);
    expect(measures).toMatchObject([{ stepId: step.id, actId: sealed.id, endedAt: null }]);
    const target = { actId: sealed.id, stepId: step.id };
    await go(id, 'extendMeasure', { ...target, reason: '案情复杂' }, day('09-20'));
    await go(id, 'liftMeasure', { ...target, reason: '不再需要' }, day('09-25'));
    expect((await course(id)).measures).toMatchObject([{ extendedAt: day('09-20'), endedAt: day('09-25') }]);
    await decide(done.approvalId ?? '', organ.people.head);
    expect((await course(id)).state).toBe('withdrawn');
  });
});

describe('legal review', () => {
  it('keeps a decision and its document back while it is open, and says who has it since when', async () => {
    const { legalReviewer } = organ.people;
    const id = await open({ weights: ['complex'] });
    await toReview(id);
    await go(id, 'giveNotice', { content: '拟处罚' }, day('09-19'));
    await go(id, 'hearStatement', { waived: true, content: '' }, day('09-20'));
    const decision = { outcome: 'penalise', content: '罚款' };
    const missing = {
      zh: expect.stringContaining('经法制审核通过（《中华人民共和国行政处罚法》第五十八条第一款）'),
    };
    await expect(ask(id, 'decide', decision)).rejects.toMatchObject({ detail: { missing } });
    const reviewerId = legalReviewer.accountId;
    await go(id, 'submitReview', { reviewerId, opinion: '' }, day('09-21'));
    const open_ = {
      zh: expect.stringMatching(/法制审核尚未完成，由xz\.legalReviewer于 2026-09-21 10:00.*起办理/),
    };
    await expect(ask(id, 'decide', decision)).rejects.toMatchObject({
      code: 'case.lacking',
      detail: { missing: open_ },
    });
    const issue = () => readAs(ground, organ.people.officer, (ctx) => mayIssueDecision(ctx, law, id));
    expect(await issue()).toMatchObject({ detail: { missing: open_ } });
    expect(await readAs(ground, legalReviewer, readCaseAwaiting)).toMatchObject([
      { kind: 'caseReview', id, by: 'xz.officer' },
    ]);
    await expect(ask(id, 'agreeInReview', { opinion: '' })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    const by = { by: legalReviewer };
    await ask(id, 'returnInReview', { opinion: '法律适用有误' }, by);
    await expect(ask(id, 'decide', decision)).rejects.toMatchObject({ code: 'case.lacking' });
    await go(id, 'submitReview', { reviewerId: null, opinion: '' });
    await ask(id, 'agreeInReview', { opinion: '同意' }, by);
    expect(await issue()).toBeNull();
    await go(id, 'decide', decision);
    expect((await course(id)).state).toBe('decided');
  });

  it('is of somebody who does not handle the case', async () => {
    const own = await openPerson(ground, organ.people.administrator, 'xz.own', 'legalReviewer', second);
    const id = await open();
    await toReview(id);
    const faulty = ask(id, 'submitReview', { reviewerId: own.accountId, opinion: '' });
    await expect(faulty).rejects.toMatchObject({ fields: [{ path: 'move.detail.reviewerId' }] });
    await go(id, 'submitReview', { reviewerId: null, opinion: '' });
    const review = ask(id, 'agreeInReview', { opinion: '' }, { by: own });
    await expect(review).rejects.toMatchObject({ code: 'permission.denied' });
  });
});

describe('a hearing', () => {
  it('enters its steps with the dates from which the law counts, and is presided by who did not investigate', async () => {
    const id = await open({ weights: ['hearingRight'] });
    await toReview(id);
    await go(id, 'giveNotice', { content: '拟吊销许可证' }, day('09-21'));
    await go(id, 'notifyHearingRight', {}, day('09-21'));
    await go(id, 'requestHearing', {}, day('09-29'));
    const hearing = { on: '2026-10-22', place: '二楼会议室', presiderId: organ.officerId };
    await expect(ask(id, 'setHearing', hearing, { at: day('09-30') })).rejects.toMatchObject({
      fields: [{ path: 'move.detail.presiderId', message: expect.stringContaining('第六十四条') }],
    });
    const presider = await as(organ.people.administrator, (ctx) =>
      registerOfficer(ctx, {
        ...{ unitId: organ.unitId, name: '赵六', kind: 'officer', certificateNo: null },
        ...{ certificateValidUntil: null, deviceUserId: '140906' },
      }),
    );
    await go(id, 'setHearing', { ...hearing, presiderId: presider.id }, day('09-30'));
    await go(id, 'notifyHearing', {}, day('10-12'));
    await go(id, 'holdHearing', { report: '当事人陈述……' }, day('10-22'));
    expect(await stepsIn(id)).toEqual([
      ['caseFiled', '2026-09-01'],
      ['hearingRightNotified', '2026-09-21'],
      ['hearingRequested', '2026-09-29'],
      ['hearingSet', '2026-09-30'],
      ['hearingNotified', '2026-10-12'],
    ]);
    const { possible } = await course(id);
    const decision = possible.find(({ kind }) => kind === 'decide');
    expect(decision?.missing.map(({ need }) => need)).toEqual(['reviewSettled']);
  });

  it('is not asked for in time once five working days are over, and waived at any time', async () => {
    const notified = async () => {
      const id = await open({ weights: ['hearingRight'] });
      await toReview(id);
      await go(id, 'giveNotice', { content: '拟吊销许可证' }, day('09-21'));
      await go(id, 'notifyHearingRight', {}, day('09-21'));
      return id;
    };
    // Told on a Monday: Tuesday to Thursday, then, after the holiday from Friday to Sunday, Monday and Tuesday.
    const id = await notified();
    const early = ask(id, 'waiveHearing', { expired: true }, { at: day('09-29') });
    await expect(early).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [{ path: 'move.detail.expired', message: expect.stringMatching(/2026-09-29.*第六十四条/) }],
    });
    await go(id, 'waiveHearing', { expired: true }, day('09-30'));
    expect(await course(id)).toMatchObject({ hearing: 'waived' });
    const waived = await notified();
    await go(waived, 'waiveHearing', { expired: false }, day('09-22'));
    expect(await course(waived)).toMatchObject({ hearing: 'waived' });
  });
});

it('a suspected crime is reported, decided on and handed over, each step on record', async () => {
  const id = await open();
  await go(id, 'file', { opinion: '' }, day('09-01'));
  await go(id, 'reportCrime', { reason: '数额达到追诉标准' }, day('09-25'));
  const { done } = await ask(id, 'approveTransfer', { reason: '涉嫌犯罪' });
  await decide(done.approvalId ?? '', organ.people.head, false);
  expect(await course(id)).toMatchObject({ crime: 'refused', state: 'investigating' });
  await go(id, 'approveTransfer', { reason: '补充证据后仍涉嫌犯罪' });
  await go(id, 'transferCase', { note: '' });
  expect((await stepsIn(id)).map(([kind]) => kind)).toEqual([
    ...[
      'caseFiled',
      'crimeReported',
      'transferDecided',
      'transferDecided',
      'transferApproved',
      'caseTransferred',
    ],
  ]);
  const kinds = await asHouse(ground, ({ tx }) =>
    tx.selectFrom('custody_entry').select('kind').where('kind', '=', 'case.moved').execute(),
  );
  expect(kinds.length).toBeGreaterThan(5);
});
