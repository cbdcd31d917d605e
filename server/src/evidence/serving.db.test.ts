import type { Input } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EvidencePlace, openEvidencePlace, refusedBy } from '../../test/evidence-place.ts';
import { addressInput, serviceInput } from '../../test/goods.ts';
import { readAs } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { DomainError } from '../base/errors.ts';
import { loadLaw } from '../law/index.ts';
import { readDutiesOf } from '../obligations/duties-for-tests.ts';
import { changeOfficer, registerOfficer } from '../roster/officers.ts';
import { enterAddress } from './addresses.ts';
import { concludeService, enterService, withdrawService } from './serving.ts';
import { caseServices } from './serving-view.ts';

const hour = 3_600_000;
const law = await loadLaw();
let { house, organ, officer, now, as, by, newId, begin, kindsOf } = {} as EvidencePlace;
beforeAll(async () => {
  ({ house, organ, officer, now, as, by, newId, begin, kindsOf } =
    await openEvidencePlace('2026-08-03T01:00:00.000Z'));
});
afterAll(() => house.close());

describe('service', () => {
  const served = (id: string) => readAs(house.ground, officer, (ctx) => caseServices(ctx, law, { id }));
  const send = (input: Input<'enterService'>) => by((ctx) => enterService(ctx, law, input));

  it('of a decision lets the periods of the party run from the day on which it counts', async () => {
    house.ground.clock.set('2026-08-31T08:00:00.000Z');
    const place = await begin('service');
    const input = serviceInput(place);
    await Promise.all([0, 1].map(() => send(input)));
    await house.settle();
    const [row] = (await served(place.caseId)).services;
    expect(row).toMatchObject({ number: 1, standing: 'served', served: { at: input.at } });
    const duties = await readDutiesOf(house.ground, organ.people.head, { type: 'act', id: place.actId });
    const due = (id: string) => duties.find(({ key }) => key.startsWith(id))?.dueBefore;
    expect(due('FY-20')).toBe('2026-10-30T16:00:00.000Z');
    expect(due('CF-67')).toBe('2026-09-15T16:00:00.000Z');
    const back = { id: newId(), serviceId: input.id, replaces: input.receipt?.id ?? null, reason: '送错人' };
    await by((ctx) => withdrawService(ctx, back));
    expect(await kindsOf(place.actId)).toEqual(['decisionServed withdrawn']);
    expect((await served(place.caseId)).services[0]?.standing).toBe('withdrawn');
  });

  it('names every fault at once, with the article', async () => {
    const place = await begin('retainedService');
    const early = { documentMadeAt: now(), at: plusMillis(now(), -hour) };
    const input = serviceInput(place, { ...early, manner: 'retained', officerIds: [organ.officerId] });
    const error = await send(input).catch((refusal: DomainError) => refusal);
    const fields = (error as DomainError).fields;
    expect([...new Set(fields.map(({ path }) => path))].sort()).toEqual([
      ...['at', 'officerIds', 'receipt.outcome', 'witnesses'],
    ]);
    expect(fields.find(({ path }) => path === 'witnesses')?.message).toContain('第八十九条');
    const left = {
      id: newId(),
      outcome: 'left' as const,
      at: input.at,
      receiver: null,
      relation: null,
      note: null,
    };
    await send(serviceInput(place, { manner: 'retained', witnesses: ['李四'], receipt: left }));
    expect((await served(place.caseId)).services[0]?.standing).toBe('served');
  });

  it('counts who held a certificate on the day: one that was replaced since does, one not begun does not', async () => {
    const place = await begin('service');
    const { administrator } = organ.people;
    const officer = {
      ...{ unitId: organ.unitId, name: '钱进', kind: 'officer' as const, deviceUserId: null },
      ...{ certificateNo: 'ql-140900771', certificateValidFrom: '2026-09-10' },
      certificateValidUntil: '2031-09-09',
    };
    const { id } = await as(administrator, (ctx) => registerOfficer(ctx, officer));
    const input = serviceInput({ ...place, officerIds: [organ.officerId, id] });
    const error = await send(input).catch((refusal: DomainError) => refusal);
    expect((error as DomainError).fields.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^钱进的执法证件从 2026-09-10 起有效，2026-08-31 还没有生效（.*第四十二条/),
      expect.stringContaining('至少 2 名'),
    ]);
    const earlier = { certificateNo: 'ql-140900770', certificateValidFrom: '2021-09-10' };
    const renewed = { ...officer, name: '钱多', deviceUserId: null };
    const other = await as(administrator, (ctx) =>
      registerOfficer(ctx, { ...renewed, ...earlier, certificateValidUntil: '2026-09-09' }),
    );
    await as(administrator, (ctx) =>
      changeOfficer(ctx, { ...renewed, id: other.id, certificateNo: 'ql-140900772' }),
    );
    await send({ ...input, officerIds: [organ.officerId, other.id] });
  });

  it('by electronic means asks for a confirmation that was signed before', async () => {
    const place = await begin('service');
    const arrived = {
      id: newId(),
      outcome: 'arrived' as const,
      at: now(),
      receiver: null,
      relation: null,
      note: null,
    };
    const electronic = { manner: 'electronic' as const, carrier: '13800000000', receipt: arrived, at: now() };
    expect(await refusedBy(send(serviceInput(place, electronic)))).toEqual(['manner']);
    await by((ctx) => enterAddress(ctx, addressInput(place, { signedAt: plusMillis(now(), -2 * hour) })));
    house.ground.clock.advance(hour);
    await send(serviceInput(place, { ...electronic, id: newId() }));
    house.ground.clock.advance(hour);
    await by((ctx) =>
      enterAddress(ctx, addressInput(place, { consents: false, channel: null, account: null })),
    );
    const late = { ...electronic, at: now(), receipt: null };
    house.ground.clock.advance(hour);
    expect(await refusedBy(send(serviceInput(place, late)))).toEqual(['manner']);
    const known = await served(place.caseId);
    expect(known.addresses.map(({ consents }) => consents)).toEqual([false, true]);
  });

  it('by post that comes back is a failed try, by public notice counts after its period', async () => {
    house.ground.clock.set('2026-08-03T02:00:00.000Z');
    const place = await begin('publicNoticeService');
    const post = serviceInput(place, { manner: 'postal', carrier: 'EMS 1', receipt: null });
    await send(post);
    const returned = {
      outcome: 'returned' as const,
      at: now(),
      receiver: null,
      relation: null,
      note: '查无此人',
    };
    const receipt = { ...returned, id: newId(), serviceId: post.id, replaces: null };
    await by((ctx) => concludeService(ctx, law, receipt));
    const other = { ...receipt, id: newId(), outcome: 'signed' as const, receiver: '张三' };
    expect(await refusedBy(by((ctx) => concludeService(ctx, law, other)))).toBe('conflict.changed');
    const bare = { manner: 'publicNotice' as const, at: now(), receipt: null };
    expect(await refusedBy(send(serviceInput(place, bare)))).toEqual(['carrier', 'reason']);
    const notice = serviceInput(place, { ...bare, carrier: '本机关网站', reason: '下落不明，邮寄退回' });
    await send(notice);
    expect(await kindsOf(place.actId)).toEqual(['noticePosted']);
    const deemed = { outcome: 'deemed' as const, receiver: null, relation: null, note: null, replaces: null };
    const conclude = () =>
      by((ctx) => concludeService(ctx, law, { ...deemed, at: now(), id: newId(), serviceId: notice.id }));
    expect(await refusedBy(conclude())).toEqual(['outcome']);
    const [first, second] = (await served(place.caseId)).services;
    expect(first?.standing).toBe('failed');
    expect(second).toMatchObject({ standing: 'underway', served: { at: '2026-09-02T15:59:59.999Z' } });
    expect(second?.served.steps.at(-1)).toMatchObject({ on: '2026-09-02', ordinal: 30 });
    house.ground.clock.set('2026-09-03T02:00:00.000Z');
    expect((await served(place.caseId)).services[1]?.standing).toBe('served');
    await conclude();
    expect(await kindsOf(place.actId)).toEqual(['noticePosted', 'decisionServed']);
  });
});
