import { ContractError, type Input, type Output, type Recording } from '@liuhen/contract';
import {
  type Checkpoint,
  canonicalize,
  type Entry,
  followKeys,
  fromBase64,
  type Json,
  openCheckpoint,
  VerificationError,
  verifyConsistency,
  verifyReceipt,
} from '@liuhen/proof';
import { type LogMemory, readMemory, writeMemory } from './custody-memory.ts';

type EntryRow = Omit<Output<'listEntries'>['rows'][number], 'content'>;

const provers = { document: 'proveDocument', enforcement_case: 'proveCase', act: 'proveAct' } as const;

type Asked = 'logState' | 'logKeys' | 'proveConsistency' | 'proveRecording' | 'proveEntry';
type Call = <N extends Asked | (typeof provers)[keyof typeof provers]>(
  name: N,
  input: Input<N>,
) => Promise<Output<N>>;

/** How a log stands against what this browser remembers of it. */
export type LogCheck =
  | {
      /** `followed`: grown, and the remembered key has named the one that signs now. */
      state: 'first' | 'same' | 'grown' | 'followed';
      from: number;
      size: number;
      origin: string;
      verifierKey: string;
      /** The newest checkpoint, checked. */
      newest: Checkpoint;
    }
  | { state: 'keyChanged'; remembered: LogMemory; verifierKey: string }
  | { state: 'shrunk'; from: number; size: number }
  | { state: 'empty' }
  /** What the log says now does not continue what is remembered, or is no checkpoint that its key signed. */
  | { state: 'rewritten' | 'badCheckpoint'; reason: string };

export interface Checking {
  call: Call;
  /** RFC 3339. */
  now: string;
  read?: () => LogMemory | null;
  write?: (memory: LogMemory) => void;
}

const say = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Checks that the log continues the one that is remembered, and remembers the newer. Throws when the network fails. */
export async function checkLog(checking: Checking): Promise<LogCheck> {
  const { call, now, read = readMemory, write = writeMemory } = checking;
  const state = await call('logState', {});
  const { verifierKey } = state;
  const memory = read();
  const isOther = memory !== null && memory.verifierKey !== verifierKey;
  if (isOther && !(await isNamedBy(call, memory.verifierKey, verifierKey)))
    return { state: 'keyChanged', remembered: memory, verifierKey };
  if (state.checkpoint === null)
    return memory === null ? { state: 'empty' } : { state: 'shrunk', from: memory.size, size: 0 };
  try {
    const newest = openCheckpoint(state.checkpoint, [verifierKey]).checkpoint;
    const from = memory?.size ?? 0;
    if (newest.size < from) return { state: 'shrunk', from, size: newest.size };
    if (memory !== null)
      await requireGrowth(call, openCheckpoint(memory.checkpoint, [memory.verifierKey]).checkpoint, newest);
    write({ verifierKey, checkpoint: state.checkpoint, size: newest.size, since: memory?.since ?? now });
    const outcome = memory === null ? 'first' : newest.size === from ? 'same' : 'grown';
    const { size, origin } = newest;
    return { state: isOther ? 'followed' : outcome, from, size, origin, verifierKey, newest };
  } catch (error) {
    if (error instanceof ContractError || error instanceof TypeError) throw error;
    const isRewritten = error instanceof VerificationError && error.code === 'consistency';
    return { state: isRewritten ? 'rewritten' : 'badCheckpoint', reason: say(error) };
  }
}

/** Whether the key that is remembered has itself named this one as its successor, over however many steps. */
async function isNamedBy(call: Call, remembered: string, verifierKey: string): Promise<boolean> {
  const { keys } = await call('logKeys', {});
  const receipts = keys.flatMap(({ receipt }) => (receipt === null ? [] : [receipt]));
  try {
    return followKeys(remembered, receipts).includes(verifierKey);
  } catch {
    return false; // what is remembered is no key at all
  }
}

async function requireGrowth(call: Call, older: Checkpoint, newer: Checkpoint): Promise<void> {
  if (older.size === 0) return;
  const proof =
    older.size === newer.size
      ? []
      : (await call('proveConsistency', { from: older.size, to: newer.size })).proof;
  verifyConsistency({
    ...{ oldSize: older.size, oldRoot: older.root, newSize: newer.size, newRoot: newer.root },
    proof: proof.map((hash) => fromBase64(hash)),
  });
}

/** Outcome of checking one record: every check with its name, in the order a judge would ask. */
export interface RecordCheck {
  ok: boolean;
  /** The content was kept back from this reader: neither it nor its digest was compared. */
  withheld: boolean;
  /** When and under which law it was erased; null when it was not. */
  erased: { at: string; basis: string; reason: string } | null;
  checks: { check: string; ok: boolean; fault: string }[];
  index: number;
  size: number;
  signedBy: string[];
  /** By the entry itself, RFC 3339; null when it cannot be read. */
  at: string | null;
  receipt: Receipt;
}
type Receipt = Output<'proveRecording'>;

/** What a page shows of a recording's sealed row. */
const shownMembers = [
  ...(['id', 'name', 'originalName', 'kind', 'mime', 'size', 'sha256', 'sm3', 'registeredAt'] as const),
  ...(['container', 'durationMs', 'metadataCreatedAt', 'gps'] as const),
] as const;
export type ShownRecording = Pick<Recording, (typeof shownMembers)[number]>;
export const shownOf = (recording: ShownRecording) =>
  Object.fromEntries(shownMembers.map((member) => [member, recording[member]])) as ShownRecording;

/** The same as it was sealed: a row of the table of recordings. */
function sealedRecording(payload: unknown): Partial<Record<keyof ShownRecording, Json>> {
  const row = (payload ?? {}) as Record<string, Json>;
  const probe = (row.probe ?? {}) as Record<string, Json>;
  const { id = null, name = null, kind = null, mime = null, size = null, sha256 = null, sm3 = null } = row;
  const registeredAt = Date.parse(String(row.registered_at));
  return {
    ...{ id, name, kind, mime, size, sha256, sm3 },
    originalName: row.original_name ?? null,
    registeredAt: Number.isNaN(registeredAt) ? null : new Date(registeredAt).toISOString(),
    container: probe.container ?? null,
    durationMs: probe.durationMs ?? null,
    metadataCreatedAt: probe.createdAt ?? null,
    gps: probe.gps ?? null,
  };
}

/** What the page shows otherwise than it was sealed. */
function otherThanSealed(payload: unknown, shown: ShownRecording): string[] {
  const sealed = sealedRecording(payload);
  return shownMembers.filter(
    (member) => canonicalize(shown[member]) !== canonicalize(sealed[member] ?? null),
  );
}

/**
 * Whether the checkpoint of a receipt is of the log that was checked, and not of a fork shown for this receipt only.
 * Returns the fault, empty when there is none; throws ContractError, TypeError.
 */
async function faultOfLog(call: Call, log: LogCheck, ofReceipt: Checkpoint | null): Promise<string> {
  if (!('newest' in log)) return 'reason' in log ? log.reason : log.state;
  if (ofReceipt === null) return 'the receipt has no checkpoint of this log';
  const [older, newer] = [log.newest, ofReceipt].sort((a, b) => a.size - b.size) as [Checkpoint, Checkpoint];
  try {
    await requireGrowth(call, older, newer);
    return '';
  } catch (error) {
    if (error instanceof ContractError || error instanceof TypeError) throw error;
    return say(error);
  }
}

/** What a page shows of an entry, and must find in it again. */
interface Shown {
  subject: string;
  /** Not compared when absent, as are the time, RFC 3339, and the place in the log. */
  kind?: string;
  at?: string;
  logIndex?: number | null;
  /** Name of the check, and what the page shows otherwise than was sealed. */
  content?: { check: 'row' | 'shown'; others: (payload: Json) => string[] };
}

/** What the entry says otherwise than the page; empty when they agree. */
function differences(entry: Entry | null, index: number, shown: Shown): string[] {
  if (entry === null) return ['the entry cannot be read'];
  const { subject, kind, at, logIndex } = shown;
  return [
    ...(entry.subject === subject ? [] : [`the entry is of ${entry.subject}, the page shows ${subject}`]),
    ...(kind === undefined || entry.kind === kind
      ? []
      : [`the entry is ${entry.kind}, the page shows ${kind}`]),
    ...(at === undefined || Date.parse(entry.at) === Date.parse(at)
      ? []
      : [`the entry is of ${entry.at}, the page shows ${at}`]),
    ...(logIndex === undefined || logIndex === index
      ? []
      : [`the receipt is of place ${index}, the page shows ${logIndex}`]),
  ];
}

const outcomeOf = (check: string, fault: string) => ({ check, ok: fault === '', fault });

/** Puts the checks of a receipt, of the log and of what the page shows into one. */
async function joinChecks(
  { call }: Checking,
  receipt: Receipt,
  log: LogCheck,
  shown: Shown,
): Promise<RecordCheck> {
  const verified = verifyReceipt(receipt, trustedKeys(log));
  const withheld = receipt.withheld === true;
  const erased = receipt.erased ?? null;
  const checks = [
    ...verified.checks
      .filter(({ check }) => !((withheld || erased !== null) && check === 'payload'))
      .map(({ check, ok, fault }) => ({ check: check as string, ok, fault })),
    outcomeOf('subject', differences(verified.entry, receipt.index, shown).join('; ')),
    outcomeOf('consistency', await faultOfLog(call, log, verified.checkpoint)),
  ];
  if (shown.content !== undefined && !withheld && erased === null) {
    const others = shown.content.others(receipt.payload);
    checks.push(
      outcomeOf(shown.content.check, others.length === 0 ? '' : `not as sealed: ${others.join(', ')}`),
    );
  }
  const { index, size } = receipt;
  return {
    ok: checks.every(({ ok }) => ok),
    withheld,
    erased,
    checks,
    index,
    size,
    signedBy: verified.signedBy,
    at: verified.entry?.at ?? null,
    receipt,
  };
}

/**
 * Checks in this browser that a recording's row is sealed in the log that is remembered, and as the page shows it.
 * Throws ContractError, TypeError.
 */
export async function checkRecording(recording: ShownRecording, checking: Checking): Promise<RecordCheck> {
  const { id } = recording;
  const [log, receipt] = [await checkLog(checking), await checking.call('proveRecording', { id })];
  return joinChecks(checking, receipt, log, {
    ...{ subject: `recording/${id}`, kind: 'recording.registered' },
    content: { check: 'row', others: (payload) => otherThanSealed(payload, recording) },
  });
}

/** What a page shows of a case, an act or a document, by the columns that were sealed. */
export interface ShownRow {
  table: keyof typeof provers;
  id: string;
  columns: Readonly<Record<string, Json>>;
}

/** As it is compared: instants are sealed by the database's way of writing them. */
const comparable = (column: string, value: Json): string =>
  column.endsWith('_at') && typeof value === 'string' ? String(Date.parse(value)) : canonicalize(value);

/** Checks the same of the row of a case, an act or a document by its last entry. Throws ContractError, TypeError. */
export async function checkRow({ table, id, columns }: ShownRow, checking: Checking): Promise<RecordCheck> {
  const [log, receipt] = [await checkLog(checking), await checking.call(provers[table], { id })];
  const others = (payload: Json) => {
    const sealed = (payload ?? {}) as Record<string, Json>;
    return Object.entries(columns)
      .filter(([name, value]) => comparable(name, value) !== comparable(name, sealed[name] ?? null))
      .map(([name]) => name);
  };
  return joinChecks(checking, receipt, log, {
    ...{ subject: `${table}/${id}`, content: { check: 'shown', others } },
  });
}

/** Checks that an entry of the log is what its row shows. Throws ContractError, TypeError. */
export async function checkEntry(row: EntryRow, checking: Checking): Promise<RecordCheck> {
  const { entryId, subject, kind, at, logIndex } = row;
  const [log, receipt] = [await checkLog(checking), await checking.call('proveEntry', { entryId })];
  return joinChecks(checking, receipt, log, { subject, kind, at, logIndex });
}

/** The one key to believe: the remembered one where the server shows another. */
function trustedKeys(log: LogCheck): string[] {
  if (log.state === 'keyChanged') return [log.remembered.verifierKey];
  return 'verifierKey' in log ? [log.verifierKey] : [];
}
