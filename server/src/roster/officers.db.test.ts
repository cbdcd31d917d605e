import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { actFactsOf, createAct } from '../cases/index.ts';
import { changeOfficer, registerOfficer } from './officers.ts';

let ground: TestGround;
let organ: TestOrgan;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
});
afterAll(() => ground.close());

it('the kind of somebody stands once they are in an act, and all else may change', async () => {
  const { administrator, officer } = organ.people;
  const entered = {
    ...{ unitId: organ.unitId, name: '钱七', kind: 'officer' as const, deviceUserId: null },
    ...{ certificateNo: 'XZ-7', certificateValidUntil: '2030-12-31' },
  };
  const { id } = (await asPerson(ground, administrator, (ctx) => registerOfficer(ctx, entered))).value;
  const becomes = async (kind: 'officer' | 'assistant', name = '钱七') =>
    (await asPerson(ground, administrator, (ctx) => changeOfficer(ctx, { ...entered, id, name, kind })))
      .value;
  await becomes('assistant');
  await becomes('officer');
  const { value: act } = await asPerson(ground, officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause: '检查', party: null, place: null, filmed: false },
      ...{
        unitId: organ.unitId,
        officerIds: [organ.officerId, id],
        circumstances: [],
        procedure: null,
        caseId: null,
      },
      ...{ startedAt: ground.clock.now(), endedAt: null },
    }),
  );
  await expect(becomes('assistant')).rejects.toMatchObject({
    ...{ code: 'officer.kindStands', detail: { name: '钱七' } },
  });
  expect(await becomes('officer', '钱七七')).toMatchObject({ kind: 'officer', name: '钱七七' });
  expect((await asHouse(ground, (ctx) => actFactsOf(ctx, act.id))).officers).toBe(2);
});
