import type { Language } from '@liuhen/contract';
import type { FormInstance } from 'antd';
import { fieldFaults } from '../shell/faults.ts';

/** A faulty field is brought to the middle of the window, clear of the head that stays above, and gets the focus. */
export const intoView = { block: 'center', focus: true } as const;

interface Fault {
  name: (string | number)[];
  errors: string[];
}

/** What is said of fields that the form does not have: it would be said nowhere. Pure. */
export const homeless = (
  faults: readonly Fault[],
  fields: readonly { name: (string | number)[] }[],
): string[] => {
  const there = new Set(fields.map(({ name }) => name.join('.')));
  return faults.flatMap(({ name, errors }) => (there.has(name.join('.')) ? [] : errors));
};

/** Sets what was refused beside its fields, with the first in view; returns what has no field in the form. */
export function placeFaultsIn<T extends object>(
  form: FormInstance<T>,
  error: unknown,
  language: Language,
): string[] {
  const faults = fieldFaults(error, language);
  form.setFields(faults as Parameters<typeof form.setFields>[0]);
  const fields = form.getFieldsError() as { name: (string | number)[] }[];
  const first = faults.find((one) => homeless([one], fields).length === 0);
  if (first) form.scrollToField(first.name as never, intoView);
  return homeless(faults, fields);
}
