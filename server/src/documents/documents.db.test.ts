import type { DocumentContent } from '@liuhen/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attach, fillDocument, openDocumentHouse, scanOf } from '../../test/documents.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { noOrigin, testKeys } from '../../test/numbers.ts';
import { asPerson, makeOrgan, openPerson, readAs, type TestOrgan } from '../../test/people.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { addCaseParty } from '../cases/case-parties.ts';
import { openCase } from '../cases/cases.ts';
import { registerOfficer } from '../roster/index.ts';
import { pageCode } from './codes.ts';
import { draftDocument, saveDocument, voidDocument } from './documents.ts';
import { finalizeDocument } from './finalize.ts';
import { documentById, documentsOfCase, documentText } from './index.ts';
import type { DocumentHouse } from './keep.ts';
import { kindOf, readRow, versionsOf, wordingOf } from './rows.ts';
import { assignScan } from './scans.ts';
import { listDocuments, readDocument } from './show.ts';
import { acceptPaper, refuseToSign, signDocument, takeSignature } from './sign.ts';
import { changeSetting, readTemplate, saveTemplate } from './templates.ts';
import { tryTemplate } from './try-template.ts';

let ground: TestGround;
let organ: TestOrgan;
let other: TestOrgan;
let house: DocumentHouse;
let second: Person;
let caseId: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  other = await makeOrgan(ground, 'ql', 'ql');
  house = openDocumentHouse(ground);
  const { administrator, officer, custodian } = organ.people;
  const colleague = await asPerson(ground, administrator, (ctx) =>
    registerOfficer(ctx, {
      ...{ unitId: organ.unitId, name: '李卫东', kind: 'officer', certificateNo: 'xz-140900002' },
      ...{ certificateValidUntil: '2030-12-31', deviceUserId: null },
    }),
  );
  second = await openPerson(ground, administrator, 'xz.second', 'officer', colleague.value.id);
  const opened = await asPerson(ground, officer, (ctx) =>
    openCase(ctx, {
      ...{ ownNumber: null, cause: '占道经营', party: '顺达商店', procedure: 'summary', closedAt: null },
      ...{ unitId: organ.unitId, officerIds: [organ.officerId, colleague.value.id] },
      openedAt: plusMillis(ground.clock.now(), -86_400_000),
    }),
  );
  caseId = opened.value.id;
  await asPerson(ground, custodian, (ctx) => changeSetting(ctx, { word: '晋迅' }));
});
afterAll(async () => {
  await house.printer.close();
  await ground.close();
});
beforeEach(() => ground.clock.advance(60_000));

const fill = (kind: string, by = organ.people.officer) => fillDocument(ground, by, { caseId }, kind);
const finalize = (id: string, by = organ.people.officer, revision = 2) =>
  asPerson(ground, by, (ctx) => finalizeDocument(ctx, house, { id, revision }));
const show = (id: string, by = organ.people.officer) =>
  readAs(ground, by, (ctx) => readDocument(ctx, testKeys, id));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: DomainError) => error.fields.map(({ path }) => path),
  );
async function sign(id: string, role: 'officer' | 'head', by: Person, sha256?: string) {
  ground.clock.advance(1000);
  const file = sha256 ?? (await show(id)).sha256 ?? '';
  return asPerson(ground, by, (ctx) =>
    signDocument(ctx, house, { id, signatureId: makeId(ground.clock), role, sha256: file }),
  );
}

describe('a draft', () => {
  it('begins with what the case says, once however often it is sent, and is told apart from what is typed', async () => {
    const id = makeId(ground.clock);
    const input = { id, kind: 'caseFilingApproval', caseId, actId: null };
    const draft = () => asPerson(ground, organ.people.officer, (ctx) => draftDocument(ctx, testKeys, input));
    await draft();
    await draft();
    const shown = await show(id);
    expect(shown).toMatchObject({ revision: 1, state: 'draft', number: null });
    expect(shown.content).toMatchObject({ party: '顺达商店', cause: '占道经营' });
    expect(shown.content.handlers).toEqual([
      { name: '王建国', certificateNo: 'xz-140900001' },
      { name: '李卫东', certificateNo: 'xz-140900002' },
    ]);
    expect(shown.filled).toEqual(shown.content);
    expect(shown.faults.map(({ field }) => field)).toEqual(expect.arrayContaining(['facts', 'basis']));
    expect(await codeOf(asPerson(ground, second, (ctx) => draftDocument(ctx, testKeys, input)))).toBe(
      'conflict.changed',
    );
  });

  it('of two who save from the same version the second is told, and both texts are there', async () => {
    const id = await fill('publicNotice');
    const save = (by: Person, content: DocumentContent) =>
      asPerson(ground, by, (ctx) => saveDocument(ctx, testKeys, { id, revision: 2, content }));
    const outcomes = await Promise.all([
      codeOf(save(organ.people.officer, { noticeTitle: '甲' })),
      codeOf(save(second, { noticeTitle: '乙' })),
    ]);
    expect(outcomes.sort()).toEqual(['conflict.edited', 'done']);
    const won = (await show(id)).content.noticeTitle;
    const winner = won === '甲' ? organ.people.officer : second;
    // The same sent again is answered as before, and makes no further version.
    expect((await save(winner, { noticeTitle: won ?? '' })).value.revision).toBe(3);
    const versions = await readAs(ground, second, (ctx) => versionsOf(ctx, testKeys, id));
    expect(versions.map(({ revision }) => revision)).toEqual([3, 2, 1]);
    expect(await codeOf(finalize(id, organ.people.officer, 2))).toBe('conflict.edited');
  });

  it('keeps no personal number that anybody could read in a backup', async () => {
    const id = await fill('interviewRecord');
    const { content } = await show(id);
    const { startedAt } = content;
    const typed = {
      ...content,
      endedAt: startedAt ?? '',
      askedId: '11010519491231002X',
      askedPhone: '13800138000',
    };
    await asPerson(ground, organ.people.officer, (ctx) =>
      saveDocument(ctx, testKeys, { id, revision: 2, content: typed }),
    );
    expect((await show(id)).content).toEqual(typed);
    const kept = await readAs(ground, organ.people.officer, async ({ tx }) => ({
      versions: await tx.selectFrom('document_version').selectAll().where('document_id', '=', id).execute(),
      entries: await tx.selectFrom('custody_payload').select('payload').execute(),
    }));
    expect(kept.versions.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
    expect(JSON.stringify(kept)).not.toMatch(/11010519491231002X|13800138000/);
    await finalize(id, organ.people.officer, 3);
    const text = await readAs(ground, organ.people.officer, (ctx) => documentText(ctx, id));
    expect(text).toContain('110***********002X');
    expect(text).not.toMatch(/11010519491231002X|13800138000/);
  });

  it('names everything that stands against making it final at once', async () => {
    const id = await fill('interviewRecord');
    const { content } = await show(id);
    const bad = {
      ...content,
      endedAt: '2026-10-13T01:00:00.000Z',
      asked: '张三、李四',
      officers: [{ name: '王建国', certificateNo: 'xz-140900001' }],
      dialogue: [{ q: '为什么？', a: '' }],
      relation: '',
    };
    await asPerson(ground, organ.people.officer, (ctx) =>
      saveDocument(ctx, testKeys, { id, revision: 2, content: bad }),
    );
    expect((await fieldsOf(finalize(id, organ.people.officer, 3))).sort()).toEqual(
      ['asked', 'dialogue', 'endedAt', 'officers', 'relation'].map((field) => `content.${field}`),
    );
    const unknown = asPerson(ground, organ.people.officer, (ctx) =>
      saveDocument(ctx, testKeys, { id, revision: 3, content: { nothing: 'x' } }),
    );
    expect(await fieldsOf(unknown)).toEqual(['content.nothing']);
  });

  it('is of one’s own organ and own cases', async () => {
    const id = await fill('publicNotice');
    expect(await codeOf(readAs(ground, other.people.head, (ctx) => readDocument(ctx, testKeys, id)))).toBe(
      'notFound',
    );
    const input = { id: makeId(ground.clock), kind: 'publicNotice', caseId, actId: null };
    expect(
      await codeOf(asPerson(ground, other.people.officer, (ctx) => draftDocument(ctx, testKeys, input))),
    ).toBe('notFound');
    const stranger = await openPerson(ground, organ.people.administrator, 'xz.stranger', 'officer', null);
    expect(await codeOf(finalize(id, stranger))).toBe('permission.denied');
  });
});

describe('numbers', () => {
  it('have no gaps and no doubles when many finalise at once and some of them fail', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => fill('demandNotice')));
    const work = ids.map((id, at) =>
      asPerson(ground, organ.people.officer, async (ctx) => {
        const sealed = await finalizeDocument(ctx, house, { id, revision: 2 });
        if (at % 3 === 1) throw new Error('the transaction fails after the number was taken');
        return sealed;
      }).catch(() => undefined),
    );
    await Promise.all(work);
    for (const [at, id] of ids.entries()) if (at % 3 === 1) await finalize(id);
    const rows = await readAs(ground, organ.people.head, (ctx) => documentsOfCase(ctx, caseId));
    const numbers = rows.filter(({ kind }) => kind === 'demandNotice').map(({ number }) => number);
    expect(numbers.sort()).toEqual(Array.from({ length: 8 }, (_, i) => `晋迅催〔2026〕${i + 1}号`));
  });

  it('stay with a void document, which says why', async () => {
    const id = await fill('demandNotice');
    await finalize(id);
    await asPerson(ground, organ.people.officer, (ctx) => voidDocument(ctx, { id, reason: '金额写错' }));
    expect(await show(id)).toMatchObject({
      state: 'void',
      number: '晋迅催〔2026〕9号',
      voidReason: '金额写错',
    });
    const next = await fill('demandNotice');
    await finalize(next);
    expect((await show(next)).number).toBe('晋迅催〔2026〕10号');
    expect(await readAs(ground, organ.people.head, (ctx) => documentText(ctx, id))).toBe('');
    const told = await readAs(ground, organ.people.head, (ctx) => documentById(ctx, id));
    expect(told).toMatchObject({ state: 'void', stage: 'service', kind: 'demandNotice' });
  });
});

describe('signing', () => {
  it('takes two officers and the party; the file with all signatures is kept, and nothing changes after', async () => {
    const id = await fill('onTheSpotPenalty');
    await finalize(id);
    const { sha256 } = await show(id);
    expect(await codeOf(sign(id, 'officer', organ.people.officer, 'f'.repeat(64)))).toBe('input.invalid');
    await sign(id, 'officer', organ.people.officer);
    expect(await codeOf(sign(id, 'officer', organ.people.officer))).toBe('document.signedBefore');
    expect(await codeOf(sign(id, 'officer', organ.people.head))).toBe('permission.denied');
    await sign(id, 'officer', second);
    expect((await show(id)).state).toBe('final');
    ground.clock.advance(1000);
    const refusal = {
      ...{
        id,
        signatureId: makeId(ground.clock),
        role: 'party' as const,
        sha256: sha256 ?? '',
        name: '张三',
      },
      ...{ reason: '认为罚款过重', witness: '赵六', place: '路口', at: ground.clock.now() },
    };
    const refuse = () => asPerson(ground, second, (ctx) => refuseToSign(ctx, house, refusal));
    const drawn = {
      ...{ id: makeId(ground.clock), signerName: '张三', signerRole: 'party' as const, refusedReason: null },
      ...{ strokes: [[[900, 900, 0] as [number, number, number]]], textShown: '请核对', place: '路口' },
    };
    const take = (at: string) =>
      asPerson(ground, second, (ctx) =>
        takeSignature(ctx, house, { id, role: 'party', sha256: sha256 ?? '', drawn: { ...drawn, at } }),
      );
    for (const at of ['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'])
      expect(await codeOf(take(at))).toBe('input.invalid');
    await refuse();
    await refuse();
    const shown = await show(id);
    expect(shown).toMatchObject({ state: 'signed', missing: [], abilities: { edit: false, sign: [] } });
    expect(shown.signatures.map(({ method }) => method)).toEqual(['password', 'password', 'refused']);
    const row = await readAs(ground, second, (ctx) => readRow(ctx, id));
    expect(row.signed_sha256).not.toBe(row.pdf_sha256);
    for (const kept of [row.pdf_sha256, row.signed_sha256])
      expect(await house.vault.stat(kept ?? '')).not.toBeNull();
    const save = asPerson(ground, second, (ctx) =>
      saveDocument(ctx, testKeys, { id, revision: 2, content: {} }),
    );
    expect(await codeOf(save)).toBe('permission.denied');
  });

  it('on paper: pages find their document by their code, others wait for a hand', async () => {
    const id = await fill('addressConfirmation');
    await finalize(id);
    const row = await readAs(ground, second, (ctx) => readRow(ctx, id));
    const accept = (at = ground.clock.now(), names = ['张三']) =>
      asPerson(ground, second, (ctx) =>
        acceptPaper(ctx, house, { id, sha256: row.pdf_sha256 ?? '', at, names }),
      );
    expect(await codeOf(accept())).toBe('document.pagesMissing');
    const code = { documentId: id, digest: row.digest ?? '' };
    const stale = await attach(
      ground,
      house,
      second,
      scanOf(pageCode({ ...code, digest: 'a'.repeat(64) }, 1)),
      { caseId },
    );
    expect(stale.scans).toMatchObject([{ documentId: id, page: 1, matched: 'code', fits: false }]);
    const lost = await attach(ground, house, second, scanOf('https://example.org'), { caseId });
    expect(lost.scans).toMatchObject([{ documentId: null, matched: 'none' }]);
    const list = () => readAs(ground, second, (ctx) => listDocuments(ctx, { caseId }));
    expect((await list()).unmatched).toHaveLength(1);
    const scanId = lost.scans[0]?.id ?? '';
    const assign = (page: number) =>
      asPerson(ground, second, (ctx) => assignScan(ctx, { id: scanId, documentId: id, page }));
    expect(await codeOf(assign(9))).toBe('document.noSuchPage');
    await assign(1);
    expect((await list()).unmatched).toEqual([]);
    const again = await attach(ground, house, second, scanOf(pageCode(code, 1)), { caseId });
    const same = await attach(ground, house, second, scanOf(pageCode(code, 1)), { caseId });
    expect([again.scans[0]?.fits, same.scans[0]?.id]).toEqual([true, again.scans[0]?.id]);
    // Nobody signed what was not there yet; a browser's clock may be a little wrong.
    for (const off of [-3_600_000, 3_600_000])
      expect(await codeOf(accept(plusMillis(ground.clock.now(), off)))).toBe('input.invalid');
    expect(await fieldsOf(accept(ground.clock.now(), ['张三', '李四']))).toEqual(['names']);
    await accept(plusMillis(ground.clock.now(), 5000));
    const shown = await show(id);
    const signatures = [{ method: 'paper', name: '张三' }];
    expect(shown).toMatchObject({ state: 'signed', pagesMissing: [], signatures });
    // What happened to it leads to the log.
    const kinds = shown.life.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['document.finalized', 'signature.given']));
  });
});

describe('templates of the organ', () => {
  it('hold for what is made final after them; what is final keeps its own', async () => {
    const before = await fill('volumeNote');
    await finalize(before);
    const { houseBody } = await readAs(ground, second, (ctx) => readTemplate(ctx, { kind: 'volumeNote' }));
    const save = (body: string, version = 0) =>
      asPerson(ground, organ.people.custodian, (ctx) =>
        saveTemplate(ctx, { kind: 'volumeNote', version, title: '备考表（本局）', word: null, body }),
      );
    const wrong = houseBody.replace('{checker}', '{checkers}');
    const error = await save(wrong).then(
      () => null,
      (fault: DomainError) => fault,
    );
    expect(error?.fields.map(({ message }) => message)).toEqual([
      '第 4 行：没有名为“{checkers}”的填写项',
      '缺少必填项“检查人”，请写入 {checker}',
    ]);
    const attempt = (body: string) => ({ kind: 'volumeNote', version: 0, title: '备考表', word: null, body });
    const look = (body: string) =>
      readAs(ground, organ.people.custodian, (ctx) => tryTemplate(ctx, house, attempt(body)));
    expect(await look(wrong)).toMatchObject({ faults: [{}, {}], pdf: null });
    const { faults, pdf } = await look(`${houseBody}\n@left 本局专用格式`);
    expect(faults).toEqual([]);
    expect(
      Buffer.from(pdf ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await save(`${houseBody}\n@left 本局专用格式`);
    expect(await codeOf(save(houseBody))).toBe('conflict.changed');
    const after = await fill('volumeNote');
    await finalize(after);
    const text = (id: string) => readAs(ground, second, (ctx) => documentText(ctx, id));
    expect(await text(after)).toContain('本局专用格式');
    expect(await text(before)).not.toContain('本局专用格式');
    expect((await show(before)).title.zh).toBe('卷内备考表');
  });

  it('keeps the wording with which it was made final, whatever the house says later', async () => {
    const id = await fill('publicNotice');
    const house = kindOf('publicNotice');
    const draft = await readAs(ground, second, (ctx) => readRow(ctx, id));
    const later = { ...house, title: { zh: '新的名称', en: 'New title' }, body: '@left 新的措辞' };
    const read = (row: typeof draft) => readAs(ground, second, (ctx) => wordingOf(ctx, later, row));
    expect(await read(draft)).toMatchObject({ title: '新的名称', body: '@left 新的措辞' });
    await finalize(id);
    const final = await readAs(ground, second, (ctx) => readRow(ctx, id));
    expect(await read(final)).toMatchObject({ title: house.title.zh, body: house.body });
  });
});

it('says the credit code of an organisation whole, and covers the number of a person', async () => {
  const { officer } = organ.people;
  const codes = { organisation: '91350100M000100Y43', person: '11010519491231002X' };
  const told = async (kind: 'organisation' | 'person', numberKind: 'creditCode' | 'residentId') => {
    const opened = await asPerson(ground, officer, (ctx) =>
      openCase(ctx, {
        ...{ ownNumber: null, cause: '占道经营', party: null, procedure: 'summary', closedAt: null },
        ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: ground.clock.now() },
        ...noOrigin,
      }),
    );
    const party = {
      kind,
      name: '某某',
      numberKind,
      number: codes[kind],
      phone: '03540000000',
      address: null,
    };
    const line = { id: makeId(ground.clock), caseId: opened.value.id, role: 'party' as const };
    await asPerson(ground, officer, (ctx) =>
      addCaseParty(ctx, testKeys, { ...line, represents: null, partyId: null, party }),
    );
    const id = makeId(ground.clock);
    const input = { id, kind: 'closingReport', caseId: opened.value.id, actId: null };
    await asPerson(ground, officer, (ctx) => draftDocument(ctx, testKeys, input));
    const { content, faults } = await show(id);
    return [content.partyId, content.partyPhone, faults.some(({ field }) => field === 'partyId')];
  };
  expect(await told('organisation', 'creditCode')).toEqual([codes.organisation, '03540000000', false]);
  // A telephone that is half covered helps nobody; a number that is has to be completed before the document is final.
  expect(await told('person', 'residentId')).toEqual(['110***********002X', undefined, true]);
});
