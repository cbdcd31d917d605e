/** Closed list of what can be wrong with a proof or with what is to be proven. */
export type VerificationCode =
  | 'encoding'
  | 'canonical'
  | 'inclusion'
  | 'consistency'
  | 'tree'
  | 'tile'
  | 'note'
  | 'signature'
  | 'checkpoint'
  | 'entry'
  | 'payload'
  | 'timeStamp'
  | 'manifest'
  | 'description'
  | 'descriptionVersion'
  | 'tooLarge';

/** Thrown by every check of this room; nothing it lets pass is unproven. */
export class VerificationError extends Error {
  readonly code: VerificationCode;
  constructor(code: VerificationCode, message: string) {
    super(message);
    this.name = 'VerificationError';
    this.code = code;
  }
}
