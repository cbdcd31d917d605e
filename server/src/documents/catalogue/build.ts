import type { ApprovalMatter, DocumentStage } from '@liuhen/contract';
import { fieldsOf } from './fields.ts';
import { type CatalogueKind, type Rule, wantedOf } from './kind.ts';

interface Given {
  fields: string;
  signs?: string;
  /** Roles that sign the foot of each page. */
  eachPage?: readonly CatalogueKind['eachPage'][number][];
  word?: string;
  outward?: boolean;
  decides?: boolean;
  /** The matter by whose chain it is approved; where the head signs and none is named, that of documents. */
  approval?: ApprovalMatter;
  form?: CatalogueKind['form'];
  unnumbered?: true;
  rules?: readonly Rule[];
  body: string;
}

const approvalOf = ({ approval, signs = '' }: Given): ApprovalMatter | null =>
  approval ?? (wantedOf(signs).some(({ role }) => role === 'head') ? 'document' : null);

/** Makes the kinds of a stage from their short form. */
export const kindIn =
  (stage: DocumentStage) =>
  (id: string, zh: string, en: string, given: Given): CatalogueKind => ({
    ...{ id, title: { zh, en }, stage, word: given.word ?? null },
    ...{ outward: given.outward ?? false, decides: given.decides ?? false },
    fields: fieldsOf(given.fields),
    approval: approvalOf(given),
    signatures: wantedOf(given.signs ?? ''),
    eachPage: given.eachPage ?? [],
    form: given.form ?? 'letter',
    ...(given.unnumbered === undefined ? {} : { unnumbered: given.unnumbered }),
    rules: [...(given.rules ?? [])],
    body: given.body.trim(),
  });

/** Rows that begin most forms about a party. */
export const partyRows = `
@row 当事人 | {party} | 联系电话 | {partyPhone}
@row 证件号码（信用代码） | {partyId}
@row 住所（住址） | {partyAddress} | 法定代表人（负责人） | {partyLegal}`;
export const partyFields = 'party! partyPhone partyId partyAddress partyLegal';
/** Of a party in a letter, which does not say the telephone. */
export const letterFields = 'party! partyId partyAddress partyLegal';
/** How a letter names whom it is about. */
export const partyLines = `
@to {party}
?partyId 证件号码或统一社会信用代码：{partyId}
?partyAddress 住所（住址）：{partyAddress}
?partyLegal 法定代表人（负责人）：{partyLegal}`;
export const contactLine = `
?contact 联系人：{contact}　联系电话：{contactPhone}
?contactAddress 地址：{contactAddress}`;
export const contactFields = 'contact contactPhone contactAddress';
