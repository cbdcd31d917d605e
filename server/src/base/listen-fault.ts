import { errorCodeOf } from './errors.ts';
import { OperatorFault } from './operator-fault.ts';

const sentences = {
  EADDRINUSE: 'cli.fault.portTaken',
  EACCES: 'cli.fault.portForbidden',
  EADDRNOTAVAIL: 'cli.fault.hostForeign',
  ENOTFOUND: 'cli.fault.hostForeign',
  EAI_AGAIN: 'cli.fault.hostForeign',
} as const;

/** What to tell the operator when the address cannot be listened on; anything else stays as it is. */
export function explainListening(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = errorCodeOf(error) as keyof typeof sentences;
  return code in sentences ? new OperatorFault(sentences[code], { host, port: String(port) }, error) : error;
}
