import type { CaseMoveKind, StatedMove } from '@liuhen/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillDocument, openDocumentHouse } from '../../test/documents.ts';
import { secondOfficer } from '../../test/goods.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { createAct } from '../cases/acts.ts';
import { withdrawApproval } from '../cases/approvals.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { openCase } from '../cases/cases.ts';
import { setChain } from '../cases/chains.ts';
import { readCaseAwaiting, readCourse } from '../cases/course-view.ts';
import { decideApproval, moveCase } from '../cases/moves.ts';
import { loadLaw } from '../law/index.ts';
import { askForApproval } from './approval.ts';
import { saveDocument, voidDocument } from './documents.ts';
import { finalizeDocument } from './finalize.ts';
import type { DocumentHouse } from './keep.ts';
import { kindOf } from './rows.ts';
import { readDocument } from './show.ts';
import { saveTemplate } from './templates.ts';
import { documentText } from './text.ts';

const law = await loadLaw();
let ground: TestGround;
let organ: TestOrgan;
let house: DocumentHouse;
let caseId: string;

type OpenInput = Parameters<typeof openCase>[1];
const open = async (change: Partial<OpenInput> = {}) =>
  (
    await asPerson(ground, organ.people.officer, (ctx) =>
      openCase(ctx, {
        ...{ ownNumber: null, cause: '占道经营', party: '顺达商店', procedure: 'ordinary', closedAt: null },
        ...{ unitId: organ.unitId, officerIds: [organ.officerId], source: 'complaint' },
        ...{ openedAt: plusMillis(ground.clock.now(), -86_400_000), ...change },
      }),
    )
  ).value.id;

const begin = async (about: Pick<Parameters<typeof createAct>[1], 'type' | 'caseId' | 'officerIds'>) =>
  (
    await asPerson(ground, organ.people.officer, (ctx) =>
      createAct(ctx, {
        ...{ ...about, cause: '检查', party: null, place: null, filmed: false, circumstances: [] },
        ...{ procedure: null, unitId: organ.unitId, endedAt: null },
        startedAt: plusMillis(ground.clock.now(), -7_200_000),
      }),
    )
  ).value.id;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  house = openDocumentHouse(ground);
  caseId = await open();
  for (const [matter, steps] of [
    ['measure', [{ role: 'legalReviewer' }, { role: 'head' }]],
    ['closing', [{ role: 'head' }]],
  ] as const)
    await asPerson(ground, organ.people.head, (ctx) =>
      setChain(ctx, { matter, steps: [...steps], revision: 0, reviewAlways: false, documentsFirst: true }),
    );
});
afterAll(async () => {
  await house.printer.close();
  await ground.close();
});
beforeEach(() => ground.clock.advance(60_000));

const fill = (kind: string, about: { caseId?: string; actId?: string } = { caseId }) =>
  fillDocument(ground, organ.people.officer, about, kind);
const finalize = (id: string, revision = 2) =>
  asPerson(ground, organ.people.officer, (ctx) => finalizeDocument(ctx, house, { id, revision }));
const show = (id: string, by = organ.people.officer) =>
  readAs(ground, by, (ctx) => readDocument(ctx, testKeys, id));
const ask = (id: string, revision = 2, approvalId = makeId(ground.clock)) => {
  ground.clock.advance(1000);
  return asPerson(ground, organ.people.officer, (ctx) =>
    askForApproval(ctx, house, { id, approvalId, revision, opinion: '请审批' }),
  );
};
const save = (id: string, revision: number, change: Record<string, string>) =>
  asPerson(ground, organ.people.officer, async (ctx) => {
    const { content } = await readDocument(ctx, testKeys, id);
    return saveDocument(ctx, testKeys, { id, revision, content: { ...content, ...change } });
  });
async function say(id: string, by: Person, agrees = true, opinion = '依据写错') {
  const [last] = (await show(id)).approval?.asked ?? [];
  const word = { id: last?.id ?? '', revision: last?.revision ?? 0, agrees, opinion };
  return asPerson(ground, by, (ctx) => decideApproval(ctx, law, word));
}
const refusal = (work: Promise<unknown>): Promise<{ code: string; detail: unknown }> =>
  work.then(
    () => ({ code: 'done', detail: null }),
    (error) =>
      error instanceof DomainError
        ? { code: error.code, detail: error.detail }
        : { code: String(error), detail: null },
  );
const codeOf = async (work: Promise<unknown>) => (await refusal(work)).code;

describe('a document that the organ has approved first', () => {
  it('is final only when each step of its chain agreed, and does not change meanwhile', async () => {
    const { head, legalReviewer } = organ.people;
    const id = await fill('measureDecision');
    expect((await show(id)).approval).toMatchObject({ matter: 'measure', demanded: true, state: 'none' });
    expect(await refusal(finalize(id))).toMatchObject({
      code: 'document.notApproved',
      detail: { matter: { zh: '采取强制措施' }, standing: { zh: expect.stringContaining('还没有提请') } },
    });
    const approvalId = makeId(ground.clock);
    await Promise.all([0, 1].map(() => ask(id, 2, approvalId).catch(() => undefined)));
    await ask(id, 2, approvalId);
    const waiting = await show(id);
    expect(waiting).toMatchObject({
      approval: {
        state: 'open',
        asked: [{ state: 'open', title: '《查封（扣押）决定书》', opinion: '请审批' }],
      },
      abilities: { edit: false, finalize: false, ask: false, void: false },
    });
    expect(waiting.approval?.asked).toHaveLength(1);
    for (const work of [
      () => save(id, 2, { reasons: '另一理由' }),
      () => finalize(id),
      () => ask(id),
      () => asPerson(ground, organ.people.officer, (ctx) => voidDocument(ctx, { id, reason: '误' })),
      () => say(id, head),
      () => say(id, organ.people.officer),
    ])
      expect(await codeOf(work())).toBe('permission.denied');
    const waits = async (by: Person) =>
      (await readAs(ground, by, readCaseAwaiting)).filter((one) => one.id === id).map(({ kind }) => kind);
    expect([await waits(legalReviewer), await waits(head)]).toEqual([['documentApproval'], []]);
    await say(id, legalReviewer);
    expect(await waits(head)).toEqual(['documentApproval']);
    await say(id, head);
    expect(await show(id)).toMatchObject({ approval: { state: 'approved' }, abilities: { ask: false } });
    expect(await codeOf(ask(id))).toBe('document.approved');
    await finalize(id);
    expect(await show(id)).toMatchObject({ state: 'final', number: expect.stringContaining('封') });
    const course = await readAs(ground, head, (ctx) => readCourse(ctx, law, { id: caseId }));
    expect(course.approvals[0]).toMatchObject({ subject: { type: 'document', id }, move: null });
  });

  it('opens again when it is returned, with the remarks; what was approved is that version alone', async () => {
    const { head } = organ.people;
    const id = await fill('closingReport');
    await ask(id);
    await say(id, head, false);
    const back = await show(id);
    expect(back).toMatchObject({ approval: { state: 'returned' }, abilities: { edit: true, ask: true } });
    expect(back.approval?.asked[0]?.words).toMatchObject([{ agrees: false, opinion: '依据写错' }]);
    expect((await refusal(finalize(id))).detail).toMatchObject({
      standing: { zh: expect.stringContaining('退回') },
    });
    await save(id, 2, { opinion: '改正后的意见' });
    await ask(id, 3);
    await say(id, head);
    await save(id, 3, { opinion: '又改了一次' });
    expect((await show(id)).approval?.state).toBe('changed');
    expect((await refusal(finalize(id, 4))).detail).toMatchObject({
      standing: { zh: expect.stringContaining('重新提请') },
    });
    await ask(id, 4);
    await say(id, head, true, '同意结案');
    await finalize(id, 4);
    // The form says what was said of this version, and nothing of the others.
    const text = await readAs(ground, head, (ctx) => documentText(ctx, id));
    expect(text).toContain('同意结案　（');
    expect(text).not.toContain('依据写错');
    expect((await show(id)).approval?.asked.map(({ state }) => state)).toEqual([
      ...['approved', 'approved', 'returned'],
    ]);
  });

  it('is approved in the wording of that day: a template that changed meanwhile is approved anew', async () => {
    const { head, custodian } = organ.people;
    const id = await fill('closingReport');
    await ask(id);
    await say(id, head);
    const { body } = kindOf('closingReport');
    const input = { kind: 'closingReport', version: 0, title: '结案审批表', word: null, body };
    await asPerson(ground, custodian, (ctx) => saveTemplate(ctx, input));
    expect((await show(id)).approval?.state).toBe('changed');
    expect(await codeOf(finalize(id))).toBe('document.notApproved');
    await ask(id);
    await say(id, head);
    await finalize(id);
    // What is final keeps its wording, and with it its approval.
    await asPerson(ground, custodian, (ctx) => saveTemplate(ctx, { ...input, version: 1, title: null }));
    expect(await show(id)).toMatchObject({ state: 'final', approval: { state: 'approved' } });
  });

  it('can be taken back by who asked, and is asked for only when it is complete', async () => {
    const id = await fill('closingReport');
    await save(id, 2, { opinion: '' });
    expect(await codeOf(ask(id, 3))).toBe('document.faulty');
    expect(await codeOf(ask(id, 2))).toBe('conflict.edited');
    await save(id, 3, { opinion: '拟同意结案' });
    await ask(id, 4);
    const [open] = (await show(id)).approval?.asked ?? [];
    const back = { id: open?.id ?? '', revision: open?.revision ?? 0 };
    expect(await codeOf(asPerson(ground, organ.people.head, (ctx) => withdrawApproval(ctx, back)))).toBe(
      'permission.denied',
    );
    await asPerson(ground, organ.people.officer, (ctx) => withdrawApproval(ctx, back));
    expect(await show(id)).toMatchObject({
      approval: { state: 'none' },
      abilities: { edit: true, ask: true },
    });
  });

  it('needs a case to be approved in; where nothing is demanded, approval stays possible', async () => {
    const actId = await begin({ type: 'seal', caseId: null, officerIds: [organ.officerId] });
    expect(await codeOf(ask(await fill('measureDecision', { actId })))).toBe('document.noCase');
    const free = await fill('priorNotice');
    expect((await show(free)).approval).toMatchObject({ matter: 'document', demanded: false });
    await ask(free);
    expect(await codeOf(finalize(free))).toBe('permission.denied');
    await say(free, organ.people.head);
    await finalize(free);
    const own = await fill('volumeNote');
    expect((await show(own)).approval).toBeNull();
    expect(await codeOf(ask(own))).toBe('notFound');
  });
});

describe('a decision document', () => {
  const move = async (id: string, kind: CaseMoveKind, detail: object, by = organ.people.officer) => {
    const { count } = await readAs(ground, by, (ctx) => readCourse(ctx, law, { id }));
    const input = {
      id: makeId(ground.clock),
      caseId: id,
      seen: count,
      move: { kind, at: null, detail } as StatedMove,
    };
    ground.clock.advance(1000);
    return asPerson(ground, by, (ctx) => moveCase(ctx, law, input));
  };

  it('is refused while its legal review is open, with who has it and the article, also as one of an act', async () => {
    const { legalReviewer, head, officer } = organ.people;
    const second = await secondOfficer(ground, organ);
    const officerIds = [organ.officerId, second];
    const id = await open({ weights: ['complex'], officerIds });
    const role = { id: makeId(ground.clock), caseId: id, role: 'party' as const, represents: null };
    const who = { kind: 'person' as const, name: '张三', numberKind: null, number: null };
    const party = { ...who, phone: null, address: null };
    await asPerson(ground, officer, (ctx) => addCaseParty(ctx, testKeys, { ...role, partyId: null, party }));
    const act = await begin({ type: 'onSiteInspection', caseId: id, officerIds });
    const filing = await move(id, 'file', { opinion: '' });
    const word = { id: filing.value.approvalId ?? '', revision: 1, agrees: true, opinion: '' };
    await asPerson(ground, head, (ctx) => decideApproval(ctx, law, word));
    await move(id, 'conclude', { opinion: '' });
    const decision = await fill('penaltyDecision', { caseId: id });
    const ofAct = await fill('noPenaltyDecision', { actId: act });
    const missing = async (work: Promise<unknown>) => {
      const { code, detail } = await refusal(work);
      return [code, (detail as { missing?: { zh: string } } | null)?.missing?.zh];
    };
    const article = /第五十八条第一款/;
    for (const work of [() => finalize(decision), () => ask(decision), () => finalize(ofAct)])
      expect(await missing(work())).toEqual(['case.lacking', expect.stringMatching(article)]);
    await move(id, 'submitReview', { reviewerId: legalReviewer.accountId, opinion: '' });
    expect(await missing(finalize(decision))).toEqual([
      'case.lacking',
      expect.stringMatching(/法制审核尚未完成，由xz.legalReviewer.*第五十八条第一款/),
    ]);
    // Nothing else of the case waits for the review.
    await finalize(await fill('priorNotice', { caseId: id }));
    expect((await show(decision)).state).toBe('draft');
    await move(id, 'agreeInReview', { opinion: '同意' }, legalReviewer);
    await finalize(decision);
    await finalize(ofAct);
    expect((await show(decision)).number).toContain('罚');
  });
});
