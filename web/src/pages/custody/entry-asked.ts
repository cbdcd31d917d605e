/** The entry that an address asks for; null for none and for what is no number. */
export const entryAsked = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
