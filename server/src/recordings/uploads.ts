import type { Selectable } from 'kysely';
import { plusMillis } from '../base/clock.ts';
import type { Reading } from '../base/context.ts';
import { organOf, personOf } from '../base/context.ts';
import { DomainError, found } from '../base/errors.ts';
import { isId } from '../base/ids.ts';
import type { Upload as UploadTable } from '../base/schema.d.ts';
import { believableInstant } from './believable.ts';
import type { SentMetadata } from './metadata.ts';

export type UploadRow = Selectable<UploadTable>;

/** Notes a new upload of `size` bytes. Staging, not record: nothing is sealed until it is registered or refused. */
export async function openUpload(
  ctx: Reading,
  id: string,
  size: number,
  sent: SentMetadata,
): Promise<UploadRow> {
  const now = ctx.clock.now();
  return ctx.tx
    .insertInto('upload')
    .values({
      id,
      organ_id: organOf(ctx),
      account_id: personOf(ctx).accountId,
      name: sent.name,
      original_name: sent.originalName,
      relative_path: sent.relativePath,
      source: sent.source,
      size,
      declared_sha256: sent.declaredSha256,
      declared_sm3: sent.declaredSm3,
      modified_at: believableInstant(sent.modifiedAt, now),
      state: size === 0 ? 'received' : 'receiving',
      step: size === 0 ? 'inspect' : 'receive',
      created_at: now,
      touched_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The person's own upload; notFound for anybody else's. */
export async function ownUpload(ctx: Reading, uploadId: string): Promise<UploadRow> {
  if (!isId(uploadId)) throw new DomainError('notFound');
  const row = await ctx.tx
    .selectFrom('upload')
    .selectAll()
    .where('id', '=', uploadId)
    .where('account_id', '=', personOf(ctx).accountId)
    .executeTakeFirst();
  return found(row);
}

/** Notes how far an upload has come; the last byte moves it on to inspection. Only ever forward from `receiving`. */
export async function noteReceived(
  ctx: Pick<Reading, 'tx' | 'clock'>,
  upload: UploadRow,
  received: number,
): Promise<void> {
  const whole = received === upload.size;
  const { numUpdatedRows } = await ctx.tx
    .updateTable('upload')
    .set({
      received,
      touched_at: ctx.clock.now(),
      ...(whole ? { state: 'received', step: 'inspect' } : {}),
    })
    .where('id', '=', upload.id)
    .where('state', '=', 'receiving')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('upload.gone');
}

/** Gives an upload up before it is whole. */
export async function cancelUpload(ctx: Reading, uploadId: string): Promise<void> {
  const upload = await ownUpload(ctx, uploadId);
  if (upload.state !== 'receiving') throw new DomainError('upload.gone');
  const { numUpdatedRows } = await ctx.tx
    .updateTable('upload')
    .set({ state: 'cancelled', step: 'done', touched_at: ctx.clock.now() })
    .where('id', '=', uploadId)
    .where('state', '=', 'receiving')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError('upload.gone'); // its last byte came meanwhile: its file stays
}

const abandonedMillis = 14 * 86_400_000;

/** Gives up the uploads of all organs that nobody has gone on with for 14 days; returns which. */
export async function cancelAbandoned(ctx: Pick<Reading, 'tx' | 'clock'>): Promise<string[]> {
  const now = ctx.clock.now();
  const rows = await ctx.tx
    .updateTable('upload')
    .set({ state: 'cancelled', step: 'done', touched_at: now })
    .where('state', '=', 'receiving')
    .where('touched_at', '<', plusMillis(now, -abandonedMillis))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
