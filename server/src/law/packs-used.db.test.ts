import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Pack, parsePack } from '@liuhen/rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { configOf } from '../../test/server.ts';
import { startServer } from '../server.ts';
import { adoptPacks, loadLaw } from './index.ts';

let ground: TestGround;
let folder: string;

beforeAll(async () => {
  ground = await makeGround();
  folder = join(ground.folder, 'rules');
  const rules = fileURLToPath(new URL('../../../rules', import.meta.url));
  for (const part of ['packs', 'calendars'])
    await cp(join(rules, part), join(folder, part), { recursive: true });
});
afterAll(() => ground.close());

const start = async () => {
  const { packs } = await loadLaw(folder);
  await adoptPacks(ground, packs);
};
const state = () =>
  asHouse(ground, async ({ tx }) => {
    const used = await tx.selectFrom('pack_used').selectAll().orderBy('pack_id').orderBy('version').execute();
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from custody_entry`.execute(tx);
    return { used, entries: rows[0]?.n };
  });
const packFile = (id: string) => join(folder, 'packs', id, 'pack.yaml');
async function edit(id: string, find: string, put: string): Promise<void> {
  const text = await readFile(packFile(id), 'utf8');
  expect(text).toContain(find);
  await writeFile(packFile(id), text.replace(find, put));
}

it('freezes each pack at its first start, sealed, and can read it again', async () => {
  await start();
  const { used, entries } = await state();
  expect(used.map(({ pack_id, version }) => [pack_id, version])).toEqual(
    ['cn', 'dph', 'hd', 'ql', 'sx', 'xz'].map((id) => [id, 1]),
  );
  expect(entries).toBe(6);
  for (const { content, pack_id } of used) {
    const { packs } = await loadLaw(folder);
    const frozen: Pack = parsePack(content);
    expect(frozen).toEqual(packs.find(({ id }) => id === pack_id));
  }
});

it('writes nothing at the next start, nor for another layout', async () => {
  const before = await state();
  await start();
  await edit('hd', 'version: 1', '# a remark\nversion:   1');
  await start();
  expect(await state()).toEqual(before);
});

it('refuses a pack that was changed, names it with both fingerprints, and takes no other', async () => {
  const before = await state();
  const fingerprint = before.used.find(({ pack_id }) => pack_id === 'sx')?.fingerprint ?? '';
  await edit('sx', 'voiceOnRestart: true', 'voiceOnRestart: false');
  await cp(join(folder, 'packs', 'ql'), join(folder, 'packs', 'ql-2'), { recursive: true });
  await edit('ql-2', 'version: 1', 'version: 2');
  const refused = start();
  await expect(refused).rejects.toThrow(`规则包 sx 第 1 版用过之后被改动：用时指纹 ${fingerprint}`);
  await expect(refused).rejects.toThrow('把改动写成第 2 版');
  expect(await state()).toEqual(before);
});

it('takes the change as a version of its own', async () => {
  await edit('sx', 'voiceOnRestart: false', 'voiceOnRestart: true');
  await start();
  const { used, entries } = await state();
  expect(used.map(({ pack_id, version }) => `${pack_id} ${version}`)).toContain('ql 2');
  expect(entries).toBe(7);
});

it('refuses to start without a version that was used, and starts again with its text as it was kept', async () => {
  const before = await state();
  // As an operator does who replaces a pack by its next version in place.
  await rm(join(folder, 'packs', 'ql'), { recursive: true });
  await rename(join(folder, 'packs', 'ql-2'), join(folder, 'packs', 'ql'));
  await expect(start()).rejects.toThrow(
    /规则包 ql 第 1 版已经用过，却不在 rules\/packs 里.*rules\/packs\/ql-1\/pack\.yaml.*pack_used/,
  );
  expect(await state()).toEqual(before);
  const kept = before.used.find(({ pack_id, version }) => pack_id === 'ql' && version === 1)?.content ?? '';
  await mkdir(join(folder, 'packs', 'ql-1'));
  await writeFile(packFile('ql-1'), kept);
  await start();
  expect(await state()).toEqual(before);
});

it('refuses packs that do not fit each other, with the file and the line', async () => {
  await edit('hd', 'extends: cn', 'extends: hdd');
  await expect(start()).rejects.toThrow(
    /line \d+: packs\/hd\/pack\.yaml extends: there is no pack "hdd" to extend/,
  );
  await edit('hd', 'extends: hdd', 'extends: cn');
});

it('refuses a pack that takes the abbreviation of a statute for its id', async () => {
  const from = fileURLToPath(new URL('../../../rules/test/packs/qh', import.meta.url));
  await cp(from, join(folder, 'packs', 'sd'), { recursive: true });
  const text = await readFile(packFile('sd'), 'utf8');
  await writeFile(packFile('sd'), text.replace('id: qh', 'id: sd').replaceAll('QH-', 'SD-'));
  await expect(start()).rejects.toThrow(
    'line 2: packs/sd/pack.yaml id: SD already stands for Civil Procedure Law in cn',
  );
  await rm(join(folder, 'packs', 'sd'), { recursive: true });
});

it('refuses a pack that is not written in UTF-8', async () => {
  const path = packFile('hd');
  const text = await readFile(path);
  await writeFile(path, Buffer.concat([text, Buffer.from([0x23, 0xd6, 0xd0, 0x0a])]));
  await expect(start()).rejects.toThrow('packs/hd/pack.yaml (file): is not written in UTF-8');
  await writeFile(path, text);
});

it('stops the start of the whole server', async () => {
  const other = await makeGround();
  try {
    const { packs } = await loadLaw();
    await adoptPacks(
      other,
      packs.map((pack) => (pack.id === 'xz' ? { ...pack, bulletin: null } : pack)),
    );
    await expect(startServer(configOf(other))).rejects.toThrow('规则包 xz 第 1 版用过之后被改动');
  } finally {
    await other.close();
  }
});
