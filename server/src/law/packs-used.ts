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
 * A version of a pack that the house was started with before is not there any more, for instance because a newer one was
 * written over it. Acts of its days are judged by it for ever, so the start stops: taken silently from `pack_used` it
 * would be law in force that no file shows, which the tool's checks never see. Carries all of them.
 */
export class PackMissingError extends Error {
  constructor(missing: readonly { pack_id: string; version: number }[]) {
    const lines = missing.map(
      ({ pack_id: id, version }) =>
        `规则包 ${id} 第 ${version} 版已经用过，却不在 rules/packs 里：它施行期间的执法活动仍按它判定，请把它放回 rules/packs/${id}-${version}/pack.yaml，新的版本放在另一个文件夹；原文保存在数据库表 pack_used 的 content 列，可以直接存成这个文件（pack ${id} version ${version} was used and is not in rules/packs; put it back as rules/packs/${id}-${version}/pack.yaml beside the newer version; its text is in the column content of the table pack_used and can be saved as that file）`,
    );
    super(lines.join('\n'));
    this.name = 'PackMissingError';
  }
}

/**
 * Freezes the packs of a start: each version that is new is written down and sealed as `pack.adopted`; one that was
 * used before has to be there still and to read as it then did. `superseded` is called in the same transaction when a
 * pack in use has a further version.
 * @throws PackChangedError when one does not, PackMissingError when one is gone; then nothing is written.
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
    const missing = used.filter(
      (one) => !packs.some(({ id, version }) => id === one.pack_id && version === one.version),
    );
    if (missing.length > 0) throw new PackMissingError(missing);
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
