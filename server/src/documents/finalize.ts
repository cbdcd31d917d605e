import { type documentShapes, refusals } from '@liuhen/contract';
import type { z } from 'zod';
import { millisOf } from '../base/clock.ts';
import { personOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, permit } from '../base/errors.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal } from '../custody/index.ts';
import { requireApproved } from './approval.ts';
import { type DocumentHouse, keepBytes } from './keep.ts';
import { takeDocumentNumber } from './numbers.ts';
import { mayEditDocument } from './policy.ts';
import { requireReady } from './ready.ts';
import {
  holdDocument,
  kindOf,
  lastVersion,
  peopleOf,
  type Row,
  requireSeen,
  templateNow,
  wordingOf,
} from './rows.ts';
import { setDocument } from './setting.ts';
import { digestOf, sheetText } from './sheet.ts';
import { keepText } from './text.ts';

/**
 * Makes the version that was seen final: gives it its number, sets it, keeps the PDF, and from then on nothing of it
 * changes. Sealed as `document.finalized`. Throws document.faulty with all that is missing or cannot be, conflict.edited
 * when somebody saved a newer version, case.lacking for a decision whose legal review or discussion is open,
 * document.notApproved where the organ asks for an approval that is not there. A number that a failed try took is given to the next.
 */
export async function finalizeDocument(
  ctx: Writing,
  house: DocumentHouse,
  { id, revision }: z.output<typeof documentShapes.documentStep>,
): Promise<Sealed<{ id: string }>> {
  const row = await holdDocument(ctx, id);
  permit(mayEditDocument(personOf(ctx), await peopleOf(ctx, row)));
  const last = await lastVersion(ctx, house.keys, id);
  requireSeen(last, revision);
  const kind = kindOf(row.kind);
  await requireReady(ctx, house, row, last);
  await requireApproved(ctx, kind, row, last.revision);
  const { word, title, body } = await wordingOf(ctx, kind, row);
  const template = await templateNow(ctx, kind.id);
  const number = word === null ? null : await takeDocumentNumber(ctx, word);
  const settled = {
    ...row,
    state: 'final',
    number,
    revision,
    template_id: template?.id ?? null,
    wording: { title, body },
  };
  const sheet = await setDocument(ctx, kind, settled, last.content);
  const digest = digestOf(sheet);
  const printed = await house.printer.print({
    sheet,
    code: { documentId: id, digest },
    at: millisOf(ctx.clock.now()),
  });
  const kept = await keepBytes(house, printed.bytes);
  const by = ctx.tx
    .updateTable('document')
    .set({
      ...{ state: settled.state, number, revision, template_id: settled.template_id, digest },
      wording: JSON.stringify(settled.wording),
      ...{ pages: printed.pages, pdf_sha256: kept.sha256, pdf_size: kept.size },
      ...{ finalized_by: personOf(ctx).accountId, finalized_at: ctx.clock.now() },
    })
    .where('id', '=', id);
  const sealed = await seal(ctx, { kind: 'document.finalized', table: 'document', id, by }, { id });
  await keepText(ctx, { sourceId: id, documentId: id, text: sheetText(sheet) });
  return sealed;
}

/** Refuses somebody who read another file than the one that is final. */
export function requireFile(row: Row, sha256: string): void {
  if (row.pdf_sha256 !== sha256)
    throw new DomainError('input.invalid', {}, [faultAt('sha256', refusals.otherFile)]);
}
