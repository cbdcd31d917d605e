import {
  type cases as caseShapes,
  type ImportMapping,
  isPlausible,
  numberFault,
  partyShapes,
  plainNumber,
  refusals,
  rosterShapes,
  terms,
} from '@liuhen/contract';
import type { z } from 'zod';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { DomainError } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { NumberKeys } from '../base/number-keys.ts';
import { addCaseParty, openCase } from '../cases/index.ts';
import { readSeveral, readTime, readWord, wordsOf } from './cell-texts.ts';
import { type Checked, checkRows, Once, type RowReader, wanted } from './check.ts';
import { readUnit } from './people.ts';
import type { ReadSheet } from './read.ts';

type CaseInput = z.output<typeof caseShapes.caseInput>;
type PartyInput = z.output<typeof partyShapes.partyInput>;
export interface ImportedCase {
  opened: CaseInput;
  party: PartyInput | null;
}

/** What rows of cases are compared with. */
export interface KnownCases {
  now: string;
  units: ReadonlyMap<string, string>;
  officers: readonly { id: string; name: string; certificateNo: string | null }[];
  /** The organ's list of causes that are in use, by name and by code; empty where it keeps none. */
  causes: ReadonlyMap<string, { id: string; name: string }>;
  ownNumbers: ReadonlySet<string>;
}

export async function knownCases({ tx, clock }: Reading): Promise<KnownCases> {
  const units = await tx.selectFrom('unit').select(['id', 'name']).execute();
  const officers = await tx
    .selectFrom('officer')
    .select(['id', 'name', 'certificate_no as certificateNo'])
    .execute();
  const causes = await tx
    .selectFrom('cause')
    .select(['id', 'code', 'name'])
    .where('active', '=', true)
    .execute();
  const numbers = await tx
    .selectFrom('enforcement_case')
    .select('own_number')
    .where('own_number', 'is not', null)
    .execute();
  return {
    now: clock.now(),
    units: new Map(units.map(({ id, name }) => [name, id])),
    officers,
    causes: new Map(causes.flatMap((one) => [[one.name, one] as const, [one.code, one] as const])),
    ownNumbers: new Set(numbers.flatMap(({ own_number }) => own_number ?? [])),
  };
}

function readOfficers(reader: RowReader, { officers }: KnownCases): string[] {
  const typed = readSeveral(wanted(reader, 'officers'));
  const ids = typed.flatMap((one) => {
    const byCertificate = officers.filter(({ certificateNo }) => certificateNo === one);
    const found = byCertificate.length > 0 ? byCertificate : officers.filter(({ name }) => name === one);
    if (found.length === 1) return found.map(({ id }) => id);
    reader.wrong(
      'officers',
      found.length === 0
        ? { zh: `没有登记“${one}”`, en: `“${one}” is not registered` }
        : {
            zh: `有 ${found.length} 人叫“${one}”，请改填执法证号`,
            en: `${found.length} are called “${one}”; use the certificate number`,
          },
    );
    return [];
  });
  if (new Set(ids).size !== ids.length) reader.wrong('officers', refusals.namedTwice);
  return ids;
}

function readCause(reader: RowReader, { causes }: KnownCases): Pick<CaseInput, 'cause' | 'causeId'> {
  const typed = wanted(reader, 'cause');
  const known = causes.get(typed);
  if (typed !== '' && causes.size > 0 && known === undefined)
    reader.wrong('cause', {
      zh: '不在本机关的案由表里，请改用表中的名称或者代码，或者先补充案由',
      en: 'It is not in the organ’s list of causes; use a name or code of the list, or add the cause first',
    });
  return { cause: known?.name ?? typed, causeId: known?.id ?? null };
}

function readInstant(reader: RowReader, field: string, now: string): string | null {
  const text = reader.text(field);
  if (text === '') return null;
  const at = readTime(text)?.instant;
  if (at === undefined) reader.wrong(field, terms.sheets.wrong.date);
  else if (!isPlausible(at, now)) reader.wrong(field, refusals.implausible);
  else if (at > now) reader.wrong(field, refusals.notYet);
  return at ?? null;
}

/** The party of a case: entered as one where its kind or its number is told, else as words of the case. */
function readParty(reader: RowReader): { party: PartyInput | null; words: string | null } {
  const name = reader.text('partyName');
  const [number, phone, address] = ['partyNumber', 'partyPhone', 'partyAddress'].map(
    (one) => reader.text(one) || null,
  ) as [string | null, string | null, string | null];
  const kindText = reader.text('partyKind');
  if (name === '') {
    if (number !== null || phone !== null || address !== null || kindText !== '')
      reader.wrong('partyName', {
        zh: '填了当事人的信息就要填名称',
        en: 'With more of the party its name is wanted',
      });
    return { party: null, words: null };
  }
  const said = kindText === '' ? null : readWord(terms.sheets.partyKind, kindText);
  const kinds = wordsOf(terms.sheets.partyKind);
  if (kindText !== '' && said === null)
    reader.wrong('partyKind', { zh: `应为：${kinds.zh}`, en: `It is one of: ${kinds.en}` });
  if (said === null && number === null && phone === null && address === null)
    return { party: null, words: name };
  const isCode = number !== null && numberFault('creditCode', plainNumber(number)) === null;
  const kind = said ?? (isCode ? 'organisation' : 'person');
  const numberKind = number === null ? null : kind === 'organisation' ? 'creditCode' : 'residentId';
  const party: PartyInput = { kind, name, numberKind, number, phone, address };
  const cellOf = { numberKind: 'partyNumber', number: 'partyNumber', phone: 'partyPhone' } as const;
  for (const { path, said: why } of partyShapes.partyFaults(party)) reader.wrong(cellOf[path], why);
  reader.require(partyShapes.partyInput, party, {
    ...cellOf,
    name: 'partyName',
    address: 'partyAddress',
    kind: 'partyKind',
  });
  return { party, words: null };
}

/** Every row of a file of cases as the room of cases takes it, and every faulty cell. */
export function checkCases(
  sheet: Pick<ReadSheet, 'cells'>,
  mapping: ImportMapping,
  known: KnownCases,
): Checked<ImportedCase> {
  const ownNumbers = new Once(known.ownNumbers);
  return checkRows(sheet, mapping, (reader) => {
    const ownNumber = reader.text('ownNumber') || null;
    if (ownNumber !== null) ownNumbers.check(reader, 'ownNumber', ownNumber);
    const procedureText = wanted(reader, 'procedure');
    const procedure = readWord(terms.names.procedure, procedureText);
    const procedures = wordsOf(terms.names.procedure);
    if (procedure === null && procedureText !== '')
      reader.wrong('procedure', { zh: `程序应为：${procedures.zh}`, en: `It is one of: ${procedures.en}` });
    wanted(reader, 'openedAt');
    const openedAt = readInstant(reader, 'openedAt', known.now);
    const closedAt = readInstant(reader, 'closedAt', known.now);
    if (openedAt !== null && closedAt !== null && closedAt < openedAt)
      reader.wrong('closedAt', terms.cases.wrong.closedBefore);
    const { party, words } = readParty(reader);
    const opened: CaseInput = {
      ...{ ownNumber, ...readCause(reader, known), party: words, unitId: readUnit(reader, known.units) },
      ...{ officerIds: readOfficers(reader, known), procedure: procedure ?? 'ordinary' },
      ...{ openedAt: openedAt ?? known.now, closedAt },
    };
    reader.require(rosterShapes.unit.shape.name, opened.cause, { '': 'cause' });
    if (ownNumber !== null) reader.require(rosterShapes.unit.shape.name, ownNumber, { '': 'ownNumber' });
    return { opened, party };
  });
}

/** Opens one case by the room's own commands and brings its party in; a party that is known by its number is that one. */
export async function makeCase(
  ctx: Writing,
  keys: NumberKeys,
  { opened, party }: ImportedCase,
): Promise<{ id: string; parties: 0 | 1 }> {
  const { value } = await openCase(ctx, opened);
  if (party === null) return { id: value.id, parties: 0 };
  const line = { id: makeId(ctx.clock), caseId: value.id, role: 'party' as const, represents: null };
  try {
    await addCaseParty(ctx, keys, { ...line, partyId: null, party });
  } catch (error) {
    const knownId =
      error instanceof DomainError && error.code === 'party.known' ? error.detail.id : undefined;
    if (typeof knownId !== 'string' || knownId === '') throw error;
    await addCaseParty(ctx, keys, { ...line, partyId: knownId, party: null });
  }
  return { id: value.id, parties: 1 };
}

export const mayImportCases = (ctx: Pick<Reading, 'actor'>): boolean =>
  personOf(ctx).permissions.has('case.manage');
