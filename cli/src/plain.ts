/** Control characters, and marks that turn the direction of what follows: on a terminal they are orders. */
const orders = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text from a card or a server as it may be printed in one line: what would order the terminal is shown as �. */
export const plain = (text: string): string => text.replace(orders, '\ufffd');
