import { createHash } from 'node:crypto';
import { type ImportMapping, sayingIn } from '@liuhen/contract';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse, asOwner } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, readAs, type TestOrgan } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import type { Vault } from '../base/vault.ts';
import { openFileVault } from '../base/vault-files.ts';
import { listCases } from '../cases/cases.ts';
import { enterCause } from '../cases/causes.ts';
import { loadGists, loadLaw } from '../law/index.ts';
import { listOfficers, openAccount } from '../roster/index.ts';
import { loadRecordRules } from '../volumes/index.ts';
import { beginExport, bytesOf, endExport, rowsOf } from './export.ts';
import { keepSheet, listImports, previewImport, readImport, startImport } from './import.ts';
import { reorderImports, runImport } from './import-job.ts';
import { faultsFile, importTemplate } from './made-files.ts';
import { readSheet } from './read.ts';
import type { ListHands } from './written-list.ts';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let vault: Vault;
let hands: ListHands;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  vault = openFileVault(`${ground.folder}/vault`);
  hands = {
    law: { ...(await loadLaw()), gists: await loadGists() },
    numberKeys: testKeys,
    rules: await loadRecordRules(),
  };
});
afterAll(() => ground.close());

const heads = '姓名,身份,单位,执法证号,证件有效期至,登录名,角色';
const fileOf = (kind: 'people' | 'cases', lines: readonly string[]) => ({
  kind,
  fileName: '名单.csv',
  content: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`).toString('base64'),
});
type File = ReturnType<typeof fileOf>;
const preview = async (by: Person, file: File, mapping?: ImportMapping) => {
  const sheet = await readSheet(file.content);
  return readAs(ground, by, (ctx) => previewImport(ctx, { ...file, ...(mapping ? { mapping } : {}) }, sheet));
};
const start = async (by: Person, file: File, sha256?: string) => {
  const { mapping, sha256: seen } = await preview(by, file);
  const input = { ...file, mapping, sha256: sha256 ?? seen };
  const sheet = await keepSheet({ vault, folder: ground.folder }, input);
  return (await asPerson(ground, by, (ctx) => startImport(ctx, input, sheet))).value.id;
};
const run = (id: string, signal?: AbortSignal) =>
  runImport({ ...ground, vault, numberKeys: testKeys, wake: () => undefined }, id, signal);
const stateOf = (by: Person, id: string) => readAs(ground, by, (ctx) => readImport(ctx, { id }));
async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error(`a refusal was expected, not ${String(error)}`);
  return error;
}
const people = (by = organ.people.head) => readAs(ground, by, listOfficers);

describe('importing people', () => {
  const wrongLines = [
    heads,
    '李一,执法人员,执法大队,9001,2030-02-30,,',
    ',经理,没有这个队,xz-140900001,2030-12-31,,',
    '李三,协助人员,执法大队,9001,,Li San,执法人员',
    '李四,执法人员,执法大队,9001,2030/1/5,xz.admin,神仙',
    '',
  ];

  it('tells every faulty cell at once and writes nothing', async () => {
    const { administrator } = organ.people;
    const before = await people();
    const shown = await preview(administrator, fileOf('people', wrongLines));
    expect(shown).toMatchObject({ encoding: 'utf-8', rows: 4, missing: [], faultCount: 10, knownAs: null });
    expect(shown.faults.map(({ row, field }) => `${row} ${field}`).sort()).toEqual([
      '2 certificateValidUntil',
      ...['3 certificateNo', '3 kind', '3 name', '3 unit', '4 certificateNo', '4 loginName'],
      ...['5 certificateNo', '5 loginName', '5 roles'],
    ]);
    const refused = await refusalOf(start(administrator, fileOf('people', wrongLines)));
    expect(refused.code).toBe('sheet.faulty');
    expect(await people()).toEqual(before);
    const file = await readAs(ground, administrator, async (ctx) => {
      const given = fileOf('people', wrongLines);
      return faultsFile(
        ctx,
        { ...given, mapping: shown.mapping, language: 'zh' },
        await readSheet(given.content),
      );
    });
    const { sheets } = await readXlsx(Buffer.from(file.content, 'base64'), { readStyles: true });
    expect(sheets[0]?.cells?.get('1,4')?.comment?.text).toContain('不是日期');
    expect(sheets[0]?.rows[2]?.at(-1)).toContain('单位：没有“没有这个队”');
  });

  it('matches columns by choice, and says which are missing', async () => {
    const { administrator } = organ.people;
    const file = fileOf('people', ['甲,乙,丙', '李五,执法人员,执法大队']);
    expect((await preview(administrator, file)).missing).toEqual(['name', 'kind', 'unit']);
    const chosen = await preview(administrator, file, { name: 0, kind: 1, unit: 2, nothing: 1, roles: 9 });
    expect(chosen).toMatchObject({ missing: [], faultCount: 0, mapping: { name: 0, kind: 1, unit: 2 } });
    expect((await refusalOf(preview(organ.people.officer, file))).code).toBe('permission.denied');
  });

  it('registers all of them by the real commands, once, or none', async () => {
    const { administrator, head } = organ.people;
    const good = fileOf('people', [
      heads,
      ...Array.from({ length: 120 }, (_, i) => `人员${i},执法人员,执法大队,Z${i},2030-12-31,,`),
      '张账号,执法人员,执法大队,A1,,zhang.san,执法人员、专门保管人员',
    ]);
    expect((await refusalOf(start(administrator, good, '0'.repeat(64)))).code).toBe('sheet.notPreviewed');
    const both = await Promise.allSettled([start(administrator, good), start(administrator, good)]);
    const ids = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(ids).toHaveLength(1);
    expect(both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
      'sheet.known',
    ]);
    const id = ids[0] ?? '';
    const broken = new AbortController();
    broken.abort();
    await expect(run(id, broken.signal)).rejects.toThrow();
    expect((await stateOf(administrator, id)).state).toBe('waiting');
    await asOwner(
      ground,
      `update graphile_worker._private_jobs set attempts = 1, locked_by = 'dead', locked_at = now()`,
    );
    await reorderImports(ground);
    const free = `select payload->>'id' as id from graphile_worker._private_jobs where locked_by is null`;
    expect(await asOwner(ground, free)).toEqual([{ id }]);
    const before = (await people()).length;
    await run(id);
    await run(id);
    await asOwner(ground, 'delete from graphile_worker._private_jobs');
    await reorderImports(ground);
    expect(await asOwner(ground, free)).toEqual([]);
    expect((await people()).length).toBe(before + 121);
    expect(await stateOf(administrator, id)).toMatchObject({
      ...{ state: 'done', rows: 121, done: 121, fileName: '名单.csv', faults: [] },
      made: { people: 121, accounts: 1, cases: 0 },
    });
    const account = await asHouse(ground, ({ tx }) =>
      tx.selectFrom('account').selectAll().where('login_name', '=', 'zhang.san').executeTakeFirstOrThrow(),
    );
    expect(account).toMatchObject({
      organ_id: organ.id,
      roles: ['officer', 'custodian'],
      must_change_password: true,
    });
    const entries = await asHouse(ground, ({ tx }) =>
      tx.selectFrom('custody_entry').select(['kind', 'actor']).where('subject_id', '=', id).execute(),
    );
    expect(entries).toEqual([
      { kind: 'import.begun', actor: administrator.accountId },
      { kind: 'import.ended', actor: administrator.accountId },
    ]);
    const { sha256 } = await preview(administrator, good);
    expect(await vault.stat(sha256)).not.toBeNull();
    expect((await preview(administrator, good)).knownAs).toMatchObject({ id });
    expect((await refusalOf(start(administrator, good))).code).toBe('sheet.known');
    expect((await refusalOf(stateOf(head, id))).code).toBe('permission.denied');
    expect((await refusalOf(stateOf(other.people.administrator, id))).code).toBe('notFound');
    expect(await readAs(ground, other.people.administrator, listImports)).toEqual([]);
  });

  it('takes the whole file back when its turn finds a row that cannot be entered any more', async () => {
    const { administrator } = organ.people;
    const file = fileOf('people', [
      heads,
      '王甲,执法人员,执法大队,W1,,,',
      '王乙,执法人员,执法大队,W2,,ql.head2,执法人员',
    ]);
    const id = await start(administrator, file);
    await asPerson(ground, other.people.administrator, (ctx) =>
      openAccount(ctx, { loginName: 'ql.head2', displayName: '别家', officerId: null, roles: ['head'] }),
    );
    await run(id);
    const state = await stateOf(administrator, id);
    expect(state).toMatchObject({
      state: 'refused',
      made: null,
      faults: [{ row: 3, zh: expect.stringContaining('ql.head2') }],
    });
    expect((await people()).filter(({ name }) => name.startsWith('王甲'))).toEqual([]);
    // Refused is not imported: mended or not, the file may come again.
    expect((await preview(administrator, file)).knownAs).toBeNull();
  });
});

describe('importing cases', () => {
  const caseHeads = '立案号,案由,程序,单位,承办人,受理时间,结案时间,当事人,当事人类型,证件号码';
  it('opens each with its number and its party, and knows a party by its number', async () => {
    const { custodian } = organ.people;
    await asPerson(ground, custodian, (ctx) =>
      enterCause(ctx, { code: 'A01', name: '占道经营', basis: null, active: true }),
    );
    const bad = await preview(
      custodian,
      fileOf('cases', [
        caseHeads,
        '立1,占道,特别程序,执法大队,王建国,2026-09-01,2026-08-01,张三,个人,140900199001011234',
        '立1,A01,普通程序,执法大队,没有这人,2027-09-01,,,单位,',
      ]),
    );
    expect(bad.faults.map(({ row, field }) => `${row} ${field}`).sort()).toEqual([
      '2 cause',
      '2 closedAt',
      '2 partyNumber',
      '2 procedure',
      '3 officers',
      '3 openedAt',
      '3 ownNumber',
      '3 partyName',
    ]);
    const id = await start(
      custodian,
      fileOf('cases', [
        caseHeads,
        '立1,A01,普通程序,执法大队,王建国,2026-09-01 09:00,2026-09-20,五台商贸有限公司,单位,91350100M000100Y43',
        '立2,占道经营,简易程序,执法大队,xz-140900001,2026-09-02,,五台商贸有限公司,,91350100M000100Y43',
        ',占道经营,简易程序,执法大队,王建国,2026-09-03,,某人,,',
      ]),
    );
    await run(id);
    expect(await stateOf(custodian, id)).toMatchObject({
      state: 'done',
      made: { cases: 3, parties: 2, people: 0, first: '2026-0001', last: '2026-0003' },
    });
    const { rows } = await readAs(ground, custodian, (ctx) => listCases(ctx, testKeys, { limit: 50 }));
    expect(rows.map(({ ownNumber, cause, party }) => [ownNumber, cause, party])).toEqual([
      [null, '占道经营', '某人'],
      ['立2', '占道经营', '五台商贸有限公司'],
      ['立1', '占道经营', '五台商贸有限公司'],
    ]);
    const parties = await asHouse(ground, ({ tx }) => tx.selectFrom('party').select('id').execute());
    expect(parties).toHaveLength(1);
  });

  it('has a template whose heads are known', async () => {
    for (const format of ['xlsx', 'csv'] as const)
      for (const language of ['zh', 'en'] as const) {
        const made = await readAs(ground, organ.people.custodian, (ctx) =>
          importTemplate(ctx, { kind: 'cases', format, language }),
        );
        const shown = await preview(organ.people.custodian, {
          kind: 'cases',
          fileName: made.fileName,
          content: made.content,
        });
        expect(shown).toMatchObject({ format, missing: [], rows: 1 });
        expect(Object.keys(shown.mapping)).toHaveLength(12);
      }
  });
});

describe('a file of as many rows as may be', () => {
  const names = (n: number) =>
    Array.from({ length: n }, (_, i) => `大名${i},执法人员,执法大队,大${i},2030-12-31,,`);

  it('is looked at in seconds, and tells its one fault among five thousand rows', async () => {
    const { administrator } = organ.people;
    const rows = names(5000);
    rows[4321] = '大名4321,执法人员,执法大队,大4320,2030-12-31,,';
    const started = performance.now();
    const shown = await preview(administrator, fileOf('people', [heads, ...rows]));
    // Loaded machines are slow; what this keeps away is a question to the database for every row.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(shown).toMatchObject({ rows: 5000, missing: [] });
    expect(shown.faults.map(({ field }) => field)).toContain('certificateNo');
    expect(shown.faults.some(({ row }) => row === 4323)).toBe(true);
    const longer = readSheet(fileOf('people', [heads, ...names(5001)]).content);
    expect((await refusalOf(longer)).code).toBe('sheet.unreadable');
  });
});

describe('a file of five thousand rows that goes through', () => {
  it.skipIf(process.env.LIUHEN_TEST_POSTGRES)('is whole in the house, and each row of it once', async () => {
    const long = await makeOrgan(ground, 'hd', 'hd');
    const { administrator } = long.people;
    const before = (await people(long.people.head)).length;
    const lines = Array.from({ length: 5000 }, (_, i) => `长名${i},执法人员,执法大队,长${i},2030-12-31,,`);
    const id = await start(administrator, fileOf('people', [heads, ...lines]));
    await run(id);
    expect(await stateOf(administrator, id)).toMatchObject({
      state: 'done',
      made: { people: 5000 },
      done: 5000,
    });
    // The job that comes again after a crash finds it done.
    await run(id);
    const all = await people(long.people.head);
    expect(all).toHaveLength(before + 5000);
    expect(new Set(all.map(({ name }) => name)).size).toBe(before + 5000);
  });
});

describe('writing a list out', () => {
  const house = () => ({ database: ground.database, clock: ground.clock });
  const write = async (actor: Person, asked: Parameters<typeof bytesOf>[0]['asked'], most?: number) => {
    let rows = 0;
    const pieces: Uint8Array[] = [];
    const writer = { house: house(), actor, hands, asked, ...(most === undefined ? {} : { most }) };
    for await (const piece of bytesOf(writer, () => (rows += 1))) pieces.push(piece);
    return { bytes: Buffer.concat(pieces), rows };
  };

  it('gives what its page shows under the same filter and rights, with real dates and heads in the reader’s language', async () => {
    const { custodian, head } = organ.people;
    const all = { list: 'cases', format: 'xlsx', language: 'zh', filter: {} } as const;
    const { bytes, rows } = await write(custodian, all);
    expect(rows).toBe(3);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const [first, , , last] = sheets[0]?.rows ?? [];
    const { t } = sayingIn('zh');
    expect(first?.slice(0, 3)).toEqual([t('cases.number'), t('cases.ownNumber'), t('cases.cause')]);
    // 9:00 in Beijing is 9:00 in the sheet, which knows no zone.
    expect(last?.[7]).toEqual(new Date('2026-09-01T09:00:00Z'));
    expect(last?.[9]).toBe(0);
    const found = await write(custodian, { ...all, filter: { text: '某人' } });
    expect(found.rows).toBe(1);
    expect((await write(other.people.head, all)).rows).toBe(0);
    const english = await write(head, { ...all, list: 'people', format: 'csv', language: 'en' });
    expect(english.bytes.toString().startsWith('\ufeffName,Kind,Unit')).toBe(true);
    expect(english.rows).toBeGreaterThan(120);
    const cut = await write(head, { ...all, list: 'people', format: 'csv' }, 2);
    expect([cut.rows, cut.bytes.toString().trim().split('\r\n').at(-1)]).toEqual([
      2,
      expect.stringContaining('前 2 行'),
    ]);
    for (const list of ['acts', 'recordings', 'duties', 'devices', 'matters', 'register'] as const)
      expect(
        (await write(custodian, { ...all, list, filter: list === 'register' ? { kind: 'fault' } : {} })).bytes
          .length,
      ).toBeGreaterThan(500);
    await expect(write(custodian, { ...all, filter: { text: 'x'.repeat(101) } })).rejects.toThrow();
  });

  it('goes on over pages, and is noted before its first byte and at its end', async () => {
    const { head } = organ.people;
    const asked = { list: 'people', format: 'csv', language: 'zh', filter: {} } as const;
    const begun = await asPerson(ground, head, (ctx) => beginExport(ctx, asked));
    const { bytes, rows } = await write(head, asked);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await asPerson(ground, head, (ctx) => endExport(ctx, begun.value.id, { rows, sha256 }));
    const row = await asHouse(ground, ({ tx }) =>
      tx.selectFrom('sheet_export').selectAll().where('id', '=', begun.value.id).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ list: 'people', by: head.accountId, rows, sha256, complete: true });
    const paged: unknown[] = [];
    for await (const one of rowsOf(house(), organ.people.custodian, hands, { list: 'cases', filter: {} }))
      paged.push(one);
    expect(paged).toHaveLength(3);
  });
});
