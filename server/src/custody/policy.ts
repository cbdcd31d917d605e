import type { Permission } from '@liuhen/contract';
import type { Json } from '@liuhen/proof';
import type { Person } from '../base/context.ts';
import type { SealedTable } from './subjects.ts';

/** What somebody must be permitted to read the sealed rows of a table; all others are open to whoever may read the log. */
const needed: Partial<Record<SealedTable, Permission>> = {
  upload: 'recording.readAll',
  recording: 'recording.readAll',
  attribution: 'recording.readAll',
  derivative: 'recording.readAll',
  handover: 'recording.readAll',
  return_claim: 'recording.readAll',
  evidence: 'recording.readAll',
  obligation: 'recording.readAll',
  notice: 'recording.readAll',
  excuse: 'recording.readAll',
  enforcement_case: 'case.read',
  act: 'act.read',
  document: 'document.read',
  document_version: 'document.read',
  document_signature: 'document.read',
  document_scan: 'document.read',
  account: 'roster.manage',
  session: 'roster.manage',
};

/** Whether somebody may read what was sealed about a subject (`<table>/<id>`). One's own account, sessions and notices always. */
export function mayReadPayload(person: Person, subject: string, payload: Json): boolean {
  const [table = '', id] = subject.split('/');
  const permission = Object.hasOwn(needed, table) ? needed[table as SealedTable] : undefined;
  if (permission === undefined || person.permissions.has(permission)) return true;
  if (table === 'account') return id === person.accountId;
  const ofOne = table === 'session' || table === 'notice';
  return ofOne && (payload as { account_id?: unknown } | null)?.account_id === person.accountId;
}
