import type { CaseMoveKind, StatedMove } from '@liuhen/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse, quiet, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { connectOwner } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { createAct } from '../cases/acts.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { openCase } from '../cases/cases.ts';
import { readCourse } from '../cases/course-view.ts';
import { requestApproval } from '../cases/index.ts';
import { decideApproval, moveCase } from '../cases/moves.ts';
import { startFollowing } from '../custody/index.ts';
import { loadLaw } from '../law/index.ts';
import { registerOfficer } from '../roster/index.ts';
import { caseFollower } from './case-notices.ts';
import { readNotices } from './notices.ts';

const law = await loadLaw();
let ground: TestGround;
let organ: TestOrgan;
let caseId: string;
let stop: () => Promise<void>;
let settle: () => Promise<void>;

beforeAll(async () => {
  ground = await makeGround();
  ground.clock.set('2026-11-22T08:00:00.000Z');
  organ = await makeOrgan(ground);
  const { officer, administrator } = organ.people;
  const second = await asPerson(ground, administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '李四', kind: 'officer', certificateNo: 'LS-02' },
      ...{ certificateValidUntil: '2030-12-31', deviceUserId: '140902' },
    }),
  );
  const people = { unitId: organ.unitId, officerIds: [organ.officerId, second.value.id] };
  const opened = await asPerson(ground, officer, (ctx) =>
    openCase(ctx, {
      ...{ ...people, ownNumber: null, cause: '无照经营', party: null, procedure: 'ordinary' },
      ...{ closedAt: null, source: 'complaint', openedAt: '2026-11-20T01:00:00.000Z' },
    }),
  );
  caseId = opened.value.id;
  const line = { id: makeId(ground.clock), caseId, role: 'party' as const, represents: null, partyId: null };
  const party = { kind: 'person' as const, name: '张三', numberKind: null, number: null, phone: null };
  await asPerson(ground, officer, (ctx) =>
    addCaseParty(ctx, testKeys, { ...line, party: { ...party, address: null } }),
  );
  await asPerson(ground, officer, (ctx) =>
    createAct(ctx, {
      ...{ ...people, type: 'onSiteInspection', cause: '检查', party: null, place: null, filmed: false },
      ...{ circumstances: [], procedure: null, caseId, startedAt: '2026-11-21T01:00:00.000Z', endedAt: null },
    }),
  );
  const sequencer = startTestSequencer(ground);
  const { database, clock } = ground;
  const following = startFollowing({ database, clock, log: quiet, wake: () => undefined }, [caseFollower]);
  settle = async () => {
    for (let moved = 1; moved > 0; ) {
      await sequencer.runOnce();
      moved = await following.catchUp();
    }
  };
  stop = async () => {
    await following.stop();
    await sequencer.stop();
  };
});
afterAll(async () => {
  await stop();
  await ground.close();
});

async function move(kind: CaseMoveKind, detail: object, by: Person = organ.people.officer): Promise<string> {
  ground.clock.advance(60_000);
  const { count } = await readAs(ground, by, (ctx) => readCourse(ctx, law, { id: caseId }));
  const input = {
    id: makeId(ground.clock),
    caseId,
    seen: count,
    move: { kind, at: null, detail } as StatedMove,
  };
  return (await asPerson(ground, by, (ctx) => moveCase(ctx, law, input))).value.approvalId ?? '';
}
const say = (id: string, agrees: boolean, opinion: string) =>
  asPerson(ground, organ.people.head, (ctx) =>
    decideApproval(ctx, law, { id, revision: 1, agrees, opinion }),
  );
/** What a person was told, newest first. */
async function told(person: Person) {
  await settle();
  const notices = await readAs(ground, person, readNotices);
  return notices.map(({ kind, said, subject }) => ({ kind, zh: said.zh, en: said.en, subject }));
}

it('who asked is told what became of an approval, with who said it and why; nobody else is', async () => {
  const { officer, head, custodian } = organ.people;
  await say(await move('file', { opinion: '' }), false, '请补充来源');
  expect(await told(officer)).toMatchObject([
    {
      kind: 'approval.returned',
      zh: expect.stringMatching(/无照经营”立案被退回（xz\.head）：请补充来源$/),
      en: expect.stringMatching(/was returned by xz\.head: 请补充来源$/),
      subject: { type: 'enforcement_case', id: caseId },
    },
  ]);
  await say(await move('file', { opinion: '' }), true, '');
  const [latest] = await told(officer);
  expect(latest).toMatchObject({
    kind: 'approval.approved',
    zh: expect.stringMatching(/立案已批准（xz\.head）$/),
  });
  expect([await told(head), await told(custodian)]).toEqual([[], []]);
});

it('what became of a document leads to the document', async () => {
  const [id, subject] = [makeId(ground.clock), { type: 'document' as const, id: makeId(ground.clock) }];
  const asked = { id, matter: 'document' as const, caseId, subject, title: '《公告》', opinion: '' };
  ground.clock.advance(60_000);
  await asPerson(ground, organ.people.officer, (ctx) =>
    requestApproval(ctx, { ...asked, content: { kind: 'publicNotice', revision: 2 } }),
  );
  await say(id, false, '标题写错');
  expect((await told(organ.people.officer))[0]).toMatchObject({
    zh: '“《公告》”文书签发被退回（xz.head）：标题写错',
    subject,
  });
});

it('who submitted a case is told how its legal review ended', async () => {
  const { officer, legalReviewer } = organ.people;
  await move('conclude', { opinion: '' });
  for (const [kind, opinion, words] of [
    ['returnInReview', '证据不足', /法制审核退回（xz\.legalReviewer）：证据不足$/],
    ['agreeInReview', '', /法制审核通过（xz\.legalReviewer）$/],
  ] as const) {
    await move('submitReview', { reviewerId: null, opinion: '' });
    await move(kind, { opinion }, legalReviewer);
    const [latest] = await told(officer);
    expect(latest).toMatchObject({ kind: 'case.reviewed', zh: expect.stringMatching(words) });
  }
  expect(await told(legalReviewer)).toEqual([]);
});

it('nobody is told a second time when the log is read again from its beginning', async () => {
  const before = await told(organ.people.officer);
  const owner = await connectOwner(ground.ownerUrl);
  await owner.query('update custody_cursor set leaf_index = 0');
  await owner.end();
  expect(await told(organ.people.officer)).toEqual(before);
  expect(before).toHaveLength(5);
  const count = await asHouse(ground, ({ tx }) => tx.selectFrom('notice').select('id').execute());
  expect(count).toHaveLength(5);
});
