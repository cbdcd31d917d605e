import { plusMillis } from '../../src/base/clock.ts';
import { makeId } from '../../src/base/ids.ts';
import { changeAct, createAct } from '../../src/cases/acts.ts';
import { changeCase, openCase } from '../../src/cases/cases.ts';
import { linkEvidence, unlinkEvidence } from '../../src/cases/evidence.ts';
import { enterActStep, withdrawActStep } from '../../src/cases/steps.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const act = ({ ground, organ }: SealingHouse) => ({
  ...{ type: 'onSiteInspection' as const, cause: '占道经营', party: '张三', place: null, filmed: true },
  ...{ circumstances: ['disputeProne' as const], procedure: null, caseId: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], endedAt: ground.clock.now() },
  startedAt: plusMillis(ground.clock.now(), -3_600_000),
});

const fileOf = ({ ground, organ }: SealingHouse) => ({
  ...{ ownNumber: null, cause: '占道经营', party: '张三', procedure: 'ordinary' as const, closedAt: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: ground.clock.now() },
});

/** Cases, acts, what happened in them and their evidence. */
export const caseKinds: KindSealed[] = [
  [
    'case.opened',
    'enforcement_case',
    async (house) => {
      house.made.case = (await house.as(house.officer, (ctx) => openCase(ctx, fileOf(house)))).id;
    },
  ],
  [
    'case.changed',
    'enforcement_case',
    (house) =>
      house.as(house.officer, (ctx) =>
        changeCase(ctx, {
          ...fileOf(house),
          id: house.lookup('case'),
          revision: 1,
          ownNumber: '立〔2026〕1号',
        }),
      ),
  ],
  [
    'act.created',
    'act',
    async (house) => {
      const input = { ...act(house), caseId: house.lookup('case') };
      house.made.act = (await house.as(house.officer, (ctx) => createAct(ctx, input))).id;
    },
  ],
  [
    'case.changed',
    'enforcement_case',
    (house) =>
      house.as(house.officer, (ctx) =>
        changeCase(ctx, { ...fileOf(house), id: house.lookup('case'), revision: 2, procedure: 'summary' }),
      ),
    ['act.changed'],
  ],
  [
    'act.changed',
    'act',
    (house) =>
      house.as(house.officer, (ctx) =>
        changeAct(ctx, { ...act(house), id: house.lookup('act'), place: '路口' }),
      ),
  ],
  [
    'act.stepEntered',
    'act_step',
    async ({ ground, officer, made, lookup, as }) => {
      const arrived = { kind: 'arrived' as const, at: ground.clock.now(), until: null, detail: {} };
      const input = { ...arrived, id: makeId(ground.clock), actId: lookup('act') };
      made.step = (await as(officer, (ctx) => enterActStep(ctx, input))).id;
    },
  ],
  [
    'act.stepWithdrawn',
    'act_step',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) =>
        withdrawActStep(ctx, { id: makeId(ctx.clock), replaces: lookup('step'), reason: '误记' }),
      ),
  ],
  [
    'evidence.linked',
    'evidence',
    async ({ officer, made, lookup, as }) => {
      const input = { actId: lookup('act'), recordingId: lookup('recording'), note: null };
      made.link = (await as(officer, (ctx) => linkEvidence(ctx, input))).id;
    },
  ],
  [
    'evidence.unlinked',
    'evidence',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) => unlinkEvidence(ctx, { id: lookup('link'), reason: '关联错了' })),
  ],
];
