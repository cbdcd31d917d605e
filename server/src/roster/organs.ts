import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Organ, rosterShapes, Unit } from '@liuhen/contract';
import { parsePack } from '@liuhen/rules';
import type { z } from 'zod';
import { organOf, type Writing } from '../base/context.ts';
import { DomainError, faultAt, orExists, taken } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { Sealed } from '../base/sealed.ts';
import { seal, sealNew } from '../custody/index.ts';
import { issuePassword, openAccountIn } from './accounts.ts';
import { showOrgan } from './people.ts';

/** Code of the organ that stands for the installation itself; its administrator founds the others. */
export const installationCode = 'system';
const firstLogin = 'admin';

/** Founds the installation: its own organ and the first administrator. Refuses where one exists. */
export async function foundInstallation(
  ctx: Writing,
): Promise<Sealed<{ loginName: string; oneTimePassword: string }>> {
  const id = makeId(ctx.clock);
  await ctx.tx
    .insertInto('organ')
    .values({ id, code: installationCode, name: '留痕系统管理', pack_id: null, pack_bound_from: null })
    .execute();
  await seal(ctx, { kind: 'organ.created', table: 'organ', id }, null);
  const opened = await openAccountIn(ctx, id, {
    loginName: firstLogin,
    displayName: '系统管理员',
    officerId: null,
    roles: ['administrator'],
  });
  return { ...opened, value: { loginName: firstLogin, oneTimePassword: opened.value.oneTimePassword } };
}

/**
 * A new one-time password for the first administrator, as long as nobody ever signed in with one: the start that made
 * it may have failed before it was shown, and nothing else opens the house. Null once somebody was in.
 */
export async function renewInstallation(
  ctx: Writing,
): Promise<Sealed<{ loginName: string; oneTimePassword: string }> | null> {
  const waiting = await ctx.tx
    .selectFrom('account as a')
    .innerJoin('organ as g', 'g.id', 'a.organ_id')
    .select('a.id')
    .where('g.code', '=', installationCode)
    .where('a.login_name', '=', firstLogin)
    .where('a.must_change_password', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('session as s').select('s.id').whereRef('s.account_id', '=', 'a.id'))),
    )
    .executeTakeFirst();
  if (waiting === undefined) return null;
  const issued = await issuePassword(ctx, waiting.id);
  return { ...issued, value: { loginName: firstLogin, ...issued.value } };
}

type OrganInput = Omit<z.output<typeof rosterShapes.organ>, 'id'>;

export interface CreatedOrgan {
  organ: Organ;
  administrator: string;
  oneTimePassword: string;
}

const packsFolder = fileURLToPath(new URL('../../../rules/packs', import.meta.url));

/**
 * An organ under a pack that the house does not have could never be judged: the duties of all would stand still. The
 * national frame stands above every organ's own regulation and is none.
 */
async function requirePack(packId: string): Promise<void> {
  const texts = (await readdir(packsFolder))
    .sort()
    .map((id) => readFile(join(packsFolder, id, 'pack.yaml'), 'utf8'));
  const packs = (await Promise.all(texts)).map(parsePack);
  const known = packs.filter(({ level }) => level !== 'national').map(({ id }) => id);
  if (!known.includes(packId))
    throw new DomainError('input.invalid', {}, [
      faultAt('packId', {
        zh: `没有这个制度，可选：${known.join('、')}`,
        en: `There is no such regulation; there are: ${known.join(', ')}`,
      }),
    ]);
}

/**
 * Creates an organ bound to a rule pack from a day on, with its administrator `<code>.admin`. Only for the
 * administrator of the installation; row-level security keeps everybody else from another organ's rows.
 */
export async function createOrgan(ctx: Writing, input: OrganInput): Promise<Sealed<CreatedOrgan>> {
  await requirePack(input.packId);
  const id = makeId(ctx.clock);
  const row = await orExists(
    input.code,
    ctx.tx
      .insertInto('organ')
      .values({
        id,
        code: input.code,
        name: input.name,
        pack_id: input.packId,
        pack_bound_from: input.packBoundFrom,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  await seal(ctx, { kind: 'organ.created', table: 'organ', id }, null);
  const administrator = `${input.code}.admin`;
  const opened = await openAccountIn(ctx, id, {
    loginName: administrator,
    displayName: `${input.name}系统管理员`.slice(0, 100),
    officerId: null,
    roles: ['administrator'],
  });
  return {
    ...opened,
    value: { organ: showOrgan(row), administrator, oneTimePassword: opened.value.oneTimePassword },
  };
}

/** Whether a person may create organs. */
export function requireInstallation(organCode: string): void {
  if (organCode !== installationCode)
    throw new DomainError('permission.denied', {
      reason: {
        zh: '新建机关由系统管理（system）的管理员办理',
        en: 'organs are founded by the administrator of the installation (system)',
      },
    });
}

export async function createUnit(ctx: Writing, { name }: { name: string }): Promise<Sealed<Unit>> {
  const id = makeId(ctx.clock);
  const values = { id, organ_id: organOf(ctx), name };
  const explain = taken('unit', name);
  return sealNew(ctx, { kind: 'unit.created', table: 'unit', values, explain }, { id, name });
}
