import { type VerificationCode, VerificationError } from '../src/errors.ts';

/** Code of the VerificationError that `work` throws, or null when it throws nothing. Any other error passes through. */
export function codeOf(work: () => unknown): VerificationCode | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof VerificationError) return error.code;
    throw error;
  }
}

/** The same for a promise. */
export async function codeOfLater(work: Promise<unknown>): Promise<VerificationCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof VerificationError) return error.code;
    throw error;
  }
}
