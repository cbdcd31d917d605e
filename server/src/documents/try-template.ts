import type { DocumentContent, DocumentField, DocumentValue, documentShapes } from '@liuhen/contract';
import type { z } from 'zod';
import { beijingDate, millisOf } from '../base/clock.ts';
import { organOf, type Reading } from '../base/context.ts';
import { composeSheet } from './compose.ts';
import type { DocumentHouse } from './keep.ts';
import { kindOf } from './rows.ts';
import { checkTemplate } from './template.ts';

const named = (label: string): string => `〔${label}〕`;

/** What stands for a field while nothing is filled in: its name, or a value of today where the sheet needs one. */
function standIn(field: DocumentField, now: string): DocumentValue {
  switch (field.type) {
    case 'date':
      return beijingDate(now);
    case 'instant':
      return now;
    case 'money':
      return '1000';
    case 'choice':
      return field.options[0]?.id ?? '';
    case 'officers':
      return ['一', '二'].map((n) => ({ name: named(`执法人员${n}`), certificateNo: named('执法证号') }));
    case 'dialogue':
      return [{ q: named('问'), a: named('答') }];
    case 'list':
      return [Object.fromEntries(field.columns.map(({ id, zh }) => [id, named(zh)]))];
    default:
      return named(field.label.zh);
  }
}

/** A content in which each field of a kind says its own name. */
export const standIns = (fields: readonly DocumentField[], now: string): DocumentContent =>
  Object.fromEntries(fields.map((field) => [field.id, standIn(field, now)]));

/** What stands against a template, without keeping it; where nothing does, its sheet as a PDF in base64. */
export async function tryTemplate(
  ctx: Reading,
  { printer }: Pick<DocumentHouse, 'printer'>,
  { kind: id, title, body }: z.output<typeof documentShapes.templateInput>,
): Promise<z.output<typeof documentShapes.templateCheck>> {
  const kind = kindOf(id);
  const faults = body === null ? [] : checkTemplate(kind, body);
  if (faults.length > 0) return { faults, pdf: null };
  const organ = await ctx.tx
    .selectFrom('organ')
    .select('name')
    .where('id', '=', organOf(ctx))
    .executeTakeFirstOrThrow();
  const now = ctx.clock.now();
  const sheet = composeSheet({
    ...{ kind, body: body ?? kind.body, title: title ?? kind.title.zh, organ: organ.name, number: null },
    ...{ content: standIns(kind.fields, now), marks: [], approvals: [], draft: true, void: false },
  });
  const { bytes } = await printer.print({ sheet, code: null, at: millisOf(now) });
  return { faults, pdf: Buffer.from(bytes).toString('base64') };
}
