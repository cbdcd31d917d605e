import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { connectOwner } from '../base/database.ts';
import { createAct } from '../cases/index.ts';
import { loadLaw, proposeChange } from '../law/index.ts';
import { type DutyGround, openDutyGround, readDutiesOf } from './duties-for-tests.ts';
import { filmOf } from './film-for-tests.ts';
import { decideCalendarChange } from './rejudge.ts';

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
    caseId: null,
    type: 'onSiteInspection' as const,
    cause: '检查',
    filmed: true,
    ...who,
    ...times,
  };
  return (await asPerson(house.ground, people.custodian, (ctx) => createAct(ctx, entered))).value.id;
}

/** An act of the last day that has a notice; its film is owed on a day that no notice tells of. */
async function actAtYearsEnd({ people, unitId, officerId }: TestOrgan): Promise<string> {
  const { value } = await asPerson(house.ground, people.officer, (ctx) =>
    createAct(ctx, {
      ...{ type: 'other', cause: '检查', party: null, place: null, filmed: true, unitId },
      ...{ officerIds: [officerId], circumstances: [], procedure: null, caseId: null },
      ...{ startedAt: '2026-12-31T08:00:00.000Z', endedAt: '2026-12-31T09:00:00.000Z' },
    }),
  );
  return value.id;
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

  it('keeps no approval of a calendar waiting, and is counted as failed', async () => {
    house.ground.clock.set('2026-12-31T10:00:00.000Z');
    const law = await loadLaw();
    const [bad, good] = [await actAtYearsEnd(other), await actAtYearsEnd(other)];
    await house.settle();
    const owner = await connectOwner(house.ground.ownerUrl);
    await owner.query(`create function refuse_one() returns trigger language plpgsql as
        $$ begin if new.subject_id = '${bad}' then raise check_violation; end if; return new; end $$;
      create trigger refuse_one before update on obligation for each row execute function refuse_one()`);
    await owner.end();
    const days = [{ date: '2027-01-05', working: false, name: { zh: '地方节日', en: 'Feast' } }];
    const { value } = await asPerson(house.ground, other.people.administrator, (ctx) =>
      proposeChange(ctx, law, {
        ...{ documentNo: '1号', title: '放假', source: '附件', supersedes: null },
        content: { kind: 'days', days },
      }),
    );
    const outcome = await asPerson(house.ground, other.people.head, (ctx) =>
      decideCalendarChange(ctx, law, { id: value.id, approve: true, reason: null }),
    );
    expect(outcome.value).toMatchObject({ failed: 1, moved: 1 });
    const storeOf = async (id: string) =>
      (await readDutiesOf(house.ground, other.people.head, { type: 'act', id })).find(
        ({ duty }) => duty === 'store',
      );
    expect((await storeOf(good))?.previousDueBefore).toEqual(expect.any(String));
    expect((await storeOf(bad))?.previousDueBefore).toBeNull();
  });
});
