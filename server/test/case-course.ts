import type { CaseMoveKind, StatedMove } from '@liuhen/contract';
import type { Person, Writing } from '../src/base/context.ts';
import { makeId } from '../src/base/ids.ts';
import { createAct } from '../src/cases/acts.ts';
import { addCaseParty } from '../src/cases/case-parties.ts';
import { openCase } from '../src/cases/cases.ts';
import { readCourse } from '../src/cases/course-view.ts';
import { decideApproval, moveCase } from '../src/cases/moves.ts';
import { stepsOfAct } from '../src/cases/steps.ts';
import type { Law } from '../src/law/index.ts';
import type { TestGround } from './house.ts';
import { testKeys } from './numbers.ts';
import { asPerson, readAs, type TestOrgan } from './people.ts';

interface Bureau {
  ground: TestGround;
  law: Law;
  organ: TestOrgan;
  /** The second handler. */
  second: string;
}

/** Takes cases along their course as the people of an organ do; the bureau is asked for once it stands. */
export function coursesOf(bureau: () => Bureau) {
  const as = async <T>(person: Person, work: (ctx: Writing) => Promise<{ value: T }>) =>
    (await asPerson(bureau().ground, person, work)).value;
  type OpenInput = Parameters<typeof openCase>[1];
  /** A case with two handlers, a source and a party. */
  async function open(change: Partial<OpenInput> = {}): Promise<string> {
    const { officer } = bureau().organ.people;
    const { id } = await as(officer, (ctx) =>
      openCase(ctx, {
        ...{ ownNumber: null, cause: '无照经营', party: null, procedure: 'ordinary', closedAt: null },
        ...{
          unitId: bureau().organ.unitId,
          officerIds: [bureau().organ.officerId, bureau().second],
          source: 'complaint',
        },
        ...{ openedAt: '2026-08-31T01:00:00.000Z', ...change },
      }),
    );
    const party = {
      ...{ kind: 'person' as const, name: '张三', numberKind: null, number: null, phone: null },
      address: null,
    };
    const line = { id: makeId(bureau().ground.clock), caseId: id, role: 'party' as const, represents: null };
    await as(officer, (ctx) => addCaseParty(ctx, testKeys, { ...line, partyId: null, party }));
    return id;
  }
  const inspect = (caseId: string, type: 'onSiteInspection' | 'seal' = 'onSiteInspection') =>
    as(bureau().organ.people.officer, (ctx) =>
      createAct(ctx, {
        ...{ type, cause: '检查', party: null, place: null, filmed: false, circumstances: [] },
        ...{
          procedure: null,
          caseId,
          unitId: bureau().organ.unitId,
          officerIds: [bureau().organ.officerId, bureau().second],
        },
        ...{ startedAt: '2026-09-02T01:00:00.000Z', endedAt: '2026-09-02T02:00:00.000Z' },
      }),
    );
  const course = (id: string, by = bureau().organ.people.officer) =>
    readAs(bureau().ground, by, (ctx) => readCourse(ctx, bureau().law, { id }));
  async function ask(
    caseId: string,
    kind: CaseMoveKind,
    detail: object,
    { at = null, by = bureau().organ.people.officer }: { at?: string | null; by?: Person } = {},
  ) {
    const { count } = await course(caseId, by);
    const move = { kind, at, detail } as StatedMove;
    const input = { id: makeId(bureau().ground.clock), caseId, seen: count, move };
    return { input, done: await as(by, (ctx) => moveCase(ctx, bureau().law, input)) };
  }
  const decide = (id: string, by: Person, agrees = true, revision = 1, opinion = '请补充证据') =>
    as(by, (ctx) => decideApproval(ctx, bureau().law, { id, revision, agrees, opinion }));
  /** Makes a move, with the head's word where it takes one. */
  async function go(caseId: string, kind: CaseMoveKind, detail: object = {}, at: string | null = null) {
    const { done } = await ask(caseId, kind, detail, { at });
    if (done.approvalId !== null) await decide(done.approvalId, bureau().organ.people.head);
  }
  const day = (on: string) => `2026-${on}T02:00:00.000Z`;
  /** Up to the notice and the statement of the party. */
  async function toReview(id: string): Promise<void> {
    await inspect(id);
    await go(id, 'file', { opinion: '' }, day('09-01'));
    await go(id, 'conclude', { opinion: '' }, day('09-18'));
  }
  const stepsIn = async (caseId: string) => {
    const { actId } = await course(caseId);
    const steps = await readAs(bureau().ground, bureau().organ.people.head, (ctx) =>
      stepsOfAct(ctx, actId ?? ''),
    );
    return steps.map(({ kind, versions }) => [kind, versions.at(-1)?.at.slice(0, 10)]);
  };
  return { as, open, inspect, course, ask, decide, go, day, toReview, stepsIn };
}
