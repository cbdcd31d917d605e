import pg from 'pg';
import { errorCodeOf } from './errors.ts';
import { OperatorFault } from './operator-fault.ts';

const away = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // the folder of a socket
  'ETIMEDOUT',
];
/** Classes and codes of PostgreSQL (appendix A of its manual). */
const busy = ['53300', '57P01', '57P02', '57P03'];
const password = ['28P01', '28000'];
const unknown = '3D000';
const rights = '42501';
const empty = ['22023', '42P01']; // no such role to act in, no such table

/** The parts of an address that may be shown: everything but the password. Null when it is no address. */
function partsOf(url: string): { where: string; user: string; name: string } | null {
  if (!/^postgres(ql)?:\/\//.test(url)) return null;
  try {
    const { host, port, database = '', user = '' } = new pg.Client({ connectionString: url });
    return { where: `${host}:${port}/${database}`, user, name: database };
  } catch {
    return null;
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What to tell the operator when the database of this address does not let the house in. */
function explainConnecting(error: unknown, url: string): OperatorFault {
  const parts = partsOf(url);
  if (parts === null) return new OperatorFault('cli.fault.databaseAddress', {}); // the cause would hold the password
  const code = errorCodeOf(error) ?? '';
  const because = (key: ConstructorParameters<typeof OperatorFault>[0]) =>
    new OperatorFault(key, { ...parts, reason: reasonOf(error) }, error);
  if (away.includes(code) || reasonOf(error) === 'timeout expired') return because('cli.fault.databaseAway');
  if (busy.includes(code)) return because('cli.fault.databaseBusy');
  if (password.includes(code) || /client password/.test(reasonOf(error)))
    return because('cli.fault.databasePassword');
  if (code === unknown) return because('cli.fault.databaseUnknown');
  return because(code === rights ? 'cli.fault.databaseRights' : 'cli.fault.databaseRefused');
}

/** Makes sure that the database of an address lets its user in. Throws OperatorFault that says why it does not. */
export async function requireDatabase(url: string): Promise<void> {
  let client: pg.Client | null = null;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 20_000 });
    client.on('error', () => undefined);
    await client.connect();
  } catch (error) {
    throw explainConnecting(error, url);
  } finally {
    await client?.end().catch(() => undefined); // also where it was not let in: PostgreSQL waits a minute for a password
  }
}

/** What was refused for want of rights, said to the operator; anything else stays as it is. */
export function explainRights(error: unknown, url: string): unknown {
  const refused = [error, (error as { cause?: unknown }).cause].find((one) => errorCodeOf(one) === rights);
  return refused === undefined ? error : explainConnecting(refused, url);
}

/** What to tell somebody who reads a database that no house was ever started on, or may not read it. */
export function explainReading(error: unknown, url: string): unknown {
  const parts = partsOf(url);
  return parts !== null && empty.includes(errorCodeOf(error) ?? '')
    ? new OperatorFault('cli.fault.databaseEmpty', parts, error)
    : explainRights(error, url);
}
