import { type DocumentContent, type EvidenceItem, sayingIn } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import { goodsOfCase, type KnownGoods } from './goods-view.ts';
import { evidenceOfCase } from './item-view.ts';

const { t } = sayingIn('zh');

/** The evidence of a case as its documents list it: what was withdrawn or left out as illegal is not evidence. */
export function sayEvidence(
  items: readonly Pick<EvidenceItem, 'number' | 'kind' | 'title' | 'quantity' | 'withdrawn' | 'excluded'>[],
): string {
  const held = items.filter(({ withdrawn, excluded }) => withdrawn === null && excluded === null);
  const said = held.map(
    ({ kind, title, quantity }, at) =>
      `${at + 1}.${title}（${t(`evidence.kind.${kind}`)}）${quantity ? `，${quantity}` : ''}`,
  );
  return said.length === 0 ? '' : `${said.join('；')}。`;
}

/** The lines of a list of goods as those of a document. */
export const goodsRows = (lines: KnownGoods['lines']) =>
  lines.map((line) => ({
    ...{ name: line.name, model: line.specification ?? '' },
    ...{ quantity: `${line.quantity}${line.unit}`, condition: line.condition ?? '' },
  }));

/** What the evidence and the goods of a case say of the fields of its documents. */
export async function fillFromEvidence(ctx: Reading, caseId: string): Promise<DocumentContent> {
  const [items, lists] = await Promise.all([evidenceOfCase(ctx, caseId), goodsOfCase(ctx, caseId)]);
  const list = lists.findLast(({ undone }) => !undone);
  const evidence = sayEvidence(items);
  return {
    ...(evidence === '' ? {} : { evidence }),
    ...(list === undefined
      ? {}
      : {
          goods: goodsRows(list.lines),
          storage: list.keepingPlace,
          ...(list.measure === 'advanceRegistration' ? {} : { measure: list.measure }),
        }),
  };
}
