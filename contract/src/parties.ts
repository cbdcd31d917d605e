import { z } from 'zod';
import { numberFault, numberKinds, phoneFault, plainNumber } from './identity-numbers.ts';
import { refusals } from './refusals.ts';
import { id, instant, name, sentence } from './shapes.ts';
import { type Term, terms } from './terms/index.ts';

/** 案由: one of the violations that an organ deals with, and the law on which it rests. */
export const cause = z.object({
  id,
  code: z.string(),
  name: z.string(),
  basis: z.string().nullable(),
  active: z.boolean(),
  revision: z.int(),
});
export type Cause = z.infer<typeof cause>;

export const causeInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$/, refusals.causeCode.zh),
  name,
  basis: z.string().trim().max(1000).nullable(),
  active: z.boolean(),
});
export const causeChange = causeInput.extend({ id, revision: z.int() });
export const causes = z.object({ causes: z.array(cause), mayChange: z.boolean() });

export const partyKinds = ['person', 'organisation'] as const;
/** As what somebody takes part in a case. */
export const partyRoles = [
  'party',
  'thirdParty',
  'legalRepresentative',
  'personInCharge',
  'agent',
  'complainant',
  'witness',
  'attestingWitness',
  'other',
] as const;
export const partyRole = z.enum(partyRoles, refusals.choose.zh);
export type PartyRole = z.infer<typeof partyRole>;
/** Those who act for somebody else of the case. */
export const representing: readonly PartyRole[] = ['legalRepresentative', 'personInCharge', 'agent'];

/** Somebody with whom the organ deals; numbers with their middle covered. */
export const party = z.object({
  id,
  kind: z.enum(partyKinds),
  name: z.string(),
  numberKind: z.enum(numberKinds).nullable(),
  number: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  revision: z.int(),
});
export type Party = z.infer<typeof party>;

export const caseParty = z.object({
  id,
  role: partyRole,
  /** The line of the case that names whom this one acts for. */
  represents: id.nullable(),
  party,
});
export type CaseParty = z.infer<typeof caseParty>;

const address = z.string().trim().max(300).nullable();
/** Left out in a change: it stays as it is. Nobody is made to type a number anew that they are shown covered. */
const number = z.string().trim().max(60).nullable();

export const partyInput = z.object({
  kind: z.enum(partyKinds, refusals.choose.zh),
  name,
  numberKind: z.enum(numberKinds, refusals.choose.zh).nullable(),
  number,
  phone: number,
  address,
});
export type PartyInput = z.infer<typeof partyInput>;
export const partyChange = partyInput.extend({
  id,
  revision: z.int(),
  number: number.optional(),
  phone: number.optional(),
});

/** What is wrong with the numbers of a party, each under the name of its field. */
export function partyFaults(
  input: Pick<PartyInput, 'kind' | 'numberKind'> & {
    number?: string | null | undefined;
    phone?: string | null | undefined;
  },
): { path: 'numberKind' | 'number' | 'phone'; said: Term }[] {
  const { kind, numberKind, number, phone } = input;
  const { wrong } = terms.parties;
  const found: ReturnType<typeof partyFaults> = [];
  if (kind === 'person' && numberKind === 'creditCode')
    found.push({ path: 'numberKind', said: wrong.codeOfPerson });
  if (kind === 'organisation' && numberKind === 'residentId')
    found.push({ path: 'numberKind', said: wrong.idOfOrganisation });
  if (number && numberKind === null) found.push({ path: 'numberKind', said: wrong.noKind });
  if (!number && number !== undefined && numberKind !== null)
    found.push({ path: 'number', said: wrong.noNumber });
  const ofNumber = number && numberKind !== null ? numberFault(numberKind, plainNumber(number)) : null;
  if (ofNumber !== null) found.push({ path: 'number', said: ofNumber });
  const ofPhone = phone ? phoneFault(plainNumber(phone)) : null;
  if (ofPhone !== null) found.push({ path: 'phone', said: ofPhone });
  return found;
}

/** Somebody is brought into a case: one whom the house knows, or somebody new. The sender makes the line's id. */
export const casePartyInput = z.object({
  id: id.toLowerCase(),
  caseId: id,
  role: partyRole,
  represents: id.nullable(),
  /** Somebody known, or else somebody new. */
  partyId: id.nullable(),
  party: partyInput.nullable(),
});
export const casePartyRemoval = z.object({ id, reason: sentence });
export const partyReveal = z.object({ id, caseId: id.nullable(), reason: sentence });
export const revealed = z.object({ number: z.string().nullable(), phone: z.string().nullable() });

/** By an exact number or telephone, or by the beginning of a name. */
export const partyQuery = z.object({ text: z.string().trim().min(1).max(60) });
export const foundParty = party.extend({ cases: z.int(), lastAt: instant.nullable() });
export type FoundParty = z.infer<typeof foundParty>;
