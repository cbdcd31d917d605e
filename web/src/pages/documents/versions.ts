import type { DocumentContent, DocumentField, DocumentValue, Language } from '@liuhen/contract';
import { sayInstant } from '@liuhen/contract';
import { sayValue } from './merge.ts';

/** A field that says something else in one version than in another. */
export interface Change {
  field: string;
  label: string;
  before: string;
  after: string;
}

/** A value as its form shows it: the word of a choice, a time by the clock of Beijing. */
export function sayShown(field: DocumentField, value: DocumentValue | undefined, language: Language): string {
  if (typeof value === 'string' && field.type === 'choice')
    return field.options.find(({ id }) => id === value)?.[language] ?? value;
  if (typeof value === 'string' && field.type === 'instant' && !Number.isNaN(Date.parse(value)))
    return sayInstant(value);
  return sayValue(value);
}

/** What one version says otherwise than another, field by field in the order of the form. */
export const changesBetween = (
  fields: readonly DocumentField[],
  before: DocumentContent,
  after: DocumentContent,
  language: Language,
): Change[] =>
  fields.flatMap((field) => {
    const [a, b] = [before, after].map((content) => sayShown(field, content[field.id], language));
    return a === undefined || b === undefined || a === b
      ? []
      : [{ field: field.id, label: field.label[language], before: a, after: b }];
  });
