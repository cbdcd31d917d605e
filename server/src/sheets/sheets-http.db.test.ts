import { createHash } from 'node:crypto';
import { byteRoutes, type ExportList, sheetShapes } from '@liuhen/contract';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse } from '../../test/custody.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import { startTestServer, type TestServer, type TestVisitor, visitAs } from '../../test/server.ts';

let server: TestServer;
let other: TestOrgan;
let caseId: string;
let actId: string;

beforeAll(async () => {
  server = await startTestServer();
  other = await makeOrgan(server.ground, 'ql', 'ql');
  const officer = await server.visit(server.organ.people.officer);
  const facts = { cause: '占道经营', unitId: server.organ.unitId, officerIds: [server.organ.officerId] };
  const taken = { openedAt: '2026-09-01T01:00:00Z', ownNumber: null, procedure: 'ordinary' as const };
  const origin = { causeId: null, source: null, sourceOn: null, sourceNote: null, weights: [] };
  caseId = (await officer.call('openCase', { ...facts, ...taken, ...origin, party: '=1+1商贸' } as never)).id;
  const times = { startedAt: '2026-09-02T01:00:00Z', endedAt: '2026-09-02T02:00:00Z', filmed: false };
  const place = { type: 'onSiteInspection' as const, party: '=1+1商贸', place: '东街 1 号' };
  actId = (await officer.call('createAct', { ...facts, ...times, ...place, caseId })).id;
});
afterAll(() => server.close());

const ask = (by: TestVisitor, list: string, change: Record<string, unknown> = {}, init: RequestInit = {}) =>
  by.fetch(byteRoutes.exportList, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ list, format: 'csv', language: 'zh', filter: {}, ...change }),
    ...init,
  });
const visit = (role: keyof TestOrgan['people'], organ = server.organ) =>
  visitAs(server.ground, organ.people[role], () => server.url);
const noted = (list: string) =>
  asHouse(server.ground, ({ tx }) =>
    tx.selectFrom('sheet_export').selectAll().where('list', '=', list).orderBy('at').execute(),
  );

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

/** Lists that are asked for of one thing. */
const filterOf: Partial<Record<ExportList, () => Record<string, string>>> = {
  register: () => ({ kind: 'phrase' }),
  documents: () => ({ caseId }),
  recusals: () => ({ actId }),
  actSteps: () => ({ id: actId }),
  found: () => ({ text: '占道 11010519491231002X' }),
  ...Object.fromEntries(
    [
      ...['caseActs', 'parties', 'evidence', 'caseGoods', 'services', 'addresses', 'approvals', 'timeline'],
      ...['completeness', 'volume'],
    ].map((list) => [list, () => ({ id: caseId })]),
  ),
};
const ofOne = Object.keys(filterOf).filter(
  (list) => !['register', 'documents', 'recusals', 'actSteps', 'found'].includes(list),
);
/** Whose page only the administrator has. */
const ofAdministrator = ['accounts'];
const lists = sheetShapes.exportLists.filter((list) => list !== 'matterRows');

describe('a list over the wire', () => {
  it.each(lists)('%s is a file whose name, type and digest are those that are noted', async (list) => {
    const by = await visit(ofAdministrator.includes(list) ? 'administrator' : 'custodian');
    const answer = await ask(by, list, { filter: filterOf[list]?.() ?? {} });
    expect([list, answer.status]).toEqual([list, 200]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''.+\.csv$/);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    const row = (await noted(list)).at(-1);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(row).toMatchObject({ complete: true, sha256, format: 'csv' });
    const lines = bytes.toString().trim().split('\r\n');
    expect(lines.length).toBeGreaterThanOrEqual((row?.rows ?? 0) + 1);
  });

  it.each(ofOne)('%s of a case of another organ is not told', async (list) => {
    const stranger = await visit('custodian', other);
    const answer = await ask(stranger, list, { filter: { id: caseId } });
    expect([list, answer.status, await codeOf(answer)]).toEqual([list, 404, 'notFound']);
    expect((await noted(list)).some(({ by }) => by === other.people.custodian.accountId)).toBe(false);
  });

  it('of what was found has every kind, and its note covers the number that was looked for', async () => {
    const answer = await ask(await visit('head'), 'found', { filter: { text: '占道' } });
    const kinds = (await answer.text()).trim().split('\r\n').slice(1);
    expect(kinds.map((line) => line.split(',')[0])).toEqual(['案件', '执法活动']);
    const of = { filter: { text: '占道 11010519491231002X' } };
    await (await ask(await visit('head'), 'found', of)).text();
    expect((await noted('found')).at(-1)?.filter).toEqual({ text: '占道 110***********002X' });
  });

  it('of the steps of an act says each as it stands, with its details in words', async () => {
    const officer = await server.visit(server.organ.people.officer);
    const at = '2026-09-02T01:10:00.000Z';
    const stated = { id: crypto.randomUUID(), actId, until: null, media: null };
    const detail = { reason: '记录仪送修' };
    await officer.call('enterActStep', { ...stated, kind: 'filmingInfeasible', at, detail } as never);
    const text = await (await ask(await visit('head'), 'actSteps', { filter: { id: actId } })).text();
    expect(text).toContain('2026-09-02 09:10:00');
    expect(text).toContain('记录仪送修');
  });

  it('is a workbook that opens, with text that begins like a formula as text', async () => {
    const answer = await ask(await visit('head'), 'acts', { format: 'xlsx' });
    const { sheets } = await readXlsx(Buffer.from(await answer.arrayBuffer()), { readStyles: true });
    expect(sheets[0]?.rows[1]).toContain('=1+1商贸');
    for (const { formula } of sheets[0]?.cells?.values() ?? []) expect(formula).toBeUndefined();
    const csv = await (await ask(await visit('head'), 'acts')).text();
    expect(csv).toContain("'=1+1商贸");
  });

  it('is only for who may see its page, and for nobody without a session', async () => {
    const officer = await visit('officer');
    const refused = await ask(officer, 'accounts');
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'permission.denied']);
    expect((await ask(await visit('administrator'), 'cases')).status).toBe(403);
    const stranger = await fetch(`${server.url}${byteRoutes.exportList}`, { method: 'POST', body: '{}' });
    expect(stranger.status).toBeGreaterThanOrEqual(400);
    expect((await noted('accounts')).every(({ by }) => by !== server.organ.people.officer.accountId)).toBe(
      true,
    );
  });

  it('is not written out for a form of another site: the cookie alone is not enough', async () => {
    const { headers } = await visit('officer');
    const token = headers.authorization.replace('Bearer ', '');
    const before = (await noted('acts')).length;
    const answer = await fetch(`${server.url}${byteRoutes.exportList}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `liuhen_session=${token}` },
      body: JSON.stringify({ list: 'acts', format: 'csv', language: 'zh', filter: {} }),
    });
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'signIn.csrf']);
    expect(await noted('acts')).toHaveLength(before);
  });

  it('is refused in words for conditions that its page does not have', async () => {
    const head = await visit('head');
    for (const wrong of [
      { list: 'nothing' },
      { format: 'pdf' },
      { filter: { after: 'x'.repeat(201) } },
      { list: 'timeline' },
      { list: 'register', filter: { kind: 'spells' } },
    ]) {
      const answer = await ask(head, 'acts', wrong);
      expect([wrong, answer.status]).toEqual([wrong, 400]);
      expect(await codeOf(answer)).toBe('input.invalid');
    }
  });
});

describe('a download that is broken off', () => {
  it('is noted as broken off, with what had gone out', async () => {
    const by = await visit('custodian');
    const going = new AbortController();
    const answer = await ask(by, 'entries', { format: 'xlsx' }, { signal: going.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    going.abort();
    await reader?.cancel().catch(() => undefined);
    for (let i = 0; i < 100 && (await noted('entries')).at(-1)?.ended_at === null; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const row = (await noted('entries')).at(-1);
    // A short one may have gone out whole before the line broke: then it says so, with its digest.
    expect(row?.ended_at).not.toBeNull();
    expect(row?.complete).toBe(row?.sha256 !== null);
  });
});

describe('a file that is brought in twice', () => {
  const heads = '姓名,身份,单位,执法证号';
  const file = (names: readonly string[]) => ({
    kind: 'people' as const,
    fileName: '名单.csv',
    content: Buffer.from(
      `${heads}\n${names.map((name) => `${name},执法人员,执法大队,${name}号`).join('\n')}\n`,
    ).toString('base64'),
  });
  const finished = async (by: TestVisitor, id: string) => {
    for (let i = 0; i < 200; i += 1) {
      const state = await by.call('readImport', { id });
      if (state.state !== 'waiting') return state;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the import did not end');
  };

  it('by two people at once makes them once', async () => {
    const both = [await visit('administrator'), await visit('administrator')];
    const given = file(['同时一', '同时二']);
    const seen = await both[0]?.call('previewImport', given);
    const started = await Promise.allSettled(
      both.map((by) =>
        by.call('startImport', { ...given, mapping: seen?.mapping ?? {}, sha256: seen?.sha256 ?? '' }),
      ),
    );
    const [id, ...more] = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(more).toEqual([]);
    expect(started.flatMap((one) => (one.status === 'rejected' ? [one.reason.body.code] : []))).toEqual([
      'sheet.known',
    ]);
    const by = both[0] as TestVisitor;
    expect(await finished(by, id ?? '')).toMatchObject({ state: 'done', made: { people: 2 } });
    expect((await by.call('previewImport', given)).knownAs).toMatchObject({ id });
    expect((await by.call('listOfficers', {})).filter(({ name }) => name.startsWith('同时'))).toHaveLength(2);
  });

  it('with the same people in another file is refused by the row that is there', async () => {
    const by = await visit('administrator');
    const first = file(['先来一']);
    const seen = await by.call('previewImport', first);
    const again = file(['先来一', '后来二']);
    const later = await by.call('previewImport', again);
    // Both were sound when they were looked at; the second finds the first done.
    const start = (given: typeof first, { mapping, sha256 }: typeof seen) =>
      by.call('startImport', { ...given, mapping, sha256 });
    expect(await finished(by, (await start(first, seen)).id)).toMatchObject({ state: 'done' });
    await expect(start(again, later)).rejects.toMatchObject({ body: { code: 'sheet.faulty' } });
    expect((await by.call('previewImport', again)).faults).toMatchObject([
      { row: 2, field: 'certificateNo', value: '先来一号' },
    ]);
    expect((await by.call('listOfficers', {})).some(({ name }) => name === '后来二')).toBe(false);
  });
});
