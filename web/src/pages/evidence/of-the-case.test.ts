import type { Approval, CaseParty, DocumentRowShown } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import {
  documentNamed,
  filledBy,
  givenApprovals,
  nameDocument,
  partyIdOf,
  partyNames,
  partyToBegin,
  servable,
} from './of-the-case.ts';

const party = (id: string, name: string, role = 'party') =>
  ({ id: `line ${id}`, role, represents: null, party: { id, name } }) as unknown as CaseParty;
const document = (change: Partial<DocumentRowShown>) =>
  ({
    ...{ id: 'd', kind: 'penaltyDecision', title: { zh: '行政处罚决定书', en: 'Penalty decision' } },
    ...{ state: 'signed', number: '晋罚〔2026〕1号', createdAt: '2026-10-13T02:00:00.000Z' },
    ...{ finalizedAt: '2026-10-14T02:00:00.000Z', ...change },
  }) as DocumentRowShown;

describe('the party of a form', () => {
  const one = {
    party: '顺达商店',
    parties: [party('1', '顺达商店'), party('2', '张三', 'legalRepresentative')],
  };
  const two = { party: '甲、乙', parties: [party('1', '甲'), party('2', '乙', 'thirdParty')] };

  test('stands there before anything is typed where the case has one, as words where it has none', () => {
    expect(partyToBegin(one)).toBe('顺达商店');
    expect(partyToBegin(two)).toBe('');
    expect(partyToBegin({ party: '某人', parties: [] })).toBe('某人');
    expect(partyToBegin({ party: null, parties: [] })).toBe('');
  });

  test('is that of the register where its name is chosen, and words otherwise', () => {
    expect(partyNames(two)).toEqual(['甲', '乙']);
    expect([partyIdOf(two, ' 乙 '), partyIdOf(two, '丙'), partyIdOf(two, undefined)]).toEqual([
      '2',
      null,
      null,
    ]);
    expect(partyIdOf(one, '张三')).toBeNull();
  });

  test('is told by nobody where two have one name, and once where one has two parts', () => {
    const same = { parties: [party('1', '王伟'), party('2', '王伟')] };
    expect([partyIdOf(same, '王伟'), partyNames(same)]).toEqual([null, ['王伟']]);
    expect(partyIdOf({ parties: [party('1', '甲'), party('1', '甲', 'thirdParty')] }, '甲')).toBe('1');
  });
});

describe('the document of a form', () => {
  const rows = [
    document({}),
    document({ id: 'n', kind: 'serviceReceipt', title: { zh: '送达回证', en: 'Receipt' }, number: null }),
    document({ id: 'x', state: 'void', number: '晋罚〔2026〕2号' }),
    document({ id: 'y', state: 'draft', number: null, finalizedAt: null }),
  ];

  test('is one that can be given away, named by its number or its day', () => {
    expect(servable(rows).map(nameDocument)).toEqual([
      '行政处罚决定书 晋罚〔2026〕1号',
      '送达回证 2026-10-14 10:00',
    ]);
    expect(documentNamed(rows, '行政处罚决定书 晋罚〔2026〕1号')?.id).toBe('d');
    expect(documentNamed(rows, '行政处罚决定书 晋罚〔2026〕2号')).toBeNull();
    expect(documentNamed(rows, '信访答复')).toBeNull();
  });

  test('fills in when it was made and what its service sets running', () => {
    expect(filledBy(document({}))).toEqual({ documentMadeAt: '2026-10-14T10:00:00', subject: 'decision' });
    expect(filledBy(document({ kind: 'hearingRightNotice' })).subject).toBe('hearingRights');
    expect(filledBy(document({ kind: 'publicNotice', finalizedAt: null }))).toEqual({
      ...{ documentMadeAt: '2026-10-13T10:00:00', subject: 'other' },
    });
  });
});

test('approvals that were given are offered with who gave them last, of the matters that fit', () => {
  const approval = (id: string, state: string, matter: string, by: readonly string[]) =>
    ({
      ...{ id, state, matter, title: '案件', subject: { type: 'move', id } },
      words: by.map((name, i) => ({
        by: name,
        at: `2026-10-1${i}T02:00:00.000Z`,
        agrees: true,
        opinion: '',
      })),
    }) as unknown as Approval;
  const all = [
    approval('1', 'approved', 'measure', ['法制', '刘局长']),
    approval('2', 'returned', 'measure', ['刘局长']),
    approval('3', 'approved', 'closing', ['刘局长']),
  ];
  expect(givenApprovals(all, ['measure', 'document'])).toEqual([
    { id: '1', matter: 'measure', title: '案件', by: '刘局长', at: '2026-10-11T02:00:00.000Z' },
  ]);
});
