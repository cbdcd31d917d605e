import type { Input, registerShapes, SearchKind } from '@liuhen/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { asHouse, quiet, sequenceAll, startTestSequencer } from '../../test/custody.ts';
import { type EvidencePlace, openEvidencePlace } from '../../test/evidence-place.ts';
import { goodsInput, serviceInput } from '../../test/goods.ts';
import { testKeys } from '../../test/numbers.ts';
import { makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { ensureProceduralAct } from '../cases/procedural-act.ts';
import { enterActStep } from '../cases/steps.ts';
import { checkDerived } from '../custody/check-derived.ts';
import { startFollowing } from '../custody/index.ts';
import { enterGoods, enterGoodsEvent, withdrawGoods } from '../evidence/goods.ts';
import { enterService, withdrawService } from '../evidence/serving.ts';
import { type Law, loadGists, loadLaw } from '../law/index.ts';
import { type AskingLaw, correctRegister, enterRegister, withdrawRegister } from '../registers/entries.ts';
import { search } from './answer.ts';
import { index, replaySearch, searchFollower } from './follower.ts';

let at: EvidencePlace;
let place: Awaited<ReturnType<EvidencePlace['begin']>>;
let other: TestOrgan;
let law: Law & AskingLaw;
let sequencer: ReturnType<typeof startTestSequencer>;
let following: ReturnType<typeof startFollowing>;

beforeAll(async () => {
  at = await openEvidencePlace('2026-08-03T01:00:00.000Z');
  const { ground } = at.house;
  law = { ...(await loadLaw()), gists: await loadGists() };
  other = await makeOrgan(ground, 'sx', 'sx');
  sequencer = startTestSequencer(ground);
  const parts = { database: ground.database, clock: ground.clock, log: quiet, wake: () => undefined };
  following = startFollowing(parts, [searchFollower(quiet)]);
  place = await at.begin();
});
afterAll(async () => {
  await following.stop();
  await sequencer.stop();
  await at.house.close();
});

async function settle() {
  await sequenceAll(at.house.ground, sequencer);
  await following.catchUp();
}
async function found(text: string, by: Person = at.organ.people.head) {
  await settle();
  const { groups } = await readAs(at.house.ground, by, (ctx) => search(ctx, testKeys, { text, limit: 20 }));
  const there = groups.filter(({ rows }) => rows.length > 0);
  return Object.fromEntries(there.map(({ kind, rows }) => [kind, rows.map(({ id }) => id)])) as Partial<
    Record<SearchKind, string[]>
  >;
}

describe('goods', () => {
  it('are found by thing, keeper, place and what became of them, until their list is withdrawn', async () => {
    const input = goodsInput(place);
    await at.by((ctx) => enterGoods(ctx, input));
    for (const text of ['卷烟 硬盒', '罚没物品仓库', '五台路5号仓库', '查封 账册'])
      expect([text, (await found(text)).goods]).toEqual([text, [input.id]]);
    const lifted = { id: at.newId(), listId: input.id, at: at.now(), reason: '查明与本案无关' };
    await at.by((ctx) =>
      enterGoodsEvent(ctx, { ...lifted, kind: 'lifted', approvedBy: '刘局长', approvalId: null }),
    );
    expect((await found('查明与本案无关')).goods).toEqual([input.id]);
    expect(await found('罚没物品仓库', other.people.head)).toEqual({});
    const undo = (eventId: string | null) =>
      at.by((ctx) => withdrawGoods(ctx, { id: at.newId(), listId: input.id, eventId, reason: '登记错了' }));
    await undo(lifted.id);
    expect(await found('查明与本案无关')).toEqual({});
    expect((await found('罚没物品仓库')).goods).toEqual([input.id]);
    await undo(null);
    expect(await found('罚没物品仓库')).toEqual({});
  });
});

describe('service', () => {
  it('is found by document, addressee, way and place, until it is withdrawn', async () => {
    const input = serviceInput(place, { document: '责令改正通知书', place: '解放路 9 号' });
    await at.by((ctx) => enterService(ctx, law, input));
    for (const text of ['责令改正通知书', '解放路9号', '直接送达 张三'])
      expect([text, (await found(text)).service]).toEqual([text, [input.id]]);
    expect(await found('责令改正通知书', other.people.head)).toEqual({});
    const replaces = (input as Input<'enterService'>).receipt?.id ?? null;
    const undone = { id: at.newId(), serviceId: input.id, replaces, reason: '登记错了' };
    await at.by((ctx) => withdrawService(ctx, undone));
    expect(await found('责令改正通知书')).toEqual({});
  });
});

describe('a register', () => {
  type Entry = z.output<typeof registerShapes.registerInput>;
  const enter = (id: string, kind: string, content: object) =>
    at.as(at.organ.people.head, (ctx) => enterRegister(ctx, law, { id, kind, content } as unknown as Entry));

  it('is found by its words as they were corrected last, by whoever is of the organ', async () => {
    const id = at.newId();
    const office = { name: '滨河路综合服务中心', matters: '日常巡查', powers: '检查', until: '2027-10-30' };
    const content = { ...office, documentNo: '委托〔2026〕7号', from: '2026-01-01' };
    await enter(id, 'entrusted', content);
    for (const by of [at.organ.people.assistant, at.organ.people.administrator])
      expect((await found('滨河路综合服务中心', by)).register).toEqual([id]);
    expect((await found('委托(2026)7号')).register).toEqual([id]);
    expect((await found('受委托组织 日常巡查')).register).toEqual([id]);
    const next = at.newId();
    const change = { id: next, replaces: id, kind: 'entrusted', reason: '改名' };
    await at.as(at.organ.people.head, (ctx) =>
      correctRegister(ctx, law, { ...change, content: { ...content, name: '滨江路服务站' } } as never),
    );
    expect((await found('滨江路服务站')).register).toEqual([id]);
    expect(await found('滨河路综合服务中心')).toEqual({});
    expect(await found('滨江路服务站', other.people.head)).toEqual({});
    const undone = { id: at.newId(), replaces: next, reason: '登记错了' };
    await at.as(at.organ.people.head, (ctx) => withdrawRegister(ctx, law, undone));
    expect(await found('滨江路服务站')).toEqual({});
  });

  it('of what concerns devices and people is found by their numbers and names', async () => {
    const [training, upkeep] = [at.newId(), at.newId()];
    const held = { topic: '执法记录仪规范使用', standing: 'held', on: '2026-07-01', hours: 4 };
    await enter(training, 'training', { ...held, officerIds: [at.organ.officerId] });
    const done = { deviceId: at.organ.deviceId, on: '2026-07-02', work: '清洁镜头', doneBy: '赵保管' };
    await at.as(at.organ.people.custodian, (ctx) =>
      enterRegister(ctx, law, { id: upkeep, kind: 'maintenance', content: done } as unknown as Entry),
    );
    expect((await found('规范使用 王建国')).register).toEqual([training]);
    expect((await found(at.organ.deviceNo)).register).toEqual([upkeep]);
    expect((await found('清洁镜头 设备维护保养')).register).toEqual([upkeep]);
  });
});

describe('the act that carries the procedure of a case', () => {
  it('is no result beside its case, and what is said in its steps is found in the case', async () => {
    const { ground } = at.house;
    const one = {
      ...{
        id: place.caseId,
        cause: '走私卷烟',
        party: '张三',
        unit_id: at.organ.unitId,
        procedure: 'ordinary',
      },
      ...{ officer_ids: at.officerIds, created_by: at.organ.people.officer.accountId },
    };
    let actId = '';
    await at.by(async (ctx) => {
      actId = await ensureProceduralAct(ctx, one, at.now());
      const step = { id: at.newId(), actId, kind: 'filmingInfeasible', at: at.now(), until: null };
      return enterActStep(ctx, { ...step, detail: { reason: '听证室停电未能摄录' } } as never);
    });
    expect(await found('听证室停电')).toEqual({ case: [place.caseId] });
    const all = await found('走私卷烟');
    expect(all.case).toEqual([place.caseId]);
    expect(all.act).toEqual([place.actId]);
    const missing = async () =>
      (await asHouse(ground, ({ tx }) => checkDerived(tx))).filter(({ code }) => code === 'search.missing');
    expect(await missing()).toEqual([]);
    await asHouse(ground, replaySearch);
    expect(await found('听证室停电')).toEqual({ case: [place.caseId] });
    expect(await missing()).toEqual([]);
  });
});

describe('a volume', () => {
  it('is found by its number and what lies in it, as it was filed last', async () => {
    const { ground } = at.house;
    const file = (version: number, line: string) =>
      asHouse(ground, async ({ tx }) => {
        const content = {
          cover: { title: '张三走私卷烟案' },
          lines: [{ title: { zh: line }, number: '决1号' }],
        };
        await sql`insert into case_volume (id, organ_id, case_id, version, number, content, digest, note, filed_by, closed_at)
          values (${at.newId()}, ${at.organ.id}, ${place.caseId}, ${version}, '20260042', ${JSON.stringify(content)}::jsonb,
            '', '', ${at.organ.people.officer.accountId}, now())`.execute(tx);
        await index(tx, 'volume', [place.caseId]);
      });
    await file(1, '先前的目录');
    expect((await found('20260042')).volume).toEqual([place.caseId]);
    await file(2, '补充的勘验笔录');
    expect((await found('补充的勘验笔录')).volume).toEqual([place.caseId]);
    expect(await found('先前的目录')).toEqual({});
    expect(await found('20260042', other.people.head)).toEqual({});
  });
});
