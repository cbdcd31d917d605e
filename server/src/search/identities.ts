import { coverNumber, type SearchKind } from '@liuhen/contract';
import { sql } from 'kysely';
import type { Reading } from '../base/context.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { findParties } from '../cases/index.ts';

/** The number of a person (GB 11643): a region, a date of birth that can be, three digits and a check sign. */
const persons =
  /(?<![\dA-Za-z])\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;

/**
 * Takes the numbers of persons out of a text, all but their ends: the index is no second place where they could be read.
 * Who looks for one asks the register of parties, which keeps them encrypted.
 */
export const hideIdentities = (text: string): string => text.replace(persons, coverNumber);

export type Identified = Partial<Record<SearchKind, string[]>>;

/** The parties that have exactly one of these numbers, and their cases, newest first. */
export async function identify(
  ctx: Reading,
  keys: NumberKeys,
  numbers: readonly string[],
): Promise<Identified> {
  const found = await Promise.all(numbers.map((text) => findParties(ctx, keys, { text })));
  const party = [...new Set(found.flat().map(({ id }) => id))];
  if (party.length === 0) return {};
  const { rows } = await sql<{ id: string }>`
    select c.id from enforcement_case c where c.id in (
      select case_id from case_party where party_id = any(${party}::uuid[]) and removed_at is null)
    order by c.opened_at desc, c.id desc limit 50`.execute(ctx.tx);
  return { party, case: rows.map(({ id }) => id) };
}
