import { randomUUID } from 'node:crypto';
import type { RecordRules } from '@liuhen/rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person, Writing } from '../base/context.ts';
import { openCase } from '../cases/cases.ts';
import { createAct, linkEvidence } from '../cases/index.ts';
import { enterActStep } from '../cases/steps.ts';
import { type Law, loadLaw } from '../law/index.ts';
import { type DutyGround, openDutyGround } from '../obligations/duties-for-tests.ts';
import { filmOf } from '../obligations/film-for-tests.ts';
import { checkVolume, closeVolume } from './close.ts';
import { readCompleteness } from './completeness.ts';
import { stateCaseItems, withdrawCaseItem } from './items.ts';
import { loadRecordRules } from './record-rules.ts';
import { readTimeline } from './timeline.ts';
import { readVolume } from './volume-view.ts';

const hour = 3_600_000;

let house: DutyGround;
let organ: TestOrgan;
let other: TestOrgan;
let law: Law;
let rules: RecordRules;
let caseId: string;
let actId: string;
let filmId: string;

const as = async <T>(person: Person, work: (ctx: Writing) => Promise<{ value: T }>): Promise<T> =>
  (await asPerson(house.ground, person, work)).value;
const ago = (hours: number) => plusMillis(house.ground.clock.now(), -hours * hour);

beforeAll(async () => {
  house = await openDutyGround();
  [law, rules] = [await loadLaw(), await loadRecordRules()];
  organ = await makeOrgan(house.ground, 'ql', 'ql');
  other = await makeOrgan(house.ground, 'hd', 'hd');
  const { officer } = organ.people;
  const people = { unitId: organ.unitId, officerIds: [organ.officerId] };
  caseId = (
    await as(officer, (ctx) =>
      openCase(ctx, {
        ...{ ownNumber: null, cause: '无照经营', party: '张三', procedure: 'ordinary', closedAt: null },
        ...{ ...people, openedAt: ago(30) },
      }),
    )
  ).id;
  actId = (
    await as(officer, (ctx) =>
      createAct(ctx, {
        ...{ type: 'seal', cause: '无照经营', party: '张三', place: '路口', filmed: true, caseId },
        ...{ ...people, circumstances: [], procedure: null, startedAt: ago(3), endedAt: ago(1) },
      }),
    )
  ).id;
  filmId = await house.line.store(officer, filmOf(house.ground, organ));
  await as(officer, (ctx) => linkEvidence(ctx, { actId, recordingId: filmId, note: null }));
  await step('caseFiled', 29);
  await step('measureTaken', 2);
  await step('keyContentFilmed', 2, { item: 'scene', applicable: true });
  await step('textItemRecorded', 1, { item: 'questioning', applicable: true });
  await house.settle();
});
afterAll(() => house.close());

type Step = Parameters<typeof enterActStep>[1];
const step = (kind: Step['kind'], hours: number, detail: object = {}) =>
  as(organ.people.officer, (ctx) =>
    enterActStep(ctx, { id: randomUUID(), actId, kind, at: ago(hours), until: null, detail } as Step),
  );
const line = (
  person = organ.people.officer,
  filter: { kinds?: string; stage?: 'archive'; after?: string } = {},
) =>
  readAs(house.ground, person, (ctx) => readTimeline(ctx, law, rules, { id: caseId, limit: 100, ...filter }));
const whole = (person = organ.people.officer) =>
  readAs(house.ground, person, (ctx) => readCompleteness(ctx, law, rules, { id: caseId }));
const itemNamed = async (id: string) => (await whole()).text.items.find((one) => one.id === id);
type Statement = Parameters<typeof stateCaseItems>[3]['statements'][number];
const statement = (item: string, change: Partial<Statement> = {}): Statement => ({
  ...{ id: randomUUID(), item, applicable: false, reason: '本案不涉及', replaces: null },
  ...change,
});
const state = (statements: Statement[], person = organ.people.officer) =>
  as(person, (ctx) => stateCaseItems(ctx, law, rules, { caseId, statements }));

describe('the line of time of a case', () => {
  it('has film and paper, steps, duties with their articles, each with its entry in the log', async () => {
    const { rows, counts, next } = await line();
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort());
    expect(next).toBeNull();
    expect(counts).toMatchObject({ case: 1, act: 1, step: 4, film: 1 });
    expect(counts.duty).toBeGreaterThan(5);
    for (const { key, entry } of rows) expect(entry?.logIndex, key).toEqual(expect.any(Number));
    const film = rows.find(({ kind }) => kind === 'film');
    expect(film).toMatchObject({
      lane: 'film',
      link: { type: 'recording', id: filmId },
      stage: 'investigation',
    });
    const filed = rows.find(({ title }) => title.zh === '立案');
    expect(filed).toMatchObject({ kind: 'step', lane: 'paper', stage: 'initiation', link: { id: actId } });
    const measure = rows.find(({ kind, citation }) => kind === 'duty' && citation?.article === 'QZ-25.1');
    expect(measure).toMatchObject({ state: { tone: 'open', said: { zh: '待办' } } });
  });

  it('is narrowed by kind and stage, and shown to no other organ', async () => {
    const films = await line(organ.people.custodian, { kinds: 'film' });
    expect(films.rows.map(({ kind }) => kind)).toEqual(['film']);
    const kept = await line(organ.people.custodian, { stage: 'archive' });
    expect(new Set(kept.rows.map(({ stage }) => stage))).toEqual(new Set(['archive']));
    expect((await line(organ.people.assistant, { kinds: 'film' })).rows).toEqual([]);
    await expect(line(other.people.custodian)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the completeness of a case', () => {
  it('finds what is there by itself and explains what is missing', async () => {
    const { text, film, all, regulation } = await whole();
    expect(regulation?.zh).toContain('麒麟区');
    expect(text.items).toHaveLength(22);
    const source = text.items.find(({ id }) => id === 'caseSource');
    expect(source?.needs.map(({ zh, met }) => [zh, met])).toEqual([
      ['案件来源', false],
      ['立案', true],
    ]);
    expect(source?.needs[1]?.proofs[0]).toMatchObject({ link: { type: 'act', id: actId } });
    expect(text.items.find(({ id }) => id === 'questioning')).toMatchObject({
      state: 'present',
      ground: 'stated',
    });
    const scene = film.items.find(({ id }) => id === 'keyContents.scene');
    expect(scene).toMatchObject({ state: 'present', findings: [{ state: 'present' }] });
    expect(scene?.findings[0]?.proofs).toHaveLength(1);
    expect(film.items.find(({ id }) => id === 'keyContents.persons')?.state).toBe('missing');
    expect(film.items.find(({ id }) => id === 'interruptionReport')?.state).toBe('notApplicable');
    expect(all.present).toBe(text.present + film.present);
    expect(all.percent).toBeLessThan(100);
  });

  it('takes the word of a person that an item does not apply, sealed and once', async () => {
    const before = (await whole()).text;
    expect((await itemNamed('hearing'))?.proposal?.zh).toContain('听证会');
    const [hearing, sampling] = [statement('hearing'), statement('sampling')];
    await state([hearing, sampling]);
    await state([hearing, sampling]);
    const after = (await whole()).text;
    expect(after.notApplicable).toBe(before.notApplicable + 2);
    expect(after.present).toBe(before.present);
    expect(after.asked).toBe(before.asked - 2);
    expect(await itemNamed('hearing')).toMatchObject({
      ...{ state: 'notApplicable', stated: { versionId: hearing.id, reason: '本案不涉及' } },
    });
    await house.settle();
    expect((await line(undefined, { kinds: 'item' })).rows).toHaveLength(2);
  });

  it('refuses at once every statement that the case contradicts', async () => {
    const wrong = [
      statement('coerciveMeasures'),
      statement('caseSource'),
      statement('noSuchItem'),
      statement('testing'),
    ];
    await expect(state(wrong)).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [
        { path: 'statements.0.item', message: expect.stringContaining('实施查封') },
        { path: 'statements.1.item' },
        { path: 'statements.2.item' },
      ],
    });
    expect((await itemNamed('testing'))?.state).toBe('missing');
  });

  it('tells the second of two, and takes a statement back with the reason', async () => {
    const { stated } = (await itemNamed('hearing')) ?? {};
    const seen = stated?.versionId ?? null;
    await expect(state([statement('hearing', { reason: '另一人' })])).rejects.toMatchObject({
      code: 'conflict.changed',
    });
    const changes = await Promise.allSettled(
      ['甲', '乙'].map((reason) => state([statement('hearing', { reason, replaces: seen })])),
    );
    expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { stated: changed } = (await itemNamed('hearing')) ?? {};
    const back = { id: randomUUID(), replaces: changed?.versionId ?? '', reason: '当事人要求听证' };
    for (let times = 0; times < 2; times += 1)
      await as(organ.people.officer, (ctx) => withdrawCaseItem(ctx, back));
    expect(await itemNamed('hearing')).toMatchObject({ state: 'missing', stated: null });
    await state([statement('hearing', { applicable: true, reason: '卷内第 12 页' })]);
    expect(await itemNamed('hearing')).toMatchObject({ state: 'present', ground: 'stated' });
  });

  it('does not count a statement that the case contradicts afterwards', async () => {
    await state([statement('execution')]);
    await step('lateFineImposed', 0);
    const item = await itemNamed('execution');
    expect(item).toMatchObject({ state: 'missing', stated: { applicable: false } });
    expect(item?.contradicted).toHaveLength(1);
  });

  it('is stated by those who handle the case', async () => {
    await expect(state([statement('testing')], organ.people.assistant)).rejects.toMatchObject({
      code: 'permission.denied',
    });
    expect((await whole(organ.people.head)).abilities.state).toBe(false);
    await expect(whole(other.people.custodian)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the volume of a case', () => {
  const volume = (person = organ.people.officer) =>
    readAs(house.ground, person, (ctx) => readVolume(ctx, law, rules, { id: caseId }));
  const close = (input: { id: string; note: string; lines: number }, person = organ.people.officer) =>
    as(person, (ctx) => closeVolume(ctx, law, rules, { caseId, ...input }));
  const setCase = async (closedAt: string | null) => {
    const { rows } = await asPerson(house.ground, organ.people.officer, ({ tx }) =>
      sql<{
        at: string;
      }>`update enforcement_case set closed_at = ${closedAt} where id = ${caseId} returning closed_at as at`.execute(
        tx,
      ),
    );
    return rows[0]?.at;
  };

  it('names everything that is missing, each with its article', async () => {
    const refused = await close({ id: randomUUID(), note: '', lines: 1 }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'volume.notReady' });
    const { fields } = refused as { fields: { path: string; message: string }[] };
    const paths = fields.map(({ path }) => path);
    expect([...new Set(paths)]).toEqual(['caseOpen', 'itemMissing', 'periodUnset', 'note']);
    expect(fields.map(({ message }) => message).join()).toContain('《曲靖市麒麟区');
    for (const { message } of fields) expect(message).toMatch(/（《.+》第.+条.*）$/);
    expect((await volume()).faults).toHaveLength(fields.length - 1);
  });

  it('is filed once with its catalogue, its period and its note, sealed, and checked by somebody else', async () => {
    const { text } = await whole();
    const missing = text.items.filter((one) => one.state === 'missing' && !one.atFiling);
    await state(
      missing.map(({ id, stated }) =>
        statement(id, { applicable: true, reason: '纸质案卷', replaces: stated?.versionId ?? null }),
      ),
    );
    await step('volumePeriodSet', 1, { years: 30, startsOn: '2027-01-01' });
    await setCase(house.ground.clock.now());
    house.ground.clock.advance(60_000);
    const { lines, toTell, faults, cover } = await volume();
    expect(faults).toEqual([]);
    expect(toTell.map(({ code }) => code)).toContain('filmMissing');
    expect(cover).toMatchObject({ title: '张三无照经营案', period: 30, periodUntil: '2056-12-31', items: 1 });
    expect(lines).toMatchObject([
      { part: 'main', place: 1, link: { id: filmId }, sha256: expect.any(String) },
    ]);
    const closing = { id: randomUUID(), note: '重点内容未全部摄录，现场光线不足。', lines: 1 };
    await expect(close({ ...closing, lines: 2 })).rejects.toMatchObject({ code: 'conflict.changed' });
    for (let times = 0; times < 2; times += 1) await close(closing);
    const closed = await volume();
    expect(closed).toMatchObject({ state: 'closed', abilities: { close: false, check: false } });
    expect(closed.number).toMatch(/^\d{4}0001$/);
    expect(closed.versions).toMatchObject([{ version: 1, note: closing.note, checked: null }]);
    await expect(close({ ...closing, id: randomUUID() })).rejects.toMatchObject({ code: 'volume.closed' });
    const check = { id: randomUUID(), volumeId: closing.id, remarks: '页码连续' };
    await expect(as(organ.people.officer, (ctx) => checkVolume(ctx, check))).rejects.toMatchObject({
      code: 'permission.denied',
    });
    for (let times = 0; times < 2; times += 1)
      await as(organ.people.custodian, (ctx) => checkVolume(ctx, check));
    expect((await volume()).versions[0]?.checked).toMatchObject({ remarks: '页码连续' });
  });

  it('takes nothing more by any road until the case is taken up again, and is then filed anew under its number', async () => {
    for (const add of [
      () => step('finePaid', 0),
      () => state([statement('otherMatters', { applicable: true })]),
      () => as(organ.people.officer, (ctx) => linkEvidence(ctx, { actId, recordingId: filmId, note: null })),
    ])
      await expect(add()).rejects.toMatchObject({ code: 'LV001' });
    const { number } = await volume();
    house.ground.clock.advance(60_000);
    await asPerson(house.ground, organ.people.officer, ({ tx }) =>
      sql`insert into case_move (id, organ_id, case_id, place, kind, from_state, to_state, at, detail, step_ids, made_by, made_at)
        values (${randomUUID()}, ${organ.id}, ${caseId}, 1, 'reopen', 'closed', 'investigating', ${ago(0)}, '{}', '{}',
          ${organ.people.officer.accountId}, ${ago(0)})`.execute(tx),
    );
    await step('finePaid', 0);
    expect((await volume()).state).toBe('reopened');
    await setCase(house.ground.clock.now());
    house.ground.clock.advance(60_000);
    await close({ id: randomUUID(), note: '补入缴款凭证。', lines: 1 });
    const again = await volume();
    expect([again.number, again.versions.map(({ version }) => version)]).toEqual([number, [2, 1]]);
  });
});
