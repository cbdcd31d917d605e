import type { Input } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EvidencePlace, openEvidencePlace, refusedBy } from '../../test/evidence-place.ts';
import { evidenceInput, goodsInput } from '../../test/goods.ts';
import { readAs } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import { linkEvidence } from '../cases/index.ts';
import { readDutiesOf } from '../obligations/duties-for-tests.ts';
import { filmOf } from '../obligations/film-for-tests.ts';
import { getCaseGoods, listGoodsWithDuties } from '../obligations/goods.ts';
import { enterGoods, enterGoodsEvent, withdrawGoods } from './goods.ts';
import { caseEvidence, evidenceChain } from './item-view.ts';
import { changeEvidence, enterEvidence, judgeEvidence, withdrawEvidence } from './items.ts';
import { noteEvidence } from './notes.ts';
import { answerTransfer, transferEvidence } from './transfers.ts';

const hour = 3_600_000;
let { house, organ, officer, officerIds, now, as, by, newId, begin, kindsOf } = {} as EvidencePlace;
beforeAll(async () => {
  ({ house, organ, officer, officerIds, now, as, by, newId, begin, kindsOf } =
    await openEvidencePlace('2026-08-03T01:00:00.000Z'));
});
afterAll(() => house.close());

const event = (listId: string, change: Record<string, unknown>) =>
  ({
    id: newId(),
    listId,
    at: now(),
    reason: '办案需要',
    approvedBy: '刘局长',
    approvalId: null,
    ...change,
  }) as Input<'enterGoodsEvent'>;
const dispose = (listId: string, change: Record<string, unknown>) =>
  event(listId, {
    ...{ kind: 'disposed', approvedAt: now(), source: 'held', manner: 'returned', receiver: '张三' },
    ...{ receipt: '当场签收', officerIds: [], recordingId: null, lines: [{ line: 1, quantity: 10 }] },
    ...change,
  });
const enter = (input: Input<'enterGoodsEvent'>) => by((ctx) => enterGoodsEvent(ctx, input));
const goodsOf = (id: string) => readAs(house.ground, officer, (ctx) => getCaseGoods(ctx, { id }));

describe('evidence', () => {
  it('has numbers without gaps, a note that serves the act, and is shown in both of its cases', async () => {
    const one = await begin();
    const two = await begin();
    const film = await house.line.store(officer, filmOf(house.ground, organ));
    await by((ctx) => linkEvidence(ctx, { actId: one.actId, recordingId: film, note: null }));
    const before = await readAs(house.ground, officer, (ctx) => caseEvidence(ctx, { id: one.caseId }));
    expect(before.suggestions.map(({ id }) => id)).toEqual([film]);
    const clip = { form: 'clip' as const, kind: 'avMaterial' as const, recordingId: film };
    const bad = evidenceInput(one, {
      ...clip,
      fromSeconds: 9,
      toSeconds: 5,
      obtainedAt: plusMillis(now(), hour),
    });
    expect(await refusedBy(by((ctx) => enterEvidence(ctx, bad)))).toEqual(['obtainedAt', 'toSeconds']);
    const input = evidenceInput(one, { ...clip, fromSeconds: 5, toSeconds: 9 });
    const ids = await Promise.all([
      ...[0, 1].map(() => by((ctx) => enterEvidence(ctx, input))),
      ...[0, 1, 2].map(() => by((ctx) => enterEvidence(ctx, evidenceInput(one)))),
    ]);
    await by((ctx) => enterEvidence(ctx, evidenceInput(two, { ...clip, form: 'recording' })));
    const { items } = await readAs(house.ground, officer, (ctx) => caseEvidence(ctx, { id: one.caseId }));
    expect(items.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(4);
    const item = items.find(({ id }) => id === input.id);
    expect(item?.elsewhere).toEqual([{ caseId: two.caseId, caseNumber: expect.any(String), number: 1 }]);

    const note = {
      takenBy: '王建国',
      takenAt: now(),
      place: '仓库',
      method: null,
      proves: '经营',
      transcript: '……',
    };
    const noted = { ...note, id: newId(), itemId: input.id, version: 0 };
    await Promise.all([0, 1].map(() => by((ctx) => noteEvidence(ctx, noted))));
    expect(await refusedBy(by((ctx) => noteEvidence(ctx, { ...noted, id: newId() })))).toBe(
      'conflict.changed',
    );
    await by((ctx) => noteEvidence(ctx, { ...noted, id: newId(), version: 1, proves: '无证经营' }));
    expect(await kindsOf(one.actId)).toEqual(['evidenceNoted']);
    await house.settle();
    const duties = await readDutiesOf(house.ground, organ.people.head, { type: 'act', id: one.actId });
    expect(duties.find(({ duty, key }) => duty === 'evidenceNote' || key.includes(film))?.state).toBe(
      'discharged',
    );
    const { events } = await readAs(house.ground, officer, (ctx) => evidenceChain(ctx, { id: input.id }));
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['recording.registered', 'recording.proposed', 'evidence.linked', 'evidence.entered'],
      ...['evidence.noted', 'evidence.noted'],
    ]);
  });

  it('is changed by who saw the last of it, left out by a reviewer, withdrawn with its number', async () => {
    const place = await begin();
    const input = evidenceInput(place);
    await by((ctx) => enterEvidence(ctx, input));
    const { id: _id, caseId: _case, ...content } = input;
    await by((ctx) => changeEvidence(ctx, { ...content, title: '卷烟', id: input.id, revision: 1 }));
    const late = { ...content, id: input.id, revision: 1 };
    expect(await refusedBy(by((ctx) => changeEvidence(ctx, late)))).toBe('conflict.changed');
    const out = { id: input.id, revision: 2, reason: '没有出示证件', excluded: true };
    expect(await refusedBy(by((ctx) => judgeEvidence(ctx, out)))).toBe('permission.denied');
    await as(organ.people.legalReviewer, (ctx) => judgeEvidence(ctx, out));
    await by((ctx) => withdrawEvidence(ctx, { id: input.id, revision: 3, reason: '重复' }));
    await by((ctx) => enterEvidence(ctx, evidenceInput(place)));
    const { items } = await readAs(house.ground, officer, (ctx) => caseEvidence(ctx, { id: place.caseId }));
    expect(items).toMatchObject([
      { number: 1, title: '卷烟', excluded: { reason: '没有出示证件' }, withdrawn: { reason: '重复' } },
      { number: 2, withdrawn: null, holder: 'ql.officer' },
    ]);
  });

  it('passes from hand to hand only as the receiver confirms', async () => {
    const place = await begin();
    const { custodian, head } = organ.people;
    const { id: itemId } = await by((ctx) => enterEvidence(ctx, evidenceInput(place)));
    const give = (toAccount: string) => ({
      id: newId(),
      itemId,
      toAccount,
      storagePlace: '物证室',
      reason: '保管',
    });
    const given = give(custodian.accountId);
    const both = await Promise.allSettled(
      [given, give(head.accountId)].map((input) => by((ctx) => transferEvidence(ctx, input))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const shown = async () =>
      (await readAs(house.ground, head, (ctx) => caseEvidence(ctx, { id: place.caseId }))).items[0];
    const [open] = (await shown())?.transfers ?? [];
    const to = open?.toAccount === head.accountId ? head : custodian;
    const answer = { id: open?.id ?? '', received: true, remarks: '' };
    expect(await refusedBy(by((ctx) => answerTransfer(ctx, answer)))).toBe('permission.denied');
    expect((await shown())?.holder).toBe('ql.officer');
    await as(to, (ctx) => answerTransfer(ctx, answer));
    expect((await shown())?.holder).toBe(open?.to);
    expect(await refusedBy(by((ctx) => transferEvidence(ctx, give(head.accountId))))).toBe(
      'permission.denied',
    );
  });
});

describe('goods', () => {
  it('S10: 30 days, testing left out, extended once, returned in part, and never more than there is', async () => {
    house.ground.clock.set('2026-08-03T02:00:00.000Z');
    const place = await begin();
    const faulty = goodsInput(place, { officerIds: [organ.officerId], signedBy: null, approvedBy: null });
    expect(await refusedBy(by((ctx) => enterGoods(ctx, faulty)))).toEqual([
      'approvedBy',
      'officerIds',
      'signedBy',
    ]);
    const input = goodsInput(place);
    await Promise.all([0, 1].map(() => by((ctx) => enterGoods(ctx, input))));
    expect(await kindsOf(place.actId)).toEqual(['measureTaken']);
    const due = async () => {
      await house.settle();
      const { lists } = await goodsOf(place.caseId);
      expect(lists).toHaveLength(1);
      return lists[0]?.duties.map(({ citation, dueBefore }) => [citation.article, dueBefore]);
    };
    expect(await due()).toEqual([['QZ-25.1', '2026-09-02T16:00:00.000Z']]);
    house.ground.clock.set('2026-08-24T09:00:00.000Z');
    const tested = {
      kind: 'tested',
      at: '2026-08-10T01:00:00.000Z',
      until: now(),
      toldAt: '2026-08-09T08:00:00.000Z',
    };
    await enter(event(input.id, { ...tested, approvedBy: undefined }));
    expect(await due()).toEqual([['QZ-25.1', '2026-09-17T16:00:00.000Z']]);
    house.ground.clock.set('2026-09-15T02:00:00.000Z');
    await enter(event(input.id, { kind: 'extended' }));
    expect(await due()).toEqual([['QZ-25.1', '2026-10-17T16:00:00.000Z']]);
    expect(await refusedBy(enter(event(input.id, { kind: 'extended' })))).toEqual(['kind']);

    const tries = [30, 30].map((quantity) => enter(dispose(input.id, { lines: [{ line: 1, quantity }] })));
    const done = await Promise.allSettled(tries);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const worse = { lines: [{ line: 1, quantity: 21 }], receiver: null, receipt: null };
    expect(await refusedBy(enter(dispose(input.id, worse)))).toEqual(['lines.0', 'receipt', 'receiver']);
    house.ground.clock.set('2026-10-16T02:00:00.000Z');
    const rest = [
      { line: 1, quantity: 20 },
      { line: 2, quantity: 2 },
    ];
    await enter(dispose(input.id, { manner: 'confiscated', lines: rest }));
    const [list] = (await goodsOf(place.caseId)).lists;
    expect(list?.lines).toMatchObject([
      { held: 0, confiscated: 20, gone: [{ manner: 'returned', quantity: 30 }] },
      { held: 0, confiscated: 2 },
    ]);
    expect(list?.endedAt).toBe(now());
    await due();
    const duties = await readDutiesOf(house.ground, organ.people.head, { type: 'act', id: place.actId });
    expect(duties.find(({ key }) => key.startsWith('QZ-25'))?.state).toBe('discharged');

    const register = (state: 'held' | 'confiscated') =>
      readAs(house.ground, organ.people.head, (ctx) => listGoodsWithDuties(ctx, { state, limit: 50 }));
    expect((await register('confiscated')).rows.map(({ id }) => id)).toEqual([input.id]);
    expect((await register('held')).rows.map(({ id }) => id)).not.toContain(input.id);
    const burn = { source: 'confiscated', manner: 'destroyed', lines: rest, receiver: null, receipt: null };
    expect(await refusedBy(enter(dispose(input.id, burn)))).toEqual(['officerIds', 'receipt']);
    const burnt = dispose(input.id, { ...burn, officerIds, receipt: '销毁记录 1 号' });
    await enter(burnt);
    expect((await register('confiscated')).rows).toEqual([]);
    const confiscation = list?.events.find(({ manner }) => manner === 'confiscated')?.id ?? '';
    const back = (eventId: string) => ({ id: newId(), listId: input.id, eventId, reason: '误登记' });
    expect(await refusedBy(by((ctx) => withdrawGoods(ctx, back(confiscation))))).toEqual(['eventId']);
    await by((ctx) => withdrawGoods(ctx, back(burnt.id)));
    await by((ctx) => withdrawGoods(ctx, back(confiscation)));
    expect((await kindsOf(place.actId)).filter((kind) => kind.startsWith('measureEnded'))).toEqual([
      'measureEnded withdrawn',
    ]);
  });

  it('S11: seven working days, one of them a Saturday, end with what was decided of the last thing', async () => {
    house.ground.clock.set('2026-09-23T02:20:00.000Z');
    const place = await begin('advanceRegistration');
    const input = goodsInput(place, { measure: 'advanceRegistration' });
    await by((ctx) => enterGoods(ctx, input));
    await house.settle();
    const [{ duties = [] } = {}] = (await goodsOf(place.caseId)).lists;
    expect(duties).toMatchObject([{ dueBefore: '2026-10-10T16:00:00.000Z', state: 'due' }]);
    expect(await refusedBy(enter(event(input.id, { kind: 'extended' })))).toEqual(['kind']);
    house.ground.clock.set('2026-10-10T08:00:00.000Z');
    const all = [
      { line: 1, quantity: 50 },
      { line: 2, quantity: 2 },
    ];
    await enter(dispose(input.id, { manner: 'seized', lines: all, receiver: null, receipt: null }));
    await house.settle();
    const [after] = (await goodsOf(place.caseId)).lists;
    expect(after?.duties).toMatchObject([{ state: 'discharged', dischargedAt: now() }]);
  });

  it('taken in urgency are reported within 24 hours', async () => {
    house.ground.clock.set('2026-09-25T13:00:00.000Z');
    const place = await begin();
    const input = goodsInput(place, { urgent: true, approvedBy: null, approvedAt: null });
    await by((ctx) => enterGoods(ctx, input));
    house.ground.clock.advance(10 * hour);
    await enter(event(input.id, { kind: 'reported' }));
    await house.settle();
    const [list] = (await goodsOf(place.caseId)).lists;
    expect(list?.duties.map(({ citation, state }) => [citation.article, state])).toEqual([
      ['QZ-19', 'discharged'],
      ['QZ-25.1', 'due'],
    ]);
  });
});
