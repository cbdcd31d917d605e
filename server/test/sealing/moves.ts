import type { StatedMove } from '@liuhen/contract';
import { makeId } from '../../src/base/ids.ts';
import { withdrawApproval } from '../../src/cases/approvals.ts';
import { openCase } from '../../src/cases/cases.ts';
import { setChain } from '../../src/cases/chains.ts';
import { decideApproval, moveCase } from '../../src/cases/moves.ts';
import { loadLaw } from '../../src/law/index.ts';
import type { KindSealed, SealingHouse } from './house.ts';

/** Asks for a refusal to file a case of its own. */
async function askFor({ ground, organ, officer, made, as }: SealingHouse): Promise<void> {
  const law = await loadLaw();
  const opened = await as(officer, (ctx) =>
    openCase(ctx, {
      ...{ ownNumber: null, cause: '占道经营', party: '张三', procedure: 'ordinary', closedAt: null },
      ...{ unitId: organ.unitId, officerIds: [organ.officerId], source: 'complaint' },
      openedAt: ground.clock.now(),
    }),
  );
  const move: StatedMove = { kind: 'refuseFiling', at: null, detail: { reason: '没有违法事实' } };
  const input = { id: makeId(ground.clock), caseId: opened.id, seen: 0, move };
  made.approval = input.id;
  await as(officer, (ctx) => moveCase(ctx, law, input));
}

const word =
  (by: 'head' | 'legalReviewer', agrees: boolean, revision: number) =>
  async ({ organ, lookup, as }: SealingHouse) => {
    const law = await loadLaw();
    const said = { id: lookup('approval'), revision, agrees, opinion: '意见' };
    return as(organ.people[by], (ctx) => decideApproval(ctx, law, said));
  };

/** The course of a case and its approvals. */
export const moveKinds: KindSealed[] = [
  [
    'approvalChain.set',
    'approval_chain',
    ({ organ, as }) =>
      as(organ.people.head, (ctx) =>
        setChain(ctx, {
          ...{ matter: 'nonFiling', revision: 0, reviewAlways: false, documentsFirst: false },
          steps: [{ role: 'legalReviewer' }, { role: 'head' }],
        }),
      ),
  ],
  ['approval.requested', 'approval', askFor, ['case.opened']],
  ['approval.agreed', 'approval', word('legalReviewer', true, 1)],
  ['approval.approved', 'approval', word('head', true, 2), ['case.moved']],
  ['approval.requested', 'approval', askFor, ['case.opened']],
  ['approval.returned', 'approval', word('legalReviewer', false, 1)],
  ['approval.requested', 'approval', askFor, ['case.opened']],
  [
    'approval.withdrawn',
    'approval',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) => withdrawApproval(ctx, { id: lookup('approval'), revision: 1 })),
  ],
];
