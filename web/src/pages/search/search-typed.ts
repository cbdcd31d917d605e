import { type SearchKind, searchKinds } from '@liuhen/contract';
import dayjs from 'dayjs';

export const filterKeys = ['kind', 'unitId', 'from', 'to'] as const;
export type Key = (typeof filterKeys)[number];

export const allKinds = Object.keys(searchKinds) as SearchKind[];
const day = /^\d{4}-\d\d-\d\d$/;
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether what stands in the address under a key can be asked for. */
export function isGood(key: Key, value: string): boolean {
  if (key === 'kind') return allKinds.some((kind) => kind === value);
  if (key === 'unitId') return id.test(value);
  return day.test(value) && dayjs(value).isValid() && dayjs(value).format('YYYY-MM-DD') === value;
}
