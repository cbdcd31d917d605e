import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { Person, Writing } from '../base/context.ts';
import type { Sealed } from '../base/sealed.ts';
import { createAct } from '../cases/index.ts';
import { loadGists, loadLaw, proposeChange } from '../law/index.ts';
import { withTrialPacks } from '../law/matter-for-tests.ts';
import { draftMatterList, type KnowingLaw, reviewMatterList, submitMatterList } from '../law/matter-lists.ts';
import { personOfAccount } from '../roster/index.ts';
import { decideCalendarChange } from './rejudge.ts';
import { readWorkbench } from './workbench.ts';

describe('what waits for a word', () => {
  let ground: TestGround;
  let law: KnowingLaw;
  let organ: TestOrgan;
  beforeAll(async () => {
    ground = await makeGround();
    law = { ...withTrialPacks(await loadLaw()), gists: await loadGists() };
    organ = await makeOrgan(ground);
  });
  afterAll(() => ground.close());

  const seen = async (person: Person) => {
    const bench = await readAs(ground, person, (ctx) => readWorkbench(ctx, law));
    return [bench.waitingForMe, bench.awaiting.map(({ kind, by }) => `${kind} ${by}`)];
  };
  const none = [0, []];
  const as =
    (person: Person) =>
    async <T>(work: (ctx: Writing) => Promise<Sealed<T>>) =>
      (await asPerson(ground, person, work)).value;

  it('a change of the calendar waits for each who may decide it, except who proposed it, until it is decided', async () => {
    const { administrator, head, officer, custodian } = organ.people;
    const second = await openPerson(ground, administrator, 'xz.admin2', 'administrator', null);
    const elsewhere = await makeOrgan(ground, 'xz2');
    const day = { date: '2026-11-09', working: false, name: { zh: '机关搬迁', en: 'Moving house' } };
    const { value } = await asPerson(ground, administrator, (ctx) =>
      proposeChange(ctx, law, {
        ...{ documentNo: '榆政发〔2026〕3号', title: '机关搬迁', source: 'https://www.gov.cn/' },
        ...{ content: { kind: 'days', days: [day] }, supersedes: null },
      }),
    );
    for (const person of [head, second])
      expect(await seen(person)).toEqual([1, ['calendarChange 机关 xz系统管理员']]);
    for (const person of [administrator, officer, custodian, elsewhere.people.head])
      expect(await seen(person)).toEqual(none);
    await asPerson(ground, head, (ctx) =>
      decideCalendarChange(ctx, law, { id: value.id, approve: true, reason: null }),
    );
    for (const person of [head, second]) expect(await seen(person)).toEqual(none);
  });

  it('a list of matters waits for its reviewer, then for the head, never for who wrote it', async () => {
    const { legalReviewer, head, custodian } = organ.people;
    const second = await openPerson(ground, organ.people.administrator, 'xz.second', 'legalReviewer', null);
    const { id } = await as(second)((ctx) => draftMatterList(ctx, law, { from: 'law' }));
    expect(await seen(legalReviewer)).toEqual(none);
    await as(second)((ctx) => submitMatterList(ctx, law, { id, revision: 1 }));
    expect(await seen(legalReviewer)).toEqual([1, ['listReview xz.second']]);
    for (const person of [second, head, custodian]) expect(await seen(person)).toEqual(none);
    await as(legalReviewer)((ctx) => reviewMatterList(ctx, { id, revision: 2, agrees: true, remarks: '' }));
    expect(await seen(head)).toEqual([1, ['listApproval xz.legalReviewer']]);
    expect(await seen(legalReviewer)).toEqual(none);
  });
});

describe('the administrator of the installation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('is told the open provisional due times of all organs, as the page of the calendar is', async () => {
    const { ground, organ } = server;
    const admin = await asHouse(ground, ({ tx }) => personOfAccount(tx, 'admin'));
    if (admin === null) throw new Error('nobody administers the installation');
    const visitor = await server.visit(admin);
    const year = (await visitor.call('readCalendar', {})).missingYear - 1;
    await asPerson(ground, organ.people.officer, (ctx) =>
      createAct(ctx, {
        ...{ type: 'onSiteInspection', cause: '年终检查', party: null, place: null, filmed: true },
        ...{ unitId: organ.unitId, officerIds: [organ.officerId], circumstances: [], procedure: null },
        ...{ caseId: null, startedAt: `${year}-12-30T08:00:00.000Z`, endedAt: `${year}-12-30T09:00:00.000Z` },
      }),
    );
    const told = async () => (await visitor.call('workbench', {})).calendarTask?.provisional ?? 0;
    for (let tries = 0; tries < 100 && (await told()) === 0; tries++) await sleep(100);
    expect(await told()).toBeGreaterThan(0);
    expect((await visitor.call('readCalendar', {})).provisional).toBe(await told());
  });
});
