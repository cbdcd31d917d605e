import {
  type FieldType,
  type RegisterKind,
  type RegisterRow,
  registerOf,
  type Saying,
  sayInstant,
} from '@liuhen/contract';

export const filterKeys = ['text', 'standing', 'deviceId', 'officerId', 'occasion', 'entry'] as const;
export type FilterKey = (typeof filterKeys)[number];
const standings = ['open', 'attention', 'withdrawn'] as const;
type Standing = (typeof standings)[number];

export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
export const isStanding = (text: string | undefined): text is Standing =>
  (standings as readonly (string | undefined)[]).includes(text);

export const occasions = registerOf('phrase').fields.occasion?.choices ?? [];

/** Whether what stands in the address under a key can be asked for. */
export function isGood(key: FilterKey, value: string): boolean {
  if (key === 'text') return true;
  if (key === 'standing') return isStanding(value);
  return key === 'occasion' ? occasions.includes(value) : isId(value);
}

/** By what, beside words and standing, a register is narrowed. */
export function narrowedBy(kind: RegisterKind): 'deviceId' | 'officerId' | 'occasion' | null {
  const types = Object.values(registerOf(kind).fields).map(({ type }) => type);
  if (types.includes('device')) return 'deviceId';
  if (types.includes('officers')) return 'officerId';
  return kind === 'phrase' ? 'occasion' : null;
}

export const fieldsOf = (kind: RegisterKind) => Object.entries(registerOf(kind).fields);
export const listedIn = (kind: RegisterKind): string[] =>
  fieldsOf(kind).flatMap(([field, { listed }]) => (listed ? [field] : []));

const money = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What a field of an entry says, in words. */
export function sayValue(
  type: FieldType,
  value: unknown,
  names: RegisterRow['names'],
  saying: Saying,
): string {
  if (value === undefined) return '—';
  if (Array.isArray(value))
    return value.map((id) => names[String(id)] ?? '').join(saying.t('shell.word.comma'));
  if (type === 'instant') return sayInstant(String(value));
  if (type === 'choice') return saying.nameOf('books.choice', String(value));
  if (type === 'device') return names[String(value)] ?? '';
  if (type === 'money') return money.format(Number(value));
  return String(value);
}

/** The instants of an entry said another way: by the wall clock in the form, as instants outside it. */
export const sayTimes = (
  kind: RegisterKind,
  content: Readonly<Record<string, unknown>>,
  by: (text: string) => string | null,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(content).map(([field, value]) => [
      field,
      registerOf(kind).fields[field]?.type === 'instant' && typeof value === 'string' ? by(value) : value,
    ]),
  );

/** Hours of the trainings that were held. */
export const hoursHeld = (rows: readonly Pick<RegisterRow, 'content'>[]): number =>
  rows.reduce((sum, { content }) => (content.standing === 'held' ? sum + Number(content.hours) : sum), 0);
