import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as cases from './cases.ts';
import * as evidence from './evidence.ts';
import * as excuses from './excuses.ts';
import * as onSite from './on-site.ts';
import * as parties from './parties.ts';
import { refusals } from './refusals.ts';
import * as serving from './serving.ts';
import * as signatures from './signatures.ts';
import { terms } from './terms/index.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const other = '018f0000-0000-7000-8000-000000000002';
const at = '2026-10-14T10:00:00+08:00';
const faultsOf = (schema: z.ZodType, given: unknown) => [
  ...new Set(schema.safeParse(given).error?.issues.map(({ path }) => path.join('.'))),
];
const saidOf = (schema: z.ZodType, given: unknown) =>
  schema.safeParse(given).error?.issues.map(({ message }) => message);

const item = {
  ...{
    kind: 'physical',
    form: 'object',
    title: '香烟',
    recordingId: null,
    fromSeconds: null,
    toSeconds: null,
  },
  ...{
    documentId: null,
    storagePlace: '库房',
    quantity: null,
    source: '现场',
    providedBy: null,
    officerIds: [id],
  },
  ...{ obtainedAt: at, place: '西街', proves: '无证经营', id, caseId: id },
};
const service = {
  ...{
    id,
    caseId: id,
    actId: null,
    subject: 'decision',
    document: '决定书',
    documentId: null,
    documentMadeAt: at,
  },
  ...{ party: '某商店', partyId: null, manner: 'direct', at, place: '店内', officerIds: [id], witnesses: [] },
  ...{ recordingIds: [], carrier: null, reason: null, receipt: null },
};
const address = {
  ...{ id, caseId: id, party: '某商店', partyId: null, address: '西街 1 号', receiver: null, phone: null },
  ...{ consents: false, channel: null, account: null, signedAt: at, recordingId: null },
};
const act = {
  ...{ type: 'questioning', cause: '无照经营', party: null, place: null, unitId: id, officerIds: [id] },
  ...{ startedAt: at, endedAt: null, filmed: true },
};
const opened = {
  ...{ ownNumber: null, cause: '无照经营', party: null, unitId: id, officerIds: [id], procedure: 'ordinary' },
  openedAt: at,
};
const recusal = {
  ...{ id, caseId: id, actId: null, officerId: id, raisedBy: 'party', applicant: '张三', ground: 'relative' },
  ...{ reason: '近亲属', raisedAt: at },
};
const signature = {
  ...{ id, actId: id, signerName: '张三', signerRole: 'party', refusedReason: null, textShown: '笔录' },
  ...{ strokes: [[[0, 0, 0]]], at, place: null },
};
const excuse = { id, kind: 'remote', ground: '大雪封路', note: '十个字以上的书面说明', recordingIds: [] };
const cause = { code: 'A-1.2', name: '无照经营', basis: null, active: true };

type Row = [name: string, z.ZodType, right: Record<string, unknown>, [Record<string, unknown>, string[]][]];
const rows: Row[] = [
  [
    'an item of evidence',
    evidence.evidenceItemInput,
    item,
    [
      [{ kind: 'rumour' }, ['kind']],
      [{ form: '' }, ['form']],
      [{ proves: ' ' }, ['proves']],
      [{ source: '' }, ['source']],
      [{ place: '' }, ['place']],
      [{ officerIds: [] }, ['officerIds']],
      [{ officerIds: [id, id] }, ['officerIds']],
      [{ fromSeconds: 1.5 }, ['fromSeconds']],
      [{ toSeconds: -1 }, ['toSeconds']],
      [{ obtainedAt: '2026-10-14' }, ['obtainedAt']],
      [{ title: 'x'.repeat(101) }, ['title']],
    ],
  ],
  [
    'a service',
    serving.serviceInput,
    service,
    [
      [{ manner: 'pigeon' }, ['manner']],
      [{ subject: null }, ['subject']],
      [{ party: '' }, ['party']],
      [{ place: ' ' }, ['place']],
      [{ witnesses: ['李某', ''] }, ['witnesses.1']],
      [{ witnesses: Array.from({ length: 11 }, () => '李某') }, ['witnesses']],
      [{ recordingIds: ['film'] }, ['recordingIds.0']],
      [
        { receipt: { id, outcome: 'lost', at, receiver: null, relation: null, note: null } },
        ['receipt.outcome'],
      ],
      [{ at: '1989-01-01T00:00:00Z', documentMadeAt: '昨天' }, ['documentMadeAt', 'at']],
    ],
  ],
  [
    'an address that was confirmed',
    serving.addressInput,
    address,
    [
      [{ consents: true, channel: 'sms', account: '13800138000' }, []],
      [{ consents: true }, ['channel', 'account']],
      [{ consents: true, channel: 'sms', account: '' }, ['account']],
      [{ address: '' }, ['address']],
    ],
  ],
  [
    'an act',
    cases.actNew,
    act,
    [
      [{ type: 'caseProcedure' }, ['type']], // it comes with its case
      [{ cause: '' }, ['cause']],
      [{ officerIds: [] }, ['officerIds']],
      [{ officerIds: [id, id] }, []], // told with the other faults, beside its field
      [{ circumstances: ['disputeProne', 'disputeProne'] }, ['circumstances']],
      [{ circumstances: ['rain'] }, ['circumstances.0']],
      [{ endedAt: 'soon' }, ['endedAt']],
      [{ coordinates: { latitude: 91, longitude: 0 } }, []],
      [{ coordinates: { latitude: 38 } }, ['coordinates.longitude']],
      [{ despite: ' ' }, ['despite']],
    ],
  ],
  [
    'a case',
    cases.caseInput,
    opened,
    [
      [{ officerIds: [id, other] }, []],
      [{ officerIds: [id, id] }, ['officerIds']],
      [{ procedure: 'fast' }, ['procedure']],
      [{ ownNumber: '' }, ['ownNumber']],
      [{ weights: ['complex', 'complex'] }, ['weights']],
      [{ source: 'rumour' }, ['source']],
      [{ sourceOn: '2026-02-30' }, ['sourceOn']],
      [{ openedAt: '2300-01-01T00:00:00Z' }, ['openedAt']],
    ],
  ],
  [
    'a recusal',
    onSite.recusalInput,
    recusal,
    [
      [{ caseId: null, actId: id }, []],
      [{ caseId: null }, ['']], // of a case or of an act
      [{ actId: id }, ['']],
      [{ ground: 'dislike' }, ['ground']],
      [{ reason: '' }, ['reason']],
    ],
  ],
  [
    'a signature',
    signatures.actSignatureInput,
    signature,
    [
      [{ strokes: [], refusedReason: '拒绝签名' }, []],
      [{ strokes: [] }, ['strokes']],
      [{ refusedReason: '拒绝签名' }, ['strokes']], // signed and refused at once
      [{ strokes: [[]] }, ['strokes.0']],
      [{ strokes: [[[10_001, 0, 0]]] }, ['strokes.0.0.0']],
      [{ strokes: [[[0, 0, -1]]] }, ['strokes.0.0.2']],
      [{ strokes: [Array.from({ length: 20_001 }, () => [0, 0, 0])] }, ['strokes']],
      [{ signerName: '' }, ['signerName']],
      [{ textShown: ' ' }, ['textShown']],
      [{ signerRole: 'officer' }, ['signerRole']], // staff sign with their password
    ],
  ],
  [
    'an explanation',
    excuses.excuseInput,
    excuse,
    [
      [{ note: null, recordingIds: [id] }, []],
      [{ note: '九个字的书面说明呀' }, ['note']],
      [{ note: null }, ['note']],
      [{ note: '' }, ['note']],
      [{ ground: ' ' }, ['ground']],
      [{ kind: 'forgot' }, ['kind']],
    ],
  ],
  [
    'a cause',
    parties.causeInput,
    cause,
    [
      [{ code: ' A1 ' }, []],
      [{ code: '-A1' }, ['code']],
      [{ code: '甲1' }, ['code']],
      [{ code: 'A'.repeat(31) }, ['code']],
      [{ name: '' }, ['name']],
    ],
  ],
];

describe.each(rows)('%s', (_, schema, right, changes) => {
  it('is taken as it should be', () => {
    expect(faultsOf(schema, right)).toEqual([]);
  });
  it.each(changes)('with %j is faulty in %j', (change, faulty) => {
    expect(faultsOf(schema, { ...right, ...change })).toEqual(faulty);
  });
});

describe('what is said of a fault', () => {
  it.each<[string, z.ZodType, Record<string, unknown>, string]>([
    ['a choice left open', evidence.evidenceItemInput, { ...item, kind: '' }, refusals.choose.zh],
    ['somebody named twice', cases.caseInput, { ...opened, officerIds: [id, id] }, refusals.namedTwice.zh],
    [
      'neither signed nor refused',
      signatures.actSignatureInput,
      { ...signature, strokes: [] },
      refusals.signOrRefuse.zh,
    ],
    ['a note that is too short', excuses.excuseInput, { ...excuse, note: '短' }, refusals.noteTooShort.zh],
    ['no ground at all', excuses.excuseInput, { ...excuse, note: null }, refusals.noEvidence.zh],
    ['a code with other signs', parties.causeInput, { ...cause, code: '甲' }, refusals.causeCode.zh],
  ])('%s', (_, schema, given, said) => {
    expect(saidOf(schema, given)).toEqual([said]);
  });
  it('a refusal to take something over wants its reason, an agreement none', () => {
    const answer = (received: boolean, remarks: string) =>
      saidOf(evidence.transferAnswer, { id, received, remarks });
    expect(answer(true, '')).toBeUndefined();
    expect(answer(false, ' ')).toEqual([refusals.whyNot.zh]);
  });
});

describe('the numbers of a party', () => {
  const faults = (change: Partial<Parameters<typeof parties.partyFaults>[0]>) =>
    parties.partyFaults({ kind: 'person', numberKind: null, number: null, phone: null, ...change });
  const { wrong } = terms.parties;
  it('may be left out', () => {
    expect(faults({})).toEqual([]);
  });
  it('want their kind, and the kind a number', () => {
    expect(faults({ number: 'G12345678' })).toEqual([{ path: 'numberKind', said: wrong.noKind }]);
    expect(faults({ numberKind: 'other' })).toEqual([{ path: 'number', said: wrong.noNumber }]);
  });
  it('that are not sent in a change stay as they are', () => {
    expect(parties.partyFaults({ kind: 'person', numberKind: 'residentId' })).toEqual([]);
  });
  it('of a person are no credit code, of an organisation no identity card', () => {
    expect(faults({ numberKind: 'creditCode', number: '91350100M000100Y43' })).toEqual([
      { path: 'numberKind', said: wrong.codeOfPerson },
    ]);
    const card = faults({ kind: 'organisation', numberKind: 'residentId', number: '11010519491231002X' });
    expect(card).toEqual([{ path: 'numberKind', said: wrong.idOfOrganisation }]);
  });
  it('are taken however they are spaced, and faulty ones told all at once', () => {
    expect(faults({ numberKind: 'residentId', number: ' 110105 19491231 002x' })).toEqual([]);
    const both = faults({ numberKind: 'residentId', number: '110105', phone: '123' });
    expect(both.map(({ path }) => path)).toEqual(['number', 'phone']);
  });
});
