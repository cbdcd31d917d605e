import { createHash } from 'node:crypto';
import { frozenText, type Pack, packText } from '@liuhen/rules';
import type { Clock } from '../base/clock.ts';
import type { Writing } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { sealAll } from '../custody/index.ts';

/** A version of a pack that the house was started with before reads otherwise now. Carries all of them. */
export class PackChangedError extends Error {
  constructor(changed: readonly { pack: Pack; before: string; now: string }[]) {
    const lines = changed.map(
      ({ pack: { id, version }, before, now }) =>
        `规则包 ${id} 第 ${version} 版用过之后被改动：用时指纹 ${before}，现在 ${now}。用过的版本不能改，请恢复原文，把改动写成第 ${version + 1} 版（pack ${id} version ${version} was changed after it was used; restore it and give the change version ${version + 1}）`,
    );
    super(lines.join('\n'));
    this.name = 'PackChangedError';
  }
}

/**
 * Freezes the packs of a start: each version that is new is written down and sealed as `pack.adopted`; one that was
 * used before has to read as it then did. `superseded` is called in the same transaction when a pack in use has a
 * further version.
 * @throws PackChangedError when one does not; then nothing is written.
 */
export async function adoptPacks(
  { database, clock }: { database: Database; clock: Clock },
  packs: readonly Pack[],
  superseded: (ctx: Writing) => Promise<void> = async () => {},
): Promise<void> {
  await transact(database, house, async (tx) => {
    const ctx: Writing = { tx, actor: house, clock, writing: true };
    const used = await tx.selectFrom('pack_used').select(['pack_id', 'version', 'fingerprint']).execute();
    const read = packs.map((pack) => {
      const now = `sha256:${createHash('sha256').update(frozenText(pack)).digest('hex')}`;
      const before = used.find((one) => one.pack_id === pack.id && one.version === pack.version)?.fingerprint;
      return { pack, now, before };
    });
    const changed = read.flatMap(({ pack, now, before }) =>
      before === undefined || before === now ? [] : [{ pack, before, now }],
    );
    if (changed.length > 0) throw new PackChangedError(changed);
    const rows = read.flatMap(({ pack, now, before }) =>
      before === undefined
        ? [
            {
              id: makeId(clock),
              pack_id: pack.id,
              version: pack.version,
              fingerprint: now,
              content: packText(pack),
            },
          ]
        : [],
    );
    if (rows.length === 0) return;
    const first_used_at = clock.now();
    await tx
      .insertInto('pack_used')
      .values(rows.map((row) => ({ ...row, first_used_at })))
      .execute();
    await sealAll(
      ctx,
      rows.map(({ id }) => ({ kind: 'pack.adopted' as const, table: 'pack_used' as const, id })),
      null,
    );
    if (rows.some((row) => used.some((one) => one.pack_id === row.pack_id))) await superseded(ctx);
  });
}
