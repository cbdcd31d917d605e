import { sayingIn } from '@liuhen/contract';
import { canonicalBytes, type Description, type Json } from '@liuhen/proof';
import { type Citation, renderCitation } from '@liuhen/rules';
import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import type { SealedRow, TakenEntry } from './entries.ts';
import { oneLine } from './files.ts';

type Verdict = Description['verdicts'][number];

const instantOf = (value: Json | undefined): string | null => {
  const millis = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(millis) ? null : new Date(millis).toISOString();
};

/** How a duty stood at a moment, from its row as it was sealed last. */
function stateAt(row: SealedRow, at: string): string {
  if (row.judgement !== 'judged') return String(row.judgement);
  const [due, done, opens] = [row.due_before, row.discharged_at, row.opens_at].map(instantOf);
  if (done) return due && done > due ? 'dischargedLate' : 'discharged';
  if (opens && opens > at) return 'notYet';
  if (due && due <= at) return row.duty === 'keeping' ? 'over' : 'overdue';
  return 'due';
}

/** What the rules said at a moment of what the package is about. */
export function verdictsOf(rows: ReadonlyMap<string, SealedRow[]>, at: string): Verdict[] {
  const { nameOf } = sayingIn('zh');
  const judged = (rows.get('obligation') ?? []).filter((row) => row.judgement !== 'withdrawn');
  return judged.map((row) => {
    const [duty, what] = [String(row.duty), row.what as { zh?: string } | null];
    const explanation = row.explanation as { zh?: string } | null;
    return {
      ...{ duty, title: oneLine(what?.zh ?? nameOf('duties.duty', duty)) },
      state: oneLine(nameOf('duties.state', stateAt(row, at))),
      due: instantOf(row.due_before),
      article: oneLine(renderCitation(row.citation as unknown as Citation, 'zh')),
      counting: explanation?.zh ? [oneLine(explanation.zh)] : [],
    };
  });
}

/** Accounts that acted and officers that the rows name, by name. */
export async function peopleOf(tx: Tx, entries: readonly TakenEntry[]): Promise<Description['people']> {
  const text = JSON.stringify(entries.map(({ actor, payload }) => [actor, payload]));
  const ids = [...new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))];
  const { rows } = await sql<{ id: string; name: string }>`
    select id, display_name as name from account where id = any(${ids}::uuid[])
    union all select id, name from officer where id = any(${ids}::uuid[]) order by id`.execute(tx);
  return rows.map(({ id, name }) => ({ id, name: oneLine(name) }));
}

/** Files made of the sealed rows for other programs: each table's rows as they were sealed last. */
export function recordFiles(
  rows: ReadonlyMap<string, SealedRow[]>,
): { path: string; name: string; mime: string; bytes: Uint8Array }[] {
  return [...rows].map(([table, list]) => ({
    ...{ path: `data/records/${table}.json`, name: `${table}.json`, mime: 'application/json' },
    bytes: canonicalBytes(list as unknown as Json),
  }));
}
