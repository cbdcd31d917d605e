/** One row of the closed list of errors: HTTP status, sentence for people, and whether trying again can help. */
export interface ErrorRow {
  status: number;
  zh: string;
  en: string;
  retry: boolean;
}
