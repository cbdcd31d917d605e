import { type ErrorCode, type Saying, sayInstant, type TermKey } from '@liuhen/contract';
import type { Entry } from '../../field/entry.ts';
import { sayBody } from '../../shell/faults.ts';

/** What an entry is, in a line. */
export function nameEntry(
  { what }: Pick<Entry, 'what'>,
  { t, nameOf }: Pick<Saying, 't' | 'nameOf'>,
): string {
  switch (what.kind) {
    case 'act':
      return `${t('field.kind.act')} · ${nameOf('names.actType', what.act.type)} · ${what.act.cause}`;
    case 'step':
      return `${nameOf('names.stepKind', what.step.kind)} · ${sayInstant(what.step.at, true).slice(11)}`;
    case 'correction':
      return `${nameOf('names.stepKind', what.step.kind)} · ${t('field.kind.correction')}`;
    case 'signature':
      return `${t('field.kind.signature')} · ${what.signature.signerName}`;
    case 'file':
      return `${t(`field.make.${what.form}`)} · ${what.name}`;
    case 'givenUp':
      return `${t('field.kind.givenUp')} · ${t(`field.kind.${what.instead}`)}`;
  }
}

/** Why the house refused an entry, each fault of its fields included. */
export function sayRefusal(
  { refusal }: Pick<Entry, 'refusal'>,
  saying: Pick<Saying, 't' | 'language' | 'nameOf'>,
): string[] {
  if (refusal === null) return [];
  if (refusal === 'dependsOnGivenUp') return [saying.t('field.line.dependsOnGivenUp')];
  const fields = (refusal.fields ?? []).map(({ message, messageEn }) =>
    saying.language === 'zh' ? message : messageEn,
  );
  return [...new Set([sayBody(refusal, saying), ...fields])];
}

const todos: Partial<Record<ErrorCode, TermKey>> = {
  'conflict.changed': 'field.line.todo.changed',
  notFound: 'field.line.todo.gone',
  'permission.denied': 'field.line.todo.denied',
  'upload.tooLarge': 'field.line.todo.tooLarge',
  'request.tooLarge': 'field.line.todo.tooLarge',
};

/** What the officer can do about a refusal. */
export function todoOf({ refusal }: Pick<Entry, 'refusal'>): TermKey {
  const code = refusal === null || typeof refusal === 'string' ? null : refusal.code;
  return (code !== null && todos[code]) || 'field.line.todo.input';
}
