import { setImmediate as breathe } from 'node:timers/promises';
import type { Checkpoint } from '@liuhen/proof';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import { hashBytes } from './fast-hash.ts';
import { makeCheckpointOpener } from './fast-note.ts';
import { type FindingCode, type HouseFinding, makeFinding } from './findings.ts';
import { compareSpan, readSpan, type Span, span } from './read-span.ts';
import { appendLeaves, emptyEdge, type NodeHash, type RightEdge, rootOfEdge } from './right-edge.ts';
import { findLateSignatures } from './succession.ts';

export interface LogChecking {
  tx: Tx;
  verifierKeys: readonly string[];
  /** Signed notes kept outside the database: the log must still begin with what they say. */
  keptElsewhere: readonly string[];
  progress: (done: number, total: number) => void;
}

/** Nodes held against the stored ones at a time. */
const nodeBatch = 1024;

interface Mark {
  size: number;
  root: Buffer;
  note: string;
}

/** Re-hashes every entry, rebuilds the tree, and holds every node and signed checkpoint against it. */
export async function checkLog(
  checking: LogChecking,
): Promise<{ findings: HouseFinding[]; edge: RightEdge }> {
  const { tx } = checking;
  const total =
    (await sql<{ n: number }>`select coalesce(max(leaf_index) + 1, 0) as n from custody_leaf`.execute(tx))
      .rows[0]?.n ?? 0;
  const findings: HouseFinding[] = [];
  let edge = emptyEdge();
  const open = makeCheckpointOpener(checking.verifierKeys);
  const kept = await openKept(checking, open, total, findings);
  const ahead = makeReadAhead(tx, total);
  const nodes: NodeHash[] = [];
  for (let first = 0; first < total; ) {
    const { current, marked } = await ahead.take(first);
    const gap = current.leaves.ids.length === 0;
    const after = gap ? await nextSpan(tx, first, total) : first + span;
    const upTo = Math.min(after, total);
    const marks = gap ? await readMarks(tx, first, upTo) : marked;
    ahead.begin(after); // the database works on what follows while this span is hashed
    const hashes = compareSpan(current, { first, expected: upTo - first }, findings);
    const keptHere = kept.filter((mark) => mark.size > first && mark.size <= upTo);
    const grown = await growTo(edge, hashes, [...marks, ...keptHere], findings, open);
    nodes.push(...grown.completed);
    if (nodes.length >= nodeBatch || after >= total) await checkNodes(tx, nodes.splice(0), findings);
    edge = grown.edge;
    first = after;
    checking.progress(upTo, total);
  }
  await findLost(tx, findings);
  await findUncovered(tx, total, findings);
  await findBackdated(tx, findings);
  await findSurplus(tx, total, findings);
  await findLateSignatures(tx, findings);
  return { findings, edge };
}

interface Read {
  first: number;
  /** The span, and the checkpoints that end in it. */
  reading: Promise<{ current: Span; marked: Mark[] }>;
}

/** Spans that are asked for beforehand: the database puts one together while the one before is taken in. */
const spansAhead = 2;

function makeReadAhead(tx: Tx, total: number) {
  let ahead: Read[] = [];
  const read = (first: number): Read => {
    const both = [readSpan(tx, first), readMarks(tx, first, Math.min(first + span, total))] as const;
    const reading = Promise.all(both).then(([current, marked]) => ({ current, marked }));
    reading.catch(() => undefined); // told by whoever waits for it
    return { first, reading };
  };
  /** Asks for the span at `first` and those that follow; where the log has a gap, what was asked for is passed over. */
  const begin = (first: number) => {
    if (ahead[0]?.first !== first) ahead = [];
    for (let at = first + ahead.length * span; ahead.length < spansAhead && at < total; at += span)
      ahead.push(read(at));
  };
  return {
    begin,
    take: (first: number) => {
      begin(first);
      return (ahead.shift() ?? read(first)).reading;
    },
  };
}

/** Where the log goes on after a span in which nothing is left; a single forged leaf must not make the way endless. */
async function nextSpan(tx: Tx, first: number, total: number): Promise<number> {
  const { rows } = await sql<{ at: number | null }>`
    select min(leaf_index) as at from custody_leaf where leaf_index >= ${first}`.execute(tx);
  return Math.floor((rows[0]?.at ?? total + span) / span) * span;
}

async function readMarks(tx: Tx, after: number, upTo: number): Promise<Mark[]> {
  const { rows } = await sql<Mark>`select size, root, note from custody_checkpoint
    where size > ${after} and size <= ${upTo} order by size`.execute(tx);
  return rows;
}

type Opener = (note: string) => Checkpoint;

interface KeptMark extends Mark {
  kept: true;
}

/** Opens the checkpoints kept elsewhere; one that is longer than the log proves that the log was cut. */
async function openKept(
  checking: LogChecking,
  open: Opener,
  total: number,
  findings: HouseFinding[],
): Promise<KeptMark[]> {
  const kept: KeptMark[] = [];
  for (const [i, note] of checking.keptElsewhere.entries()) {
    if (i % 100 === 99) await breathe(); // there can be many, and requests are waiting
    try {
      const { size, root } = open(note);
      if (size <= total) kept.push({ size, root: Buffer.from(root), note, kept: true });
      else findings.push(makeFinding('log.truncated', String(size), { size: String(total) }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      findings.push(makeFinding('log.keptUnreadable', String(i + 1), { reason }));
    }
  }
  return kept;
}

async function growTo(
  from: RightEdge,
  hashes: Buffer,
  marks: (Mark | KeptMark)[],
  findings: HouseFinding[],
  open: Opener,
) {
  let edge = from;
  const completed: NodeHash[] = [];
  const upTo = (size: number) =>
    hashes.subarray((edge.size - from.size) * hashBytes, (size - from.size) * hashBytes);
  for (const mark of [...marks].sort((a, b) => a.size - b.size)) {
    const step = appendLeaves(edge, upTo(mark.size));
    edge = step.edge;
    completed.push(...step.completed);
    await checkMark(edge, mark, findings, open);
  }
  const rest = appendLeaves(edge, upTo(Number.POSITIVE_INFINITY));
  return { edge: rest.edge, completed: [...completed, ...rest.completed] };
}

async function checkMark(
  edge: RightEdge,
  mark: Mark | KeptMark,
  findings: HouseFinding[],
  open: Opener,
): Promise<void> {
  const root = edge.size === mark.size ? await rootOfEdge(edge) : new Uint8Array();
  const matches = mark.root.equals(root);
  if (!matches)
    findings.push(makeFinding('kept' in mark ? 'log.rewritten' : 'log.checkpoint', String(mark.size)));
  try {
    const checkpoint = open(mark.note);
    if (checkpoint.size !== mark.size || !mark.root.equals(checkpoint.root))
      findings.push(makeFinding('log.checkpoint', String(mark.size)));
  } catch {
    findings.push(makeFinding('log.signature', String(mark.size)));
  }
}

/** Holds the stored nodes against those that the entries give, a span's together. */
async function checkNodes(tx: Tx, completed: NodeHash[], findings: HouseFinding[]): Promise<void> {
  if (completed.length === 0) return;
  const { rows } = await sql<{ hash: Buffer | null }>`select n.hash
    from unnest(${completed.map((node) => node.level)}::smallint[], ${completed.map((node) => node.index)}::bigint[])
      with ordinality as wanted(level, node_index, place)
    left join custody_node n using (level, node_index) order by wanted.place`.execute(tx);
  for (const [i, node] of completed.entries()) {
    if (!rows[i]?.hash?.equals(node.hash))
      findings.push(makeFinding('log.node', `${node.level}/${node.index}`));
  }
}

/** Sealed entries that are nowhere. */
async function findLost(tx: Tx, findings: HouseFinding[]): Promise<void> {
  const { rows } = await sql<{ entry_id: number }>`
    select e.entry_id from custody_entry e
    left join custody_leaf l using (entry_id) left join custody_pending p using (entry_id)
    where l.entry_id is null and p.entry_id is null limit 1000`.execute(tx);
  for (const row of rows) findings.push(makeFinding('log.entryLost', String(row.entry_id)));
}

/** The newest checkpoint speaks of all entries: of more when the log was cut, of fewer when checkpoints were taken away. */
async function findUncovered(tx: Tx, total: number, findings: HouseFinding[]): Promise<void> {
  const { rows } = await sql<{
    size: number;
  }>`select coalesce(max(size), 0) as size from custody_checkpoint`.execute(tx);
  const size = rows[0]?.size ?? 0;
  if (size > total) findings.push(makeFinding('log.truncated', String(size), { size: String(total) }));
  if (size < total) findings.push(makeFinding('log.uncovered', String(total), { size: String(size) }));
}

/** The time of signing is not in the note; it may at least not go backwards. */
async function findBackdated(tx: Tx, findings: HouseFinding[]): Promise<void> {
  const { rows } = await sql<{ size: number }>`
    select size from (select size, signed_at, lag(signed_at) over (order by size) as before from custody_checkpoint) c
    where signed_at < before order by size limit 1000`.execute(tx);
  for (const row of rows) findings.push(makeFinding('log.signedAt', String(row.size)));
}

/** What lies beside the tree: leaves before its first, nodes of subtrees that are not complete, waiting entries that are none. */
async function findSurplus(tx: Tx, total: number, findings: HouseFinding[]): Promise<void> {
  const surplus = async (code: FindingCode, rows: RawBuilder<{ at: string }>) => {
    for (const { at } of (await rows.execute(tx)).rows) findings.push(makeFinding(code, at));
  };
  await surplus(
    'log.surplusLeaf',
    sql`select leaf_index::text as at from custody_leaf where leaf_index < 0 limit 1000`,
  );
  await surplus(
    'log.surplusNode',
    sql`select level || '/' || node_index as at from custody_node
      where node_index < 0 or node_index >= div(${total}::numeric, 256::numeric ^ level) limit 1000`,
  );
  await surplus(
    'log.surplusPending',
    sql`select p.entry_id::text as at from custody_pending p
      left join custody_entry e using (entry_id) left join custody_leaf l using (entry_id)
      where e.entry_id is null or l.entry_id is not null limit 1000`,
  );
}
