import { plusMillis } from '../../src/base/clock.ts';
import { makeId } from '../../src/base/ids.ts';
import { createAct } from '../../src/cases/acts.ts';
import { openCase } from '../../src/cases/cases.ts';
import { enterActStep } from '../../src/cases/steps.ts';
import { loadLaw } from '../../src/law/index.ts';
import { checkVolume, closeVolume } from '../../src/volumes/close.ts';
import { loadRecordRules } from '../../src/volumes/index.ts';
import { stateCaseItems, withdrawCaseItem } from '../../src/volumes/items.ts';
import { noOrigin } from '../numbers.ts';
import type { KindSealed, SealingHouse } from './house.ts';

/** A case that is closed, whose record somebody says is whole, with its period. */
async function makeReady({ ground, organ, officer, as }: SealingHouse): Promise<string> {
  const [law, rules, now] = [await loadLaw(), await loadRecordRules(), ground.clock.now()];
  const whose = { unitId: organ.unitId, officerIds: [organ.officerId], cause: '占道经营', party: '张三' };
  const whole = { ...whose, ownNumber: null, procedure: 'ordinary' as const, closedAt: now };
  const opened = plusMillis(now, -3_600_000);
  const { id: caseId } = await as(officer, (ctx) =>
    openCase(ctx, { ...whole, ...noOrigin, openedAt: opened }),
  );
  const act = {
    ...whose,
    type: 'onSiteInspection' as const,
    place: null,
    filmed: false,
    procedure: null,
    caseId,
  };
  const { id: actId } = await as(officer, (ctx) =>
    createAct(ctx, { ...act, circumstances: [], startedAt: opened, endedAt: now }),
  );
  const period = { kind: 'volumePeriodSet' as const, detail: { years: 30, startsOn: '2027-01-01' } };
  await as(officer, (ctx) =>
    enterActStep(ctx, { ...period, id: makeId(ground.clock), actId, at: now, until: null }),
  );
  const items = ['initiation', 'investigation', 'reviewAndDecision', 'serviceAndExecution'];
  const statements = items.map((item) => ({
    ...{ id: makeId(ground.clock), item, applicable: true, reason: '纸质案卷', replaces: null },
  }));
  await as(officer, (ctx) => stateCaseItems(ctx, law, rules, { caseId, statements }));
  return caseId;
}

/** What is stated of a case's record, and its volume. */
export const volumeKinds: KindSealed[] = [
  [
    'case.itemStated',
    'case_item',
    async ({ ground, officer, made, lookup, as }) => {
      const [law, rules] = [await loadLaw(), await loadRecordRules()];
      const [id, caseId] = [makeId(ground.clock), lookup('case')];
      const statement = {
        id,
        item: 'serviceAndExecution',
        applicable: false,
        reason: '无处罚',
        replaces: null,
      };
      const input = { caseId, statements: [statement] };
      made.item = (await as(officer, (ctx) => stateCaseItems(ctx, law, rules, input))).id;
    },
  ],
  [
    'case.itemWithdrawn',
    'case_item',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) =>
        withdrawCaseItem(ctx, { id: makeId(ctx.clock), replaces: lookup('item'), reason: '误记' }),
      ),
  ],
  [
    'volume.closed',
    'case_volume',
    async (house) => {
      const { ground, officer, made, as } = house;
      const [law, rules] = [await loadLaw(), await loadRecordRules()];
      const caseId = await makeReady(house);
      const input = { id: makeId(ground.clock), caseId, note: '无音像', lines: 0 };
      made.volume = (await as(officer, (ctx) => closeVolume(ctx, law, rules, input))).id;
    },
    [
      ...(['case.opened', 'act.created', 'act.stepEntered'] as const),
      ...(['case.itemStated', 'case.itemStated', 'case.itemStated', 'case.itemStated'] as const),
    ],
  ],
  [
    'volume.checked',
    'volume_check',
    ({ organ, lookup, as }) =>
      as(organ.people.custodian, (ctx) =>
        checkVolume(ctx, { id: makeId(ctx.clock), volumeId: lookup('volume'), remarks: '' }),
      ),
  ],
];
