import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { listActs } from '../cases/acts.ts';
import { createAct, linkEvidence } from '../cases/index.ts';
import { loadLaw } from '../law/index.ts';
import { openAccount, personOfAccount, registerOfficer } from '../roster/index.ts';
import { type FilmLine, filmOf, openFilmLine } from './film-for-tests.ts';
import { getAct } from './routes.ts';

const hour = 3_600_000;
const law = await loadLaw();

let ground: TestGround;
let organ: TestOrgan;
let line: FilmLine;
/** 李四, who took part in the act and has a film of it too. */
let colleague: Person;
let actId: string;
let ofWang: string;
let ofLi: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  line = openFilmLine(ground);
  const officer = await asPerson(ground, organ.people.administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '李四', kind: 'officer', certificateNo: null },
      ...{ certificateValidUntil: null, deviceUserId: '140902' },
    }),
  );
  await asPerson(ground, organ.people.administrator, (ctx) =>
    openAccount(ctx, {
      ...{ loginName: 'xz.li', displayName: '李四', roles: ['officer'], officerId: officer.value.id },
    }),
  );
  const found = await asHouse(ground, (ctx) => personOfAccount(ctx.tx, 'xz.li'));
  if (found === null) throw new Error('李四 has no account');
  colleague = found;
});
afterAll(() => ground.close());

beforeEach(async () => {
  ground.clock.advance(24 * hour);
  const now = ground.clock.now();
  const officerIds = [organ.officerId, colleague.officerId ?? ''];
  const act = await asPerson(ground, organ.people.custodian, (ctx) =>
    createAct(ctx, {
      ...{ type: 'onSiteInspection', cause: '占道经营', party: '张三', place: null, filmed: true },
      ...{ circumstances: [], procedure: null, caseId: null },
      ...{ unitId: organ.unitId, officerIds, startedAt: plusMillis(now, -hour), endedAt: now },
    }),
  );
  actId = act.value.id;
  ofWang = await line.store(organ.people.officer, filmOf(ground, organ));
  ofLi = await line.store(colleague, { ...filmOf(ground, organ, hour / 2), userId: '140902' });
});

const shown = async (person: Person) => {
  const { links, suggestions, recordings } = await readAs(ground, person, (ctx) =>
    getAct(ctx, law, { id: actId }),
  );
  const linked = links.map((link) => link.recording.id).sort();
  return { linked, suggested: suggestions.map((row) => row.id).sort(), recordings };
};

describe('the film of an act', () => {
  it('is suggested to whoever may see it, and to nobody else', async () => {
    expect((await shown(colleague)).suggested).toEqual([ofLi]);
    expect((await shown(organ.people.officer)).suggested).toEqual([ofWang]);
    expect((await shown(organ.people.custodian)).suggested).toEqual([ofWang, ofLi].sort());
  });

  it('is shown as linked in the same way, and counted for all', async () => {
    for (const recordingId of [ofWang, ofLi])
      await asPerson(ground, organ.people.custodian, (ctx) =>
        linkEvidence(ctx, { actId, recordingId, note: null }),
      );
    const none = { suggested: [], recordings: 2 };
    expect(await shown(colleague)).toEqual({ linked: [ofLi], ...none });
    expect(await shown(organ.people.officer)).toEqual({ linked: [ofWang], ...none });
    expect(await shown(organ.people.head)).toEqual({ linked: [ofWang, ofLi].sort(), ...none });
    expect(await shown(organ.people.assistant)).toEqual({ linked: [], ...none });
  });

  it('counts in the list for each only what they may see', async () => {
    const { officer, head, assistant } = organ.people;
    for (const recordingId of [ofWang, ofLi])
      await asPerson(ground, organ.people.custodian, (ctx) =>
        linkEvidence(ctx, { actId, recordingId, note: null }),
      );
    const counted = async (person: Person) =>
      (await readAs(ground, person, (ctx) => listActs(ctx, { limit: 50 }))).rows.find(
        (row) => row.id === actId,
      )?.recordings;
    const all = await Promise.all([colleague, officer, head, assistant].map(counted));
    expect(all).toEqual([1, 1, 2, 0]);
  });
});
