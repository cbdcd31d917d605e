import { type MatterRow, permissionsOf } from '@liuhen/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { withTrialPacks } from './matter-for-tests.ts';
import {
  approveMatterList,
  changeMatterList,
  draftMatterList,
  type KnowingLaw,
  reviewMatterList,
  submitMatterList,
  withdrawMatterList,
} from './matter-lists.ts';
import { matterListOn, matterListsOf } from './matter-rows.ts';
import { listMatterLists, readMatterList } from './matter-show.ts';
import { loadLaw } from './packs.ts';
import { loadGists } from './regulation-gists.ts';

let ground: TestGround;
let law: KnowingLaw;
let organ: TestOrgan;
let other: Person;
let second: Person;
let count = 0;

beforeAll(async () => {
  ground = await makeGround();
  law = { ...withTrialPacks(await loadLaw()), gists: await loadGists() };
  other = (await makeOrgan(ground, 'ql', 'ql')).people.custodian;
});
afterAll(() => ground.close());
beforeEach(async () => {
  ground.clock.set('2026-10-14T02:00:00.000Z');
  const code = `xz${++count}`;
  organ = await makeOrgan(ground, code, 'xz');
  second = await openPerson(ground, organ.people.administrator, `${code}.second`, 'legalReviewer', null);
});

type From = 'law' | 'current' | 'nothing';
const draft = async (from: From = 'law', by = organ.people.custodian) => {
  ground.clock.advance(1000);
  return (await asPerson(ground, by, (ctx) => draftMatterList(ctx, law, { from }))).value.id;
};
const read = (id: string, by = organ.people.custodian) =>
  readAs(ground, by, (ctx) => readMatterList(ctx, law, id));
const overview = (by = organ.people.officer) => readAs(ground, by, (ctx) => listMatterLists(ctx, law));
const seen = async (id: string) => ({ id, revision: (await read(id)).revision });
type Change = { title?: string; rows?: MatterRow[]; effectiveFrom?: string | null; publish?: boolean };
async function change(id: string, changed: Change, by = organ.people.custodian, revision?: number) {
  const { title, published, effectiveFrom, rows, revision: latest } = await read(id);
  const plain = rows.map(({ citations: _, ...row }) => row);
  const input = { title, publish: published, effectiveFrom, rows: plain, ...changed };
  return asPerson(ground, by, (ctx) =>
    changeMatterList(ctx, law, { id, revision: revision ?? latest, ...input }),
  );
}
const submit = async (id: string, by = organ.people.custodian) => {
  const step = await seen(id);
  return asPerson(ground, by, (ctx) => submitMatterList(ctx, law, step));
};
const review = async (id: string, by = organ.people.legalReviewer, agrees = true, remarks = '') => {
  const step = { ...(await seen(id)), agrees, remarks };
  return asPerson(ground, by, (ctx) => reviewMatterList(ctx, step));
};
const approve = async (
  id: string,
  from: string | null = null,
  retroactive = false,
  by = organ.people.head,
) => {
  const step = { ...(await seen(id)), agrees: true, remarks: '', effectiveFrom: from, retroactive };
  return asPerson(ground, by, (ctx) => approveMatterList(ctx, law, step));
};
async function enact(effectiveFrom: string | null = null, from: From = 'law'): Promise<string> {
  const id = await draft(from);
  await submit(id);
  await review(id);
  await approve(id, effectiveFrom);
  return id;
}
const onDay = (day: string) =>
  asHouse(ground, async (ctx) => matterListOn(await matterListsOf(ctx, [organ.id]), organ.id, day));
const kindsOf = (id: string) =>
  asHouse(ground, async ({ tx }) => {
    const query = tx.selectFrom('custody_entry').select('kind').where('subject_id', '=', id);
    return (await query.orderBy('entry_id').execute()).map(({ kind }) => kind);
  });

describe('from draft to force', () => {
  it('each step is taken by whose turn it is, and sealed', async () => {
    const id = await draft();
    expect(await read(id)).toMatchObject({ standing: 'draft', version: null, faults: [], kind: 'avMatters' });
    await change(id, { title: '音像记录事项清单（二〇二六）' });
    await submit(id);
    await review(id, organ.people.legalReviewer, false, '请写明环节');
    expect(await read(id)).toMatchObject({ standing: 'draft', remarks: '请写明环节', reviewed: null });
    await submit(id);
    await review(id);
    expect(await read(id)).toMatchObject({ standing: 'approval' });
    await approve(id);
    expect(await read(id)).toMatchObject({
      ...{ standing: 'inForce', version: 1, effectiveFrom: '2026-10-14', effectiveUntil: null },
    });
    expect(await kindsOf(id)).toEqual(
      ['drafted', 'changed', 'submitted', 'returned', 'submitted', 'reviewed', 'approved'].map(
        (kind) => `matterList.${kind}`,
      ),
    );
  });

  it('whoever wrote any of it cannot review it', async () => {
    const id = await draft('law', organ.people.legalReviewer);
    await change(id, { title: '改过' }, second);
    await submit(id, second);
    for (const editor of [organ.people.legalReviewer, second])
      await expect(review(id, editor)).rejects.toMatchObject({ code: 'permission.denied' });
    const third = await openPerson(
      ground,
      organ.people.administrator,
      `${organ.code}.third`,
      'legalReviewer',
      null,
    );
    await review(id, third);
  });

  it.each(['drafted', 'changed', 'reviewed'] as const)('who %s it cannot approve it too', async (step) => {
    const { administrator, custodian, legalReviewer } = organ.people;
    const both = await openPerson(ground, administrator, `${organ.code}.both`, 'legalReviewer', null);
    const roles = ['legalReviewer', 'head'] as const;
    const person: Person = { ...both, roles, permissions: permissionsOf(roles) };
    const id = await draft('law', step === 'drafted' ? person : custodian);
    if (step === 'changed') await change(id, { title: '改过' }, person);
    await submit(id);
    await review(id, step === 'reviewed' ? person : legalReviewer);
    expect((await read(id, person)).abilities.approve).toBe(false);
    await expect(approve(id, null, false, person)).rejects.toMatchObject({
      ...{ code: 'permission.denied' },
      detail: { reason: { zh: expect.stringContaining('须由另一名机关负责人批准') } },
    });
    const force = asHouse(ground, ({ tx }) =>
      tx
        .updateTable('matter_list')
        .set({
          ...{ state: 'approved', version: 1, effective_from: '2026-10-14' },
          ...{ approved_by: person.accountId, approved_at: ground.clock.now() },
        })
        .where('id', '=', id)
        .execute(),
    );
    await expect(force).rejects.toThrow('matter_list_approver');
    await approve(id);
  });

  it.each(['officer', 'assistant', 'administrator'] as const)('%s takes no step', async (role) => {
    const id = await draft();
    const person = organ.people[role];
    expect((await read(id, person)).abilities).toEqual({
      ...{ edit: false, review: false, approve: false, withdraw: false },
    });
    await expect(change(id, {}, person)).rejects.toMatchObject({ code: 'permission.denied' });
    expect((await overview(person)).mayDraft).toBe(false);
  });

  it('nothing is skipped', async () => {
    const id = await draft();
    await expect(review(id)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(approve(id)).rejects.toMatchObject({ code: 'permission.denied' });
    await submit(id);
    await expect(change(id, {})).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(approve(id)).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('one list is worked on at a time, also of two that begin at once', async () => {
    const both = await Promise.allSettled([draft(), draft('nothing', second)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'matterList.open' },
    });
    expect((await overview()).lists).toHaveLength(1);
  });
});

describe('versions in time', () => {
  it('follow each other without a gap or an overlap, and the act’s day decides', async () => {
    await enact();
    await enact('2026-11-01', 'current');
    expect(await onDay('2026-10-13')).toBeNull();
    expect([(await onDay('2026-10-14'))?.version, (await onDay('2026-10-31'))?.version]).toEqual([1, 1]);
    expect((await onDay('2026-11-01'))?.version).toBe(2);
    const standings = async () =>
      (await overview()).lists.map(({ version, standing, effectiveUntil }) => [
        version,
        standing,
        effectiveUntil,
      ]);
    expect(await standings()).toEqual([
      [2, 'upcoming', null],
      [1, 'inForce', '2026-10-31'],
    ]);
    ground.clock.set('2026-10-31T16:00:00.000Z'); // midnight in Beijing
    expect(await standings()).toEqual([
      [2, 'inForce', null],
      [1, 'superseded', '2026-10-31'],
    ]);
  });

  it('a day that is past is refused until it is said, and one not after the former version’s always', async () => {
    const id = await draft();
    await submit(id);
    await review(id);
    await expect(approve(id, '2026-10-01')).rejects.toMatchObject({ fields: [{ path: 'effectiveFrom' }] });
    await approve(id, '2026-10-01', true);
    expect((await onDay('2026-10-01'))?.version).toBe(1);
    await expect(enact('2026-10-01')).rejects.toMatchObject({ fields: [{ path: 'effectiveFrom' }] });
  });

  it.each(['2026-10-15', '2026-11-01'])(
    'left empty at the approval it is the day of that, whatever the draft named: %s',
    async (named) => {
      const id = await draft();
      await change(id, { effectiveFrom: named });
      await submit(id);
      await review(id);
      ground.clock.set('2026-10-20T02:00:00.000Z');
      await approve(id);
      expect((await read(id)).effectiveFrom).toBe('2026-10-20');
    },
  );

  it('an approved one is taken back before its day only; the former goes on', async () => {
    const first = await enact();
    const next = await enact('2026-11-01', 'current');
    const withdraw = async (id: string, by: Person) => {
      const step = { ...(await seen(id)), reason: '改期' };
      return asPerson(ground, by, (ctx) => withdrawMatterList(ctx, step));
    };
    await expect(withdraw(next, organ.people.custodian)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(withdraw(first, organ.people.head)).rejects.toMatchObject({ code: 'permission.denied' });
    await withdraw(next, organ.people.head);
    expect((await onDay('2026-12-01'))?.version).toBe(1);
    await enact('2026-11-01', 'current');
    expect((await onDay('2026-12-01'))?.version).toBe(3);
  });
});

describe('measured by the law', () => {
  const weaker = async (id: string) => {
    const { rows } = await read(id);
    return rows.map(({ citations: _, ...row }, at) =>
      at === 1 ? { ...row, duty: 'mandatory' as const } : row,
    );
  };
  it('a row that asks for less is refused with its place and the article, and nothing is saved', async () => {
    const id = await draft();
    const rows = await weaker(id);
    await expect(change(id, { title: '新名称', rows })).rejects.toMatchObject({
      ...{ code: 'matterList.faulty', detail: { n: '2' } },
      fields: expect.arrayContaining([
        {
          path: 'rows.1.duty',
          message: expect.stringContaining('《试验规定sx》第十条第（一）项'),
          messageEn: expect.stringMatching(/^No\. 2: \P{Script=Han}+$/u),
        },
      ]),
    });
    expect((await read(id)).title).not.toBe('新名称');
  });
  it('a draft that leaves something out is kept as typed, told of it, and cannot be submitted', async () => {
    const id = await draft('nothing');
    await change(id, { rows: [] });
    expect((await read(id)).faults.map(({ zh }) => zh)).toEqual(
      expect.arrayContaining(['清单没有任何事项', expect.stringContaining('缺少“查封”')]),
    );
    await expect(submit(id)).rejects.toMatchObject({ code: 'matterList.faulty' });
  });
  it('an article that no text has is refused', async () => {
    const id = await draft();
    const [row] = (await read(id)).rows.map(({ citations: _, ...one }) => one);
    if (row === undefined) throw new Error('no row');
    for (const article of ['QX-1', 'XZ-99', 'XZ-99.2(1)']) {
      const rows = [{ ...row, articles: ['XZ-6', article] }];
      const messageEn = `No. 1: there is no article “${article}”`;
      const fields = [{ path: 'rows.0.articles', message: `第 1 项：没有“${article}”这一条款`, messageEn }];
      await expect(change(id, { rows })).rejects.toMatchObject({ fields });
    }
  });
});

describe('two who edit one draft', () => {
  it('the second is told who was first, and nothing of the first is lost', async () => {
    const id = await draft();
    const { revision } = await read(id);
    await change(id, { title: '甲的名称' }, organ.people.custodian, revision);
    await expect(change(id, { title: '乙的名称' }, second, revision)).rejects.toMatchObject({
      ...{
        code: 'conflict.edited',
        detail: { name: `${organ.code}.custodian`, at: expect.stringContaining('10') },
      },
    });
    expect((await read(id)).title).toBe('甲的名称');
  });
  it('of two at the same moment one is saved', async () => {
    const id = await draft();
    const { revision } = await read(id);
    const both = await Promise.allSettled([
      change(id, { title: '甲' }, organ.people.custodian, revision),
      change(id, { title: '乙' }, second, revision),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await read(id)).revision).toBe(revision + 1);
  });
});

it('another organ neither sees nor touches it', async () => {
  const id = await enact();
  await expect(read(id, other)).rejects.toMatchObject({ code: 'notFound' });
  expect((await overview(other)).lists).toEqual([]);
  await expect(
    asPerson(ground, other, (ctx) => withdrawMatterList(ctx, { id, revision: 4, reason: 'x' })),
  ).rejects.toMatchObject({ code: 'notFound' });
});
