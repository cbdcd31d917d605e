/** The number of a person (GB 11643): a region, a date of birth that can be, three digits and a check sign. */
const persons =
  /(?<![\dA-Za-z])(\d{6})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])(?![\dA-Za-z])/g;

/**
 * Takes the numbers of persons out of a text, all but their ends: the index is no second place where they could be read.
 * Who looks for one asks the register of parties, which keeps them encrypted.
 */
export const hideIdentities = (text: string): string => text.replace(persons, '$1**********$2');
