import type { Json } from '@liuhen/proof';
import type { Tx } from '../base/context.ts';
import { sendText } from '../base/database.ts';
import type { SealedTable } from './subjects.ts';

/** A column as the catalogue names it. One that is `filled` by the database itself has a value that only it knows. */
export interface Column {
  name: string;
  type: string;
  filled: boolean;
}

const known = new Map<SealedTable, readonly Column[]>();

/** The columns of a table, asked once for each process: migrations run before anything is sealed. */
export async function columnsOf(tx: Tx, table: SealedTable): Promise<readonly Column[]> {
  const before = known.get(table);
  if (before !== undefined) return before;
  const columns = await sendText<Column>(
    tx,
    `select attname as name, format_type(atttypid, null) as type, atthasdef or attidentity <> '' as filled
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  known.set(table, columns);
  return columns;
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const dateForm = /^\d{4}-\d\d-\d\d$/;
const instantForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?Z$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed();

function instant(value: unknown): Json | undefined {
  const [, second, fraction = ''] = (typeof value === 'string' && instantForm.exec(value)) || [];
  if (second === undefined) return undefined;
  const digits = fraction.replace(/0+$/, '');
  return `${second}${digits && `.${digits}`}+00:00`;
}

function json(value: unknown): Json | undefined {
  try {
    return isText(value) ? (JSON.parse(value) as Json) : undefined;
  } catch {
    return undefined; // the database says better what is wrong with it
  }
}

const whole = (value: unknown): Json | undefined => (Number.isSafeInteger(value) ? Number(value) : undefined);

/** What `to_jsonb` makes of a value that is sent to a column of this type, in a session whose clock is UTC. */
const readings: Readonly<Record<string, (value: unknown) => Json | undefined>> = {
  text: (value) => (isText(value) ? value : undefined),
  uuid: (value) => (typeof value === 'string' && uuidForm.test(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  smallint: whole,
  integer: whole,
  bigint: whole,
  date: (value) => (typeof value === 'string' && dateForm.test(value) ? value : undefined),
  'timestamp with time zone': instant,
  jsonb: json,
};

/**
 * The row as the database will have it after an insert of these values, or null where only the database can tell:
 * a default, a type that is not listed, a value in another form than the one it keeps.
 */
export function rowAsStored(
  columns: readonly Column[],
  values: Readonly<Record<string, unknown>>,
): Record<string, Json> | null {
  const row: Record<string, Json> = {};
  for (const { name, type, filled } of columns) {
    const value = values[name];
    if (value === undefined && filled) return null;
    const read = value === undefined || value === null ? null : readings[type]?.(value);
    if (read === undefined) return null;
    row[name] = read;
  }
  return row;
}
