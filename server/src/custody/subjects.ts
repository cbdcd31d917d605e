/**
 * Tables whose rows are sealed: an entry's subject is `<table>/<id>`, its payload the row as it then was.
 * Doctor compares each row with its last payload, so a change that went past seal() is found.
 */
export const sealedTables = [
  'organ',
  'unit',
  'officer',
  'account',
  'session',
  'device_model',
  'device',
  'register_entry',
  'upload',
  'recording',
  'attribution',
  'handover',
  'return_claim',
  'derivative',
  'cause',
  'party',
  'case_party',
  'party_reveal',
  'enforcement_case',
  'case_move',
  'approval_chain',
  'approval',
  'act',
  'act_step',
  'recusal',
  'document',
  'document_version',
  'document_signature',
  'document_scan',
  'document_template',
  'document_setting',
  'evidence',
  'drawn_signature',
  'field_entry',
  'evidence_item',
  'evidence_note',
  'evidence_transfer',
  'goods_list',
  'goods_event',
  'service_address',
  'service',
  'service_receipt',
  'case_item',
  'case_volume',
  'volume_check',
  'obligation',
  'calendar_change',
  'calendar_used',
  'notice',
  'regulation_text',
  'pack_used',
  'matter_list',
  'excuse',
  'sheet_export',
  'sheet_import',
  'evidence_package',
  'payload_erasure',
  'log_key',
  'verification',
  'witness_refusal',
] as const;

export type SealedTable = (typeof sealedTables)[number];

/** States in which a row has no entry yet: an upload is sealed when it is refused, a derivative when it is made or failed. */
const unsealedStates: Partial<Record<SealedTable, readonly string[]>> = {
  upload: ['receiving', 'received', 'registered', 'duplicate', 'cancelled'],
  derivative: ['waiting', 'working', 'noTool'],
};

/** Whether a row in this state may stand without an entry. */
export const mayBeUnsealed = (table: SealedTable, state: unknown): boolean =>
  unsealedStates[table]?.some((one) => one === state) ?? false;
