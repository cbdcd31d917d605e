/** The languages of the pages; Chinese is the first. */
export type Language = 'zh' | 'en';

/** One wording in both languages; `{name}` stands for a value. */
export interface Term {
  readonly zh: string;
  readonly en: string;
}

/** Dotted addresses of all terms in a nested catalogue. */
export type TermPath<T> = {
  [K in keyof T & string]: T[K] extends Term ? K : `${K}.${TermPath<T[K]>}`;
}[keyof T & string];

/** Values for the placeholders of a term. */
export type TermValues = Readonly<Record<string, string | number>>;

/** Says a term in a language. A placeholder without a value stays visible, so that the fault is seen. */
export function sayTerm(term: Term, language: Language, values: TermValues = {}): string {
  return term[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Names of the placeholders in a text, sorted, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}
