import { coverNumber, type DocumentContent, numberFault, personalFields } from '@liuhen/contract';
import type { NumberKeys } from '../base/number-keys.ts';

const placeOf = (versionId: string, field: string) => `document_version.content.${field}:${versionId}`;

function eachHidden(content: DocumentContent, change: (field: string, text: string) => string) {
  const changed = personalFields.flatMap((field) => {
    const value = content[field];
    return typeof value === 'string' && value !== '' ? [[field, change(field, value)] as const] : [];
  });
  return changed.length === 0 ? content : { ...content, ...Object.fromEntries(changed) };
}

/** What is kept of the content of a version: its personal numbers as cipher text (decision 0012). */
export const hideNumbers = (keys: NumberKeys, versionId: string, content: DocumentContent): DocumentContent =>
  eachHidden(content, (field, text) => keys.hide(text, placeOf(versionId, field)));

const isHidden = (text: string) => /^1\.[0-9a-f]{12}\.[\w-]{38,}$/.test(text);

/** The content as it was typed. A version from before numbers were hidden is as it is. */
export const showNumbers = (keys: NumberKeys, versionId: string, content: DocumentContent): DocumentContent =>
  eachHidden(content, (field, text) => (isHidden(text) ? keys.show(text, placeOf(versionId, field)) : text));

/** A text with the middle of every resident identity number and mobile number covered: what may be searched of it. */
export const coverNumbers = (text: string): string =>
  text
    .replaceAll(/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, (number) =>
      numberFault('residentId', number.toUpperCase()) === null ? coverNumber(number) : number,
    )
    .replaceAll(/(?<!\d)1[3-9]\d{9}(?!\d)/g, coverNumber);
