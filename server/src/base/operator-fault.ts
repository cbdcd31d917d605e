import { sayingIn, type TermKey } from '@liuhen/contract';

/** Why the house cannot stand, in a sentence that tells its operator what to do. */
export class OperatorFault extends Error {
  readonly key: TermKey;
  readonly values: Readonly<Record<string, string>>;
  constructor(key: TermKey, values: Readonly<Record<string, string>>, cause?: unknown) {
    super(sayingIn('zh').t(key, values), { cause });
    this.key = key;
    this.values = values;
  }
}
