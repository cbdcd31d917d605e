import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { connectOwner } from '../base/database.ts';
import { createAct } from '../cases/index.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { filmOf } from './film-for-tests.ts';

let house: DutyGround;
let refused: TestOrgan;
let other: TestOrgan;

beforeAll(async () => {
  house = await openDutyGround();
  refused = await makeOrgan(house.ground, 'xz', 'xz');
  other = await makeOrgan(house.ground, 'ql', 'ql');
  const owner = await connectOwner(house.ground.ownerUrl);
  await owner.query(`create function refuse() returns trigger language plpgsql as
      $$ begin if new.organ_id = '${refused.id}' then raise check_violation; end if; return new; end $$;
    create trigger refuse before insert on obligation for each row execute function refuse()`);
  await owner.end();
});
afterAll(() => house.close());

const film = (organ: TestOrgan) => house.line.store(organ.people.officer, filmOf(house.ground, organ));

async function act({ people, unitId, officerId }: TestOrgan): Promise<string> {
  const times = { startedAt: '2026-02-01T02:00:00.000Z', endedAt: '2026-02-01T03:00:00.000Z' };
  const who = { party: null, place: null, unitId, officerIds: [officerId] };
  const entered = {
    circumstances: [],
    procedure: null,
    type: 'onSiteInspection' as const,
    cause: '检查',
    filmed: true,
    ...who,
    ...times,
  };
  return (await asPerson(house.ground, people.custodian, (ctx) => createAct(ctx, entered))).value.id;
}

describe('a duty that the database refuses', () => {
  it.each([
    ['recording', film],
    ['act', act],
  ] as const)('of a %s keeps no other waiting', async (type, enter) => {
    const theirs = await enter(refused);
    const plain = await enter(other);
    await house.settle();
    await film(other);
    await house.settle();
    const dutiesOf = (organ: TestOrgan, id: string) =>
      readDutiesOf(house.ground, organ.people.head, { type, id });
    expect(await dutiesOf(refused, theirs)).toEqual([]);
    expect((await dutiesOf(other, plain)).length).toBeGreaterThan(0);
  });
});
