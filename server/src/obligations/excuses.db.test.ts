import { type Duty, obligationShapes } from '@liuhen/contract';
import type { Pack } from '@liuhen/rules';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { toInstant } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { type Law, loadLaw } from '../law/index.ts';
import { claimReturn } from '../recordings/commands.ts';
import { openAccount, personOfAccount } from '../roster/index.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { decideExcuse, stateExcuse, withdrawExcuse } from './excuses.ts';
import { listDuties } from './list.ts';
import { readWorkbench } from './workbench.ts';

const beijing = (text: string) => toInstant(`${text}+08:00`);
const friday = beijing('2026-10-16T18:30:00');
const monday = beijing('2026-10-19T09:00:00');

let law: Law;
/** The same law, but explanations are decided by the head of the unit and then by the legal reviewer. */
let inTwoSteps: Law;
/** The same law, but both steps are those of heads, of whom the organ has one that does not owe the duty. */
let byTwoHeads: Law;
let house: DutyGround;
let organ: TestOrgan;
let second: { head: Person; reviewer: Person };
let recordingId: string;

async function openPerson(loginName: string, role: 'head' | 'legalReviewer', officerId: string | null) {
  await asPerson(house.ground, organ.people.administrator, (ctx) =>
    openAccount(ctx, { loginName, displayName: loginName, roles: [role], officerId }),
  );
  const person = await asHouse(house.ground, (ctx) => personOfAccount(ctx.tx, loginName));
  if (person === null) throw new Error(`${loginName} was not opened`);
  return person;
}

beforeAll(async () => {
  law = await loadLaw();
  const inSteps = (...steps: NonNullable<Pack['excuses']>['steps']): Law => {
    const excuses = { article: 'XZ-11', also: [], steps };
    return { ...law, packs: law.packs.map((pack) => (pack.id === 'xz' ? { ...pack, excuses } : pack)) };
  };
  inTwoSteps = inSteps('unitHead', 'legalReviewer');
  byTwoHeads = inSteps('unitHead', 'organHead');
  house = await openDutyGround();
  organ = await makeOrgan(house.ground, 'xz', 'xz');
  second = {
    head: await openPerson('xz.head2', 'head', organ.officerId),
    reviewer: await openPerson('xz.reviewer', 'legalReviewer', null),
  };
});
afterAll(() => house.close());

/** A film of a Friday evening that was stored on Monday: too late for the organ, in time for the province. */
async function storeLate(): Promise<string> {
  house.ground.clock.set(monday);
  const film = { deviceNo: organ.deviceNo, userId: '140901', endedAt: friday };
  const id = await house.line.store(organ.people.officer, film);
  await house.settle();
  return id;
}
async function claimRemote(id: string): Promise<void> {
  const returned = { id, ground: 'remote' as const, returnDate: '2026-10-18', evidence: '外勤审批单' };
  await asPerson(house.ground, organ.people.officer, (ctx) => claimReturn(ctx, returned));
  await house.settle();
}
beforeEach(async () => {
  recordingId = await storeLate();
  await claimRemote(recordingId);
});

const dutiesFor = (person: Person, id = recordingId) =>
  readDutiesOf(house.ground, person, { type: 'recording', id });
async function dutyFor(person: Person, id = recordingId): Promise<Duty> {
  const [duty] = await dutiesFor(person, id);
  if (duty === undefined) throw new Error('no duty');
  return duty;
}
const reason = { kind: 'remote' as const, ground: '在山区连续执法，返回时机关已下班', note: null };
const note = '周日深夜才回到机关，周一上班即存入。';

async function explain(person: Person = organ.people.officer, under: Law = law, given = {}): Promise<string> {
  const { id } = await dutyFor(organ.people.head);
  const input = { ...reason, id, note, recordingIds: [], ...given };
  const { value } = await asPerson(house.ground, person, (ctx) => stateExcuse(ctx, under, input));
  await house.settle();
  return value.id;
}
async function decide(person: Person, id: string, step = 0, accepted = true): Promise<void> {
  await asPerson(house.ground, person, (ctx) =>
    decideExcuse(ctx, { id, step, accepted, reason: accepted ? '情况属实' : '当晚可以远程存入' }),
  );
  await house.settle();
}
const refusal = (code: string) => expect.objectContaining({ code });
const waiting = (person: Person) => readAs(house.ground, person, (ctx) => readWorkbench(ctx, law));

describe('an explanation of a missed duty', () => {
  it('is given by the officer, decided by the head, and shown beside the lateness it does not erase', async () => {
    const before = await dutyFor(organ.people.officer);
    expect(before).toMatchObject({ state: 'dischargedLate', mayExplain: true, excuse: null });
    const id = await explain();
    const stated = await dutyFor(organ.people.head);
    expect(stated).toMatchObject({ state: 'dischargedLate', mayExplain: false });
    expect(stated.excuse).toMatchObject({
      ...{ id, version: 1, state: 'stated', ground: reason.ground, note, statedBy: 'xz.officer' },
      ...{ steps: [{ office: 'organHead', role: 'head', decision: null }] },
      abilities: { decide: true, withdraw: false },
    });
    await decide(organ.people.head, id);
    const after = await dutyFor(organ.people.officer);
    expect(after).toMatchObject({ state: 'excused', mayExplain: false });
    expect(after.dischargedAt).toBe(before.dischargedAt);
    expect(after.dueBefore).toBe(before.dueBefore);
    const decision = { by: 'xz.head', at: house.ground.clock.now(), accepted: true, reason: '情况属实' };
    expect(after.excuse).toMatchObject({ state: 'accepted', steps: [{ decision }] });
  });

  it('still holds when all is judged again from the first entry', async () => {
    await decide(organ.people.head, await explain());
    await house.replay({ forgetDuties: false });
    expect((await dutyFor(organ.people.officer)).state).toBe('excused');
  });

  it('may rest on films instead of a note', async () => {
    await explain(organ.people.officer, law, { note: '', recordingIds: [recordingId, recordingId] });
    const { excuse } = await dutyFor(organ.people.head);
    expect(excuse).toMatchObject({ note: null, recordings: [{ id: recordingId }] });
  });

  it('is told to whoever gave it once it is settled, with the reason, and to nobody else', async () => {
    const told = async (person: Person) =>
      (await waiting(person)).notices.filter(({ kind, at }) => kind === 'excuse.decided' && at >= start);
    house.ground.clock.advance(1000);
    const start = house.ground.clock.now();
    const id = await explain(organ.people.officer, inTwoSteps);
    await decide(organ.people.head, id);
    expect(await told(organ.people.officer)).toEqual([]);
    await decide(second.reviewer, id, 1, false);
    const [notice, ...more] = await told(organ.people.officer);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ subject: { type: 'recording', id: recordingId } });
    expect(notice?.said.zh).toMatch(/存储.*未获准.*当晚可以远程存入/);
    expect(notice?.said.en).toMatch(/Store.*refused/);
    const again = await explain();
    house.ground.clock.advance(1000);
    await decide(organ.people.head, again);
    expect((await told(organ.people.officer))[0]?.said.zh).toMatch(/已获准/);
    for (const person of [organ.people.head, organ.people.custodian]) expect(await told(person)).toEqual([]);
  });

  it('stays in the list of all that is or was late', async () => {
    const late = async () => {
      const filter = obligationShapes.dutyFilter.parse({ state: 'late', recordingId });
      const { rows } = await readAs(house.ground, organ.people.head, (ctx) => listDuties(ctx, filter));
      return rows.map(({ state }) => state);
    };
    expect(await late()).toEqual(['dischargedLate']);
    await decide(organ.people.head, await explain());
    expect(await late()).toEqual(['excused']);
  });

  it('can be given anew once it was refused or withdrawn, as a further version', async () => {
    await decide(organ.people.head, await explain(), 0, false);
    expect(await dutyFor(organ.people.officer)).toMatchObject({
      ...{ state: 'dischargedLate', mayExplain: true },
      excuse: { state: 'refused', steps: [{ decision: { accepted: false, reason: '当晚可以远程存入' } }] },
    });
    const again = await explain();
    await asPerson(house.ground, organ.people.officer, (ctx) => withdrawExcuse(ctx, { id: again }));
    expect((await dutyFor(organ.people.officer)).excuse).toMatchObject({ version: 2, state: 'withdrawn' });
    await explain();
    expect((await dutyFor(organ.people.officer)).excuse).toMatchObject({ version: 3, state: 'stated' });
  });

  it('waits on the workbench of whoever decides, and of nobody else', async () => {
    await explain();
    const [head, officer, reviewer] = await Promise.all(
      [organ.people.head, organ.people.officer, second.reviewer].map(waiting),
    );
    expect(head?.decisions.map(({ subject }) => subject.id)).toContain(recordingId);
    expect(head?.waitingForMe).toBe(head?.decisions.length);
    expect([officer?.decisions, reviewer?.decisions]).toEqual([[], []]);
  });
});

describe('an explanation is refused', () => {
  it('for a duty that was kept', async () => {
    const [, parent] = await dutiesFor(organ.people.head);
    await expect(explain(organ.people.officer, law, { id: parent?.id })).rejects.toEqual(
      refusal('excuse.notLate'),
    );
    expect(parent?.mayExplain).toBe(false);
  });

  it('where no ground holds, and with the article', async () => {
    const plain = await storeLate();
    const { id, mayExplain } = await dutyFor(organ.people.officer, plain);
    expect(mayExplain).toBe(false);
    await expect(explain(organ.people.officer, law, { id })).rejects.toMatchObject({
      code: 'excuse.noGround',
      detail: { article: 'XZ-11', cited: '《忻州市财政局行政执法全过程记录制度》第十一条' },
    });
  });

  it('for a missed time of the province', async () => {
    house.ground.clock.set(beijing('2026-10-30T09:00:00'));
    const film = { deviceNo: organ.deviceNo, userId: '140901', endedAt: friday };
    const id = await house.line.store(organ.people.officer, film);
    await house.settle();
    const [, parent] = await dutiesFor(organ.people.officer, id);
    await expect(explain(organ.people.officer, law, { id: parent?.id })).rejects.toMatchObject({
      code: 'excuse.higherTime',
      detail: { article: 'SX-17' },
    });
  });

  it('from somebody whose duty it is not', async () => {
    await expect(explain(organ.people.assistant)).rejects.toEqual(refusal('permission.denied'));
    await expect(explain(second.reviewer)).rejects.toEqual(refusal('permission.denied'));
    await expect(explain(organ.people.custodian)).resolves.toEqual(expect.any(String));
  });

  it('while another one stands, also when two press at once', async () => {
    const tries = await Promise.allSettled([explain(), explain(organ.people.custodian)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(explain()).rejects.toEqual(refusal('conflict.explained'));
  });
});

describe('deciding', () => {
  it('is for the named approver alone, never on the own explanation or duty', async () => {
    const id = await explain();
    for (const person of [organ.people.custodian, second.reviewer, organ.people.officer, second.head])
      await expect(decide(person, id)).rejects.toEqual(refusal('permission.denied'));
    const own: Person = { ...organ.people.head, accountId: organ.people.officer.accountId };
    await expect(decide(own, id)).rejects.toEqual(refusal('permission.denied'));
    expect((await dutyFor(second.head)).excuse?.abilities.decide).toBe(false);
  });

  it('happens once, also when two press at once', async () => {
    const id = await explain();
    const tries = await Promise.allSettled([
      decide(organ.people.head, id),
      decide(organ.people.head, id, 0, false),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(decide(organ.people.head, id, 1)).rejects.toEqual(refusal('conflict.changed'));
    const withdrawing = asPerson(house.ground, organ.people.officer, (ctx) => withdrawExcuse(ctx, { id }));
    await expect(withdrawing).rejects.toEqual(refusal('conflict.changed'));
  });

  it('goes from office to office where the law names several, each a different person', async () => {
    const id = await explain(organ.people.officer, inTwoSteps);
    const offices = (await dutyFor(organ.people.head)).excuse?.steps.map(({ office, role }) => [
      office,
      role,
    ]);
    expect(offices).toEqual([
      ['unitHead', 'head'],
      ['legalReviewer', 'legalReviewer'],
    ]);
    await expect(decide(second.reviewer, id)).rejects.toEqual(refusal('permission.denied'));
    await decide(organ.people.head, id);
    expect(await dutyFor(organ.people.head)).toMatchObject({
      state: 'dischargedLate',
      excuse: { state: 'stated' },
    });
    const both: Person = { ...organ.people.head, roles: ['head', 'legalReviewer'] };
    await expect(decide(both, id, 1)).rejects.toEqual(refusal('permission.denied'));
    await decide(second.reviewer, id, 1);
    expect((await dutyFor(organ.people.head)).state).toBe('excused');
  });

  it('says who can agree, and of whom there are too few, and never waits for ever', async () => {
    const id = await explain(organ.people.officer, byTwoHeads);
    expect((await dutyFor(organ.people.officer)).excuse).toMatchObject({
      ...{ deciders: ['xz.head'], lacking: 'head', state: 'stated' },
    });
    await decide(organ.people.head, id);
    const waits = await dutyFor(organ.people.head);
    expect(waits.excuse).toMatchObject({
      ...{ deciders: [], lacking: 'head', abilities: { decide: false, refuse: true, withdraw: false } },
    });
    await expect(decide(organ.people.head, id, 1)).rejects.toEqual(refusal('permission.denied'));
    await expect(decide(second.reviewer, id, 1, false)).rejects.toEqual(refusal('permission.denied'));
    await decide(organ.people.head, id, 1, false);
    const refused = (await dutyFor(organ.people.head)).excuse;
    expect(refused).toMatchObject({ state: 'refused', deciders: [], lacking: null });
    expect(refused?.abilities.refuse).toBe(false);
    const again = await explain(organ.people.officer, byTwoHeads);
    const third = await openPerson('xz.head3', 'head', null);
    expect((await dutyFor(third)).excuse).toMatchObject({ deciders: ['xz.head', 'xz.head3'], lacking: null });
    await decide(organ.people.head, again);
    await decide(third, again, 1);
    expect((await dutyFor(organ.people.head)).state).toBe('excused');
  });

  it('ends with the first office that refuses', async () => {
    const id = await explain(organ.people.officer, inTwoSteps);
    await decide(organ.people.head, id, 0, false);
    expect((await dutyFor(organ.people.head)).excuse?.state).toBe('refused');
    await expect(decide(second.reviewer, id, 1)).rejects.toEqual(refusal('conflict.changed'));
  });
});
