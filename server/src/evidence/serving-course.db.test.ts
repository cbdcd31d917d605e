import type { CaseMoveKind, Input, StatedMove } from '@liuhen/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, quiet } from '../../test/custody.ts';
import { type EvidencePlace, openEvidencePlace, refusedBy } from '../../test/evidence-place.ts';
import { serviceInput } from '../../test/goods.ts';
import { testKeys } from '../../test/numbers.ts';
import { readAs } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { readCourse } from '../cases/course-view.ts';
import { decideApproval, moveCase } from '../cases/moves.ts';
import { proceduralActOf } from '../cases/procedural-act.ts';
import { loadLaw } from '../law/index.ts';
import { readDutiesOf } from '../obligations/duties-for-tests.ts';
import { noticeJobs } from './notice-job.ts';
import { concludeService, enterService, withdrawService } from './serving.ts';
import { caseServices } from './serving-view.ts';

const [hour, day] = [3_600_000, 86_400_000];
const law = await loadLaw();
let { house, organ, officer, now, by, as, newId, begin, kindsOf } = {} as EvidencePlace;
beforeAll(async () => {
  ({ house, organ, officer, now, by, as, newId, begin, kindsOf } =
    await openEvidencePlace('2026-08-03T01:00:00.000Z'));
});
afterAll(() => house.close());
beforeEach(() => house.ground.clock.advance(day));

const course = (id: string) => readAs(house.ground, officer, (ctx) => readCourse(ctx, law, { id }));
const served = (id: string) => readAs(house.ground, officer, (ctx) => caseServices(ctx, law, { id }));
/** Makes a move, with the head's word where it takes one. */
async function move(caseId: string, kind: CaseMoveKind, detail: object = {}): Promise<void> {
  house.ground.clock.advance(60_000);
  const { count } = await course(caseId);
  const input = { id: newId(), caseId, seen: count, move: { kind, at: null, detail } as StatedMove };
  const { approvalId } = await by((ctx) => moveCase(ctx, law, input));
  const word = { id: approvalId ?? '', revision: 1, agrees: true, opinion: '' };
  if (approvalId !== null) await as(organ.people.head, (ctx) => decideApproval(ctx, law, word));
}
/** A case whose decision waits to be served, three hours ago. */
async function decided() {
  const place = await begin('service');
  const who = { kind: 'person' as const, name: '张三', numberKind: null, number: null, phone: null };
  const line = { id: newId(), caseId: place.caseId, role: 'party' as const, represents: null };
  const party = { partyId: null, party: { ...who, address: null } };
  await by((ctx) => addCaseParty(ctx, testKeys, { ...line, ...party }));
  for (const [kind, detail] of [
    ['file', { opinion: '' }],
    ['conclude', { opinion: '' }],
    ['giveNotice', { content: '拟罚款' }],
    ['hearStatement', { waived: true, content: '' }],
    ['decide', { outcome: 'penalise', content: '罚款 500 元' }],
  ] as const)
    await move(place.caseId, kind, detail);
  house.ground.clock.advance(3 * hour);
  return place;
}
type Place = Awaited<ReturnType<typeof decided>>;
const send = (place: Place, change: Partial<Input<'enterService'>> = {}) => {
  const input = serviceInput(place, change);
  return by((ctx) => enterService(ctx, law, input)).then(() => input);
};
const takeBack = (input: Input<'enterService'>, replaces = input.receipt?.id ?? null) =>
  by((ctx) => withdrawService(ctx, { id: newId(), serviceId: input.id, replaces, reason: '登记有误' }));
const movesOf = async ({ caseId }: Place) => (await course(caseId)).moves.map(({ kind }) => kind).slice(5);
/** The steps of the act that carries the procedure of a case. */
async function stepsOf({ caseId }: Place): Promise<string[]> {
  const actId = await asHouse(house.ground, (ctx) => proceduralActOf(ctx, caseId));
  return kindsOf(actId ?? '');
}

describe('a case whose decision is served', () => {
  it('moves on with the service, and back when that is taken back; then it can be served anew, also earlier', async () => {
    const place = await decided();
    const input = await send(place);
    expect(await course(place.caseId)).toMatchObject({ state: 'served' });
    expect((await movesOf(place)).at(-1)).toBe('serve');
    await takeBack(input);
    expect(await course(place.caseId)).toMatchObject({ state: 'decided' });
    expect((await stepsOf(place)).slice(-1)).toEqual(['decisionServed withdrawn']);
    const { possible, moves } = await course(place.caseId);
    expect(possible.some(({ kind }) => kind === 'unserve')).toBe(false);
    expect(moves.at(-1)).toMatchObject({ kind: 'unserve', detail: { note: '登记有误' }, from: 'served' });
    const at = plusMillis(now(), -2 * hour);
    const receipt = {
      id: newId(),
      outcome: 'signed' as const,
      at,
      receiver: '张三',
      relation: null,
      note: null,
    };
    await send(place, { at, receipt });
    expect(await course(place.caseId)).toMatchObject({ state: 'served' });
    expect((await stepsOf(place)).slice(-2)).toEqual(['decisionServed', 'decisionServed withdrawn']);
    expect(await movesOf(place)).toEqual(['serve', 'unserve', 'serve']);
  });

  it('goes back when the outcome is corrected to a failure, and stays served on another day when it is not', async () => {
    const place = await decided();
    const input = await send(place);
    const correct = (outcome: 'refused' | 'signed', replaces: string) => {
      const said = { outcome, at: plusMillis(now(), -hour), relation: null, note: '误记' };
      const receipt = { ...said, id: newId(), serviceId: input.id, replaces, receiver: '张三' };
      return by((ctx) => concludeService(ctx, law, receipt)).then(() => receipt.id);
    };
    house.ground.clock.advance(hour / 2);
    const later = await correct('signed', input.receipt?.id ?? '');
    expect(await course(place.caseId)).toMatchObject({ state: 'served' });
    await correct('refused', later);
    expect(await course(place.caseId)).toMatchObject({ state: 'decided' });
    expect((await served(place.caseId)).services[0]?.standing).toBe('failed');
  });

  it('stays served where another service holds it, and where it went on nothing is taken from under it', async () => {
    const place = await decided();
    const first = await send(place);
    const second = await send(place, { party: '李四' });
    await takeBack(first);
    expect(await course(place.caseId)).toMatchObject({ state: 'served' });
    await takeBack(second);
    const last = await send(place);
    await move(place.caseId, 'perform', { note: '', paid: true });
    expect(await refusedBy(takeBack(last))).toBe('case.notNow');
    expect(await course(place.caseId)).toMatchObject({ state: 'performed' });
    expect((await served(place.caseId)).services[2]?.standing).toBe('served');
  });

  it('is served through another organ or unit, which is named, when the receipt comes back', async () => {
    for (const [manner, article] of [
      ['entrusted', '第九十一条'],
      ['transferred', '第九十四条'],
    ] as const) {
      const place = await decided();
      const without = send(place, { manner, receipt: null });
      await expect(without).rejects.toMatchObject({
        fields: [{ path: 'carrier', message: expect.stringContaining(article) }],
      });
      const input = await send(place, { manner, carrier: '晋中市榆次区某机关', receipt: null });
      expect((await served(place.caseId)).services[0]).toMatchObject({
        standing: 'underway',
        served: { at: null },
      });
      expect(await course(place.caseId)).toMatchObject({ state: 'decided' });
      const said = { outcome: 'signed' as const, at: now(), receiver: '张三', relation: null, note: null };
      const receipt = { ...said, id: newId(), serviceId: input.id, replaces: null };
      const left = { ...receipt, outcome: 'arrived' as const };
      expect(await refusedBy(by((ctx) => concludeService(ctx, law, left)))).toEqual(['outcome']);
      await by((ctx) => concludeService(ctx, law, receipt));
      expect(await course(place.caseId)).toMatchObject({ state: 'served' });
      expect((await served(place.caseId)).services[0]).toMatchObject({
        standing: 'served',
        served: { at: said.at },
      });
    }
  });
});

describe('the job that confirms public notices', () => {
  const run = async () => {
    const { database, clock } = house.ground;
    const woken: true[] = [];
    const hands = { database, clock, law, log: quiet, wake: () => void woken.push(true) };
    await noticeJobs(hands).confirmNotices?.({}, new AbortController().signal);
    return woken.length;
  };

  it('says once the period is over that it was served; the case and the periods of the party go on from that day', async () => {
    house.ground.clock.set('2026-09-01T00:00:00.000Z');
    const place = await decided();
    const how = { manner: 'publicNotice' as const, carrier: '本机关网站', reason: '下落不明，邮寄退回' };
    const input = await send(place, { ...how, at: now(), receipt: null });
    expect(await run()).toBe(0);
    const { at } = (await served(place.caseId)).services[0]?.served ?? {};
    house.ground.clock.set(at ?? '');
    house.ground.clock.advance(-1000);
    expect(await run()).toBe(0);
    expect(await course(place.caseId)).toMatchObject({ state: 'decided' });
    house.ground.clock.advance(2 * hour);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    const [row] = (await served(place.caseId)).services;
    expect(row).toMatchObject({
      standing: 'served',
      receipts: [{ outcome: 'deemed', servedAt: at, byHouse: true }],
    });
    expect(await course(place.caseId)).toMatchObject({ state: 'served' });
    expect((await stepsOf(place)).slice(-2)).toEqual(['noticePosted', 'decisionServed']);
    await house.settle();
    const actId = (await asHouse(house.ground, (ctx) => proceduralActOf(ctx, place.caseId))) ?? '';
    const duties = await readDutiesOf(house.ground, organ.people.head, { type: 'act', id: actId });
    for (const key of ['FY-20', 'CF-67'])
      expect(duties.some((duty) => duty.key.startsWith(key) && duty.dueBefore !== null)).toBe(true);
    const { rows } = await asHouse(house.ground, ({ tx }) =>
      sql<{ actor: string; kind: string }>`select actor, kind from custody_entry
        where kind in ('service.concluded', 'case.moved') order by entry_id desc limit 2`.execute(tx),
    );
    expect(rows.map(({ actor, kind }) => `${actor} ${kind}`).sort()).toEqual([
      ...['system case.moved', 'system service.concluded'],
    ]);
    await takeBack(input, row?.receipts[0]?.id ?? null);
    expect(await course(place.caseId)).toMatchObject({ state: 'decided' });
    expect(await run()).toBe(0);
  });

  it('leaves alone what somebody confirmed, and what was taken back before', async () => {
    const place = await begin('publicNoticeService');
    const how = { manner: 'publicNotice' as const, carrier: '本机关网站', reason: '下落不明' };
    const input = { ...serviceInput(place), ...how, at: now(), receipt: null };
    await by((ctx) => enterService(ctx, law, input));
    await takeBack(input, null);
    house.ground.clock.advance(40 * day);
    expect(await run()).toBe(0);
    expect((await served(place.caseId)).services[0]?.standing).toBe('withdrawn');
  });
});
