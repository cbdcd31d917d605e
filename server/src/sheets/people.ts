import { type ImportMapping, isPlausible, type Role, refusals, rosterShapes, terms } from '@liuhen/contract';
import type { z } from 'zod';
import { personOf, type Reading, type Writing } from '../base/context.ts';
import { openAccount, registerOfficer } from '../roster/index.ts';
import { readSeveral, readTime, readWord, wordsOf } from './cell-texts.ts';
import { type Checked, checkRows, Once, type RowReader, wanted } from './check.ts';
import type { ReadSheet } from './read.ts';

export interface PersonRow {
  officer: z.output<typeof rosterShapes.officerInput>;
  account: { loginName: string; roles: Role[] } | null;
}

/** What rows of people are compared with. */
export interface KnownPeople {
  units: ReadonlyMap<string, string>;
  certificates: ReadonlySet<string>;
  logins: ReadonlySet<string>;
}

export async function knownPeople({ tx }: Reading): Promise<KnownPeople> {
  const units = await tx.selectFrom('unit').select(['id', 'name']).execute();
  const officers = await tx.selectFrom('officer').select('certificate_no').execute();
  const accounts = await tx.selectFrom('account').select('login_name').execute();
  return {
    units: new Map(units.map(({ id, name }) => [name, id])),
    certificates: new Set(officers.flatMap(({ certificate_no }) => certificate_no ?? [])),
    logins: new Set(accounts.map(({ login_name }) => login_name)),
  };
}

/** Told of a unit by its name; nothing where it is not known. */
export function readUnit(reader: RowReader, units: ReadonlyMap<string, string>): string {
  const name = wanted(reader, 'unit');
  const id = units.get(name);
  if (name !== '' && id === undefined)
    reader.wrong('unit', {
      zh: `没有“${name}”这个内设机构，请先在“人员与账号”里建立，或者改成已有的名称`,
      en: `There is no unit “${name}”; add it under people first, or use the name of one that is there`,
    });
  return id ?? '';
}

function readAccount(reader: RowReader): PersonRow['account'] {
  const loginName = reader.text('loginName').toLowerCase();
  const typed = readSeveral(reader.text('roles'));
  if (loginName === '') {
    if (typed.length > 0)
      reader.wrong('loginName', { zh: '填了角色就要填登录名', en: 'With roles a sign-in name is wanted' });
    return null;
  }
  const roles = typed.map((one) => readWord(terms.names.role, one));
  const known = wordsOf(terms.names.role);
  if (roles.length === 0 || roles.includes(null))
    reader.wrong('roles', {
      zh: `角色应为：${known.zh}，多个用顿号隔开`,
      en: `Roles are: ${known.en}; separate several by commas`,
    });
  return { loginName, roles: roles.filter((one) => one !== null) };
}

function readValidity(reader: RowReader): string | null {
  const text = reader.text('certificateValidUntil');
  if (text === '') return null;
  const date = readTime(text)?.date;
  if (date !== undefined && isPlausible(`${date}T00:00:00+08:00`)) return date;
  reader.wrong('certificateValidUntil', date === undefined ? terms.sheets.wrong.date : refusals.implausible);
  return null;
}

/** Every row of a file of people as the roster's commands take it, and every faulty cell. */
export function checkPeople(
  sheet: Pick<ReadSheet, 'cells'>,
  mapping: ImportMapping,
  known: KnownPeople,
): Checked<PersonRow> {
  const certificates = new Once(known.certificates);
  const logins = new Once(known.logins);
  return checkRows(sheet, mapping, (reader) => {
    const name = wanted(reader, 'name');
    const kindText = wanted(reader, 'kind');
    const kind = readWord(terms.names.officerKind, kindText);
    const kinds = wordsOf(terms.names.officerKind);
    if (kind === null && kindText !== '')
      reader.wrong('kind', { zh: `身份应为：${kinds.zh}`, en: `It is one of: ${kinds.en}` });
    const certificateNo = reader.text('certificateNo') || null;
    if (certificateNo !== null) certificates.check(reader, 'certificateNo', certificateNo);
    const officer = {
      ...{ name, kind: kind ?? 'officer', unitId: readUnit(reader, known.units), certificateNo },
      certificateValidUntil: readValidity(reader),
      deviceUserId: reader.text('deviceUserId') || null,
    };
    const account = readAccount(reader);
    if (account !== null && account.loginName !== '') logins.check(reader, 'loginName', account.loginName);
    reader.require(rosterShapes.officerInput.omit({ unitId: true }), officer);
    if (account !== null) reader.require(rosterShapes.accountInput.pick({ loginName: true }), account);
    return { officer, account };
  });
}

/** Enters one person by the roster's own commands, and opens their account where one is asked for. */
export async function makePerson(
  ctx: Writing,
  { officer, account }: PersonRow,
): Promise<{ people: 1; accounts: 0 | 1 }> {
  const made = await registerOfficer(ctx, officer);
  if (account === null) return { people: 1, accounts: 0 };
  // The one-time password is told to nobody: the administrator gives each person a new one when they are there.
  await openAccount(ctx, { ...account, displayName: officer.name, officerId: made.value.id });
  return { people: 1, accounts: 1 };
}

export const mayImportPeople = (ctx: Pick<Reading, 'actor'>): boolean =>
  personOf(ctx).permissions.has('roster.manage');
