import {
  describeError,
  type ErrorBody,
  type ErrorCode,
  type ErrorDetail,
  errorTable,
  type FieldFault,
  type Term,
} from '@liuhen/contract';
import type { Explain } from './batch.ts';

/** A refusal or fault with a code of the closed list (contract/errors.ts). */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;
  readonly fields: readonly FieldFault[];
  constructor(code: ErrorCode, detail: ErrorDetail = {}, fields: readonly FieldFault[] = []) {
    super(`${code} ${JSON.stringify(detail)}`);
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }
  get status(): number {
    return errorTable[this.code].status;
  }
  body(): ErrorBody {
    return {
      ...describeError(this.code, this.detail),
      ...(this.fields.length > 0 ? { fields: [...this.fields] } : {}),
    };
  }
}

/** What is wrong with the field at a path. */
export const faultAt = (path: string, { zh, en }: Term): FieldFault => ({ path, message: zh, messageEn: en });

/** The outcome of a policy predicate: allowed, or the reason why not. */
export type Verdict = true | { reason: Term };

/** Throws permission.denied with the reason unless the verdict allows. */
export function permit(verdict: Verdict): void {
  if (verdict !== true) throw new DomainError('permission.denied', { reason: verdict.reason });
}

/** Returns the value, or throws notFound. */
export function found<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new DomainError('notFound');
  return value;
}

const textOf = (error: unknown, key: string): string | undefined =>
  typeof error === 'object' && error !== null && key in error ? String(Reflect.get(error, key)) : undefined;

/** The code that Node or PostgreSQL give to a fault. */
export const errorCodeOf = (error: unknown): string | undefined => textOf(error, 'code');
/** Whether the database refused because a unique key exists already. */
export const isDuplicateKey = (error: unknown): boolean => errorCodeOf(error) === '23505';
/** Whether the database refused in the name of this constraint. */
export const isRefusedBy = (error: unknown, constraint: string): boolean =>
  textOf(error, 'constraint') === constraint;
/** Whether the disk is full, as the file system or PostgreSQL say it. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', '53100'].includes(errorCodeOf(error) ?? '');
/** Whether a file or folder does not exist. */
export const isMissing = (error: unknown): boolean => errorCodeOf(error) === 'ENOENT';

/** Turns the refusal of a unique key of a table into conflict.exists with the value that was taken. */
export const taken =
  (table: string, value: string): Explain =>
  (error) =>
    isDuplicateKey(error) && textOf(error, 'table') === table
      ? new DomainError('conflict.exists', { value })
      : error;

/** Turns a unique key's refusal into conflict.exists with the value that was taken. */
export async function orExists<T>(value: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('conflict.exists', { value }) : error;
  }
}
