import { sql } from 'kysely';
import type { Tx } from '../base/context.ts';
import type { SealedTable } from '../custody/index.ts';

/** What a package is about. */
export interface Selection {
  kind: 'case' | 'act' | 'recordings';
  ids: readonly string[];
}

const tableOf = { case: 'enforcement_case', act: 'act', recordings: 'recording' } as const;

/** Rows of `table` whose `column` names a row that is in already (`down`), or that such rows name (`up`). */
interface Step {
  table: SealedTable;
  down?: readonly (readonly [column: string, parent: SealedTable])[];
  up?: readonly (readonly [child: SealedTable, column: string, where?: string])[];
}

/**
 * The way from a case to all that belongs to it, in an order in which each step finds what those before it found. Never
 * upward to a case or an act: what is shared with another one, a film or a party, brings nothing of it.
 */
const steps: readonly Step[] = [
  { table: 'act', down: [['case_id', 'enforcement_case']] },
  ...(
    [
      'approval',
      'case_item',
      'case_move',
      'case_party',
      'case_volume',
      'evidence_item',
      'service_address',
    ] as const
  ).map((table): Step => ({ table, down: [['case_id', 'enforcement_case']] })),
  ...(['document', 'goods_list', 'recusal', 'service'] as const).map(
    (table): Step => ({
      table,
      down: [
        ['case_id', 'enforcement_case'],
        ['act_id', 'act'],
      ],
    }),
  ),
  ...(['act_step', 'evidence', 'field_entry'] as const).map(
    (table): Step => ({ table, down: [['act_id', 'act']] }),
  ),
  { table: 'party', up: [['case_party', 'party_id']] },
  ...(['document_version', 'document_signature', 'document_scan'] as const).map(
    (table): Step => ({ table, down: [['document_id', 'document']] }),
  ),
  {
    table: 'drawn_signature',
    down: [
      ['act_id', 'act'],
      ['document_id', 'document'],
    ],
  },
  { table: 'evidence_note', down: [['item_id', 'evidence_item']] },
  { table: 'evidence_transfer', down: [['item_id', 'evidence_item']] },
  { table: 'goods_event', down: [['list_id', 'goods_list']] },
  { table: 'service_receipt', down: [['service_id', 'service']] },
  { table: 'volume_check', down: [['volume_id', 'case_volume']] },
  {
    table: 'recording',
    up: [
      ['evidence', 'recording_id', 'removed_at is null'],
      ['evidence_item', 'recording_id'],
      ['goods_event', 'recording_id'],
      ['service_address', 'recording_id'],
      ['act_step', 'media_recording'],
    ],
  },
  ...(['derivative', 'attribution', 'handover', 'return_claim'] as const).map(
    (table): Step => ({ table, down: [['recording_id', 'recording']] }),
  ),
  { table: 'device', up: [['attribution', 'device_id']] },
  { table: 'device_model', up: [['device', 'model_id']] },
  {
    table: 'obligation',
    down: (['enforcement_case', 'act', 'recording', 'document'] as const).map(
      (parent) => ['subject_id', parent] as const,
    ),
  },
  { table: 'excuse', down: [['obligation_id', 'obligation']] },
];

/** Ids of the rows that belong to a selection, by table. */
export type Members = Map<SealedTable, Set<string>>;

/** Finds everything that belongs to a selection. What is not there leaves its ids alone. */
export async function membersOf(tx: Tx, { kind, ids }: Selection): Promise<Members> {
  const members: Members = new Map([[tableOf[kind], new Set(ids)]]);
  const known = (table: SealedTable): string[] => [...(members.get(table) ?? [])];
  for (const { table, down = [], up = [] } of steps) {
    const into = members.get(table) ?? new Set<string>();
    members.set(table, into);
    for (const [column, parent] of down) {
      if (known(parent).length === 0) continue;
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
        where ${sql.ref(column)} = any(${known(parent)}::uuid[])`.execute(tx);
      for (const { id } of rows) into.add(id);
    }
    for (const [child, column, where = 'true'] of up) {
      if (known(child).length === 0) continue;
      const { rows } = await sql<{
        id: string;
      }>`select distinct ${sql.ref(column)} as id from ${sql.table(child)}
        where id = any(${known(child)}::uuid[]) and ${sql.ref(column)} is not null and ${sql.raw(where)}`.execute(
        tx,
      );
      for (const { id } of rows) into.add(id);
    }
  }
  return members;
}
