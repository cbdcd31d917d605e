import type { Volume, VolumeVersion } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';
import { isVolumeClosed } from './closed.ts';
import { entriesOf } from './timeline.ts';

/** What a closing keeps of a volume. */
export type VolumeContent = Pick<Volume, 'cover' | 'lines' | 'toTell' | 'figure'>;

interface Versions {
  versions: VolumeVersion[];
  number: string | null;
  /** The newest closing, unless the case was reopened since. */
  kept: VolumeContent | null;
  filedBy: string | null;
}

/** All closings of a case's volume, newest first. */
export async function versionsOf(ctx: Reading, caseId: string): Promise<Versions> {
  const rows = await ctx.tx
    .selectFrom('case_volume as v')
    .innerJoin('account as p', 'p.id', 'v.filed_by')
    .leftJoin('volume_check as k', 'k.volume_id', 'v.id')
    .leftJoin('account as c', 'c.id', 'k.checked_by')
    .selectAll('v')
    .select(['p.display_name as filer', 'c.display_name as checker', 'k.checked_at', 'k.remarks'])
    .where('v.case_id', '=', caseId)
    .orderBy('v.version', 'desc')
    .execute();
  const entries = await entriesOf(
    ctx,
    rows.map(({ id }) => id),
  );
  const [newest] = rows;
  const isClosed = await isVolumeClosed(ctx, caseId);
  return {
    versions: rows.map((row) => ({
      ...{ id: row.id, version: row.version, note: row.note, filedBy: row.filer, closedAt: row.closed_at },
      checked:
        row.checked_at === null
          ? null
          : { by: row.checker ?? '', at: row.checked_at, remarks: row.remarks ?? '' },
      ...{ digest: row.digest, entry: entries.get(row.id) ?? null },
    })),
    number: newest?.number ?? null,
    kept: newest && isClosed ? (newest.content as VolumeContent) : null,
    filedBy: newest?.filed_by ?? null,
  };
}
