import { makeId } from '../../src/base/ids.ts';
import { loadLaw } from '../../src/law/index.ts';
import { loadRecordRules } from '../../src/volumes/index.ts';
import { stateCaseItems, withdrawCaseItem } from '../../src/volumes/items.ts';
import type { KindSealed } from './house.ts';

/** What is stated of a case's record. */
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
];
