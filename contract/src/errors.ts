import { errorTable } from './error-table.ts';
import { findTerm, type Language, sayTerm, type Term } from './terms/index.ts';

export type ErrorCode = keyof typeof errorTable;

/** What is wrong with one field, in both languages. */
export interface FieldFault {
  path: string;
  message: string;
  messageEn: string;
}

/** What fills the sentence of an error: a value as it is, or words that differ by language. */
export type ErrorDetail = Readonly<Record<string, string | Term>>;

/** What an error answer's body holds. `fields` names every faulty field at once. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  messageEn: string;
  retry: boolean;
  detail?: Record<string, string>;
  fields?: FieldFault[];
}

const inOneLanguage = (detail: ErrorDetail, language: Language): Record<string, string> =>
  Object.fromEntries(
    Object.entries(detail).map(([key, said]) => [key, typeof said === 'string' ? said : said[language]]),
  );

/** A permission is said by its name; whatever else a reason is, it is a sentence already. */
function named(detail: ErrorDetail, language: Language): Record<string, string> {
  const said = inOneLanguage(detail, language);
  const term = findTerm(['names', 'permission', said.reason ?? '']);
  return term === null ? said : { ...said, reason: sayTerm(term, language) };
}

function fill(sentence: string, detail: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => detail[name] ?? '');
}

/** Renders the body of an error in both languages; `detail` stays as programs know it, words of it in Chinese. */
export function describeError(code: ErrorCode, detail: ErrorDetail = {}): ErrorBody {
  const row = errorTable[code];
  return {
    code,
    message: fill(row.zh, named(detail, 'zh')),
    messageEn: fill(row.en, named(detail, 'en')),
    retry: row.retry,
    ...(Object.keys(detail).length > 0 ? { detail: inOneLanguage(detail, 'zh') } : {}),
  };
}

/** Whether a text is one of the closed codes. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
