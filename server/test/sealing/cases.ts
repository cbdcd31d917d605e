import { plusMillis } from '../../src/base/clock.ts';
import { makeId } from '../../src/base/ids.ts';
import { createAct } from '../../src/cases/acts.ts';
import { addCaseParty, partiesOfCase, removeCaseParty } from '../../src/cases/case-parties.ts';
import { changeCase, openCase } from '../../src/cases/cases.ts';
import { changeCause, enterCause } from '../../src/cases/causes.ts';
import { linkEvidence, unlinkEvidence } from '../../src/cases/evidence.ts';
import { enterField } from '../../src/cases/field.ts';
import { changeParty, revealParty } from '../../src/cases/parties.ts';
import { decideRecusal, raiseRecusal } from '../../src/cases/recusals.ts';
import { drawSignature } from '../../src/cases/signatures.ts';
import { enterActStep, withdrawActStep } from '../../src/cases/steps.ts';
import { changeSeenAct } from '../acts.ts';
import { noOrigin, testKeys } from '../numbers.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const act = ({ ground, organ }: SealingHouse) => ({
  ...{ type: 'onSiteInspection' as const, cause: '占道经营', party: '张三', place: null, filmed: true },
  ...{ circumstances: ['disputeProne' as const], procedure: null, caseId: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], endedAt: ground.clock.now() },
  startedAt: plusMillis(ground.clock.now(), -3_600_000),
});

const fileOf = ({ ground, organ }: SealingHouse) => ({
  ...{ ownNumber: null, cause: '占道经营', party: '张三', procedure: 'ordinary' as const, ...noOrigin },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: ground.clock.now() },
});

const signatureOf = (ground: SealingHouse['ground'], actId: string) => ({
  ...{ id: makeId(ground.clock), actId, signerName: '张三', signerRole: 'party' as const, place: null },
  ...{ refusedReason: null, textShown: '以上笔录我看过，和我说的一样。', at: ground.clock.now() },
  strokes: [[[120, 300, 0] as [number, number, number], [240, 320, 16] as [number, number, number]]],
});
const zhang = {
  ...{ kind: 'person' as const, name: '张三', numberKind: 'other' as const, number: 'G12345' },
  ...{ phone: null, address: null },
};

/** The list of causes, and who takes part in a case. */
const partyKinds: KindSealed[] = [
  [
    'cause.entered',
    'cause',
    async ({ organ, made, as }) => {
      const input = { code: '01', name: '占道经营', basis: null, active: true };
      made.cause = (await as(organ.people.legalReviewer, (ctx) => enterCause(ctx, input))).id;
    },
  ],
  [
    'cause.changed',
    'cause',
    ({ organ, lookup, as }) =>
      as(organ.people.legalReviewer, (ctx) =>
        changeCause(ctx, {
          ...{ id: lookup('cause'), revision: 1, code: '01', name: '占道', basis: null, active: false },
        }),
      ),
  ],
  [
    'party.joined',
    'case_party',
    async ({ ground, officer, made, lookup, as }) => {
      const line = { id: makeId(ground.clock), caseId: lookup('case'), role: 'party' as const };
      made.line = (
        await as(officer, (ctx) =>
          addCaseParty(ctx, testKeys, { ...line, represents: null, partyId: null, party: zhang }),
        )
      ).id;
    },
    ['party.entered'],
  ],
  [
    'party.changed',
    'party',
    async ({ officer, made, lookup, as }) => {
      await as(officer, async (ctx) => {
        const [line] = await partiesOfCase(ctx, lookup('case'));
        made.party = line?.party.id ?? '';
        const { number, phone, ...rest } = zhang;
        return changeParty(ctx, testKeys, { ...rest, id: made.party, revision: 1, address: '路口' });
      });
    },
  ],
  [
    'party.revealed',
    'party_reveal',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) => revealParty(ctx, testKeys, { id: lookup('party'), caseId: null, reason: '核对' })),
  ],
  [
    'party.left',
    'case_party',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) => removeCaseParty(ctx, { id: lookup('line'), reason: '误加' })),
  ],
];

/** Cases, acts, what happened in them and their evidence. */
export const caseKinds: KindSealed[] = [
  [
    'case.opened',
    'enforcement_case',
    async (house) => {
      house.made.case = (
        await house.as(house.officer, (ctx) => openCase(ctx, { ...fileOf(house), closedAt: null }))
      ).id;
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
  ...partyKinds,
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
        changeSeenAct(ctx, { ...act(house), id: house.lookup('act'), place: '路口' }),
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
    'signature.drawn',
    'drawn_signature',
    ({ ground, officer, lookup, as }) =>
      as(officer, (ctx) => drawSignature(ctx, signatureOf(ground, lookup('act')))),
  ],
  [
    'field.entered',
    'field_entry',
    ({ ground, officer, lookup, as }) =>
      as(officer, (ctx) =>
        enterField(ctx, {
          ...{ id: makeId(ctx.clock), phone: makeId(ctx.clock), ordinal: 1, tappedAt: ctx.clock.now() },
          clock: { offsetMs: -1500, measuredAt: ctx.clock.now() },
          what: { kind: 'signature', signature: signatureOf(ground, lookup('act')) },
        }),
      ),
    ['signature.drawn'],
  ],
  [
    'recusal.raised',
    'recusal',
    async ({ ground, organ, officer, made, lookup, as }) => {
      const raised = { raisedBy: 'party' as const, applicant: '张三', ground: 'relative' as const };
      const input = { ...raised, caseId: lookup('case'), actId: null, officerId: organ.officerId };
      const said = {
        id: makeId(ground.clock),
        reason: '执法人员是对方的近亲属',
        raisedAt: ground.clock.now(),
      };
      made.recusal = (await as(officer, (ctx) => raiseRecusal(ctx, { ...input, ...said }))).id;
    },
  ],
  [
    'recusal.decided',
    'recusal',
    ({ ground, organ, lookup, as }) =>
      as(organ.people.head, (ctx) =>
        decideRecusal(ctx, {
          ...{ id: lookup('recusal'), decision: 'refused', reason: '查无此关系' },
          decidedAt: ground.clock.now(),
        }),
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
