/** Members of Node's errors that hold the address of the other side. */
const addressed = ['hostname', 'host', 'address'] as const;

function textOf(fault: unknown, key: string): string {
  const value: unknown = typeof fault === 'object' && fault !== null ? Reflect.get(fault, key) : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * What went wrong at the other side, for the log and for people: its code and message, with no address in it. The address
 * of a webhook can hold a password or a key.
 */
export function sayFault(fault: unknown): string {
  const cause = fault instanceof Error && fault.cause !== undefined ? fault.cause : fault;
  const code = textOf(cause, 'code');
  const message = textOf(cause, 'message') || textOf(fault, 'message');
  const hidden = addressed.map((key) => textOf(cause, key)).filter((text) => text !== '');
  const bare = hidden
    .reduce((text, one) => text.replaceAll(one, '…'), message)
    .replace(/[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…');
  const said = bare.includes(code) ? bare : `${code}: ${bare}`;
  return (said || 'no reason given').slice(0, 500);
}
