import { followKeys, type InclusionReceipt, parseVerifierKey } from '@liuhen/proof';

/** Verifier keys of the logs that a witness serves: of each log the one that it trusts now, and those before it. */
export interface LogKeys {
  logs: string[];
  /** Replaced by a succession that they themselves vouched for: what they signed until then stays the log's word. */
  former: string[];
  /** Replaced by the operator's hand, as after a revocation: they vouch for nothing. */
  revoked: string[];
}

const nameOf = (key: string): string => parseVerifierKey(key).name;

export const keysOf = (origin: string, keys: readonly string[]): string[] =>
  keys.filter((key) => nameOf(key) === origin);

const without = (keys: readonly string[], gone: readonly string[]): string[] =>
  keys.filter((key) => !gone.includes(key));

/**
 * A key that the operator gives takes the place of the one before it. One that was replaced already is passed over: it may
 * still stand in the command that starts the witness.
 */
export function tellKey(keys: LogKeys, given: string): LogKeys {
  const { logs, former, revoked } = keys;
  if ([...logs, ...former, ...revoked].includes(given)) return keys;
  const before = keysOf(nameOf(given), logs);
  return { logs: [...without(logs, before), given], former, revoked: [...revoked, ...before] };
}

/** The keys after a succession that a receipt proves; null when it proves none from a key that is trusted now. */
export function succeed(keys: LogKeys, receipt: InclusionReceipt): LogKeys | null {
  for (const trusted of keys.logs) {
    const [, next] = followKeys(trusted, [receipt]);
    if (next === undefined || keys.former.includes(next) || keys.revoked.includes(next)) continue;
    return { ...keys, logs: [...without(keys.logs, [trusted]), next], former: [...keys.former, trusted] };
  }
  return null;
}
