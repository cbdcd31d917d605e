import { describe, expect, it } from 'vitest';
import { DomainError } from '../base/errors.ts';
import { makeTurnstile } from './matter-limit.ts';

const start = 1_790_000_000_000;
/** The seconds to wait, or null where the way is free. */
function knock(pass: ReturnType<typeof makeTurnstile>, address: string, at: number): string | null {
  try {
    pass(address, at);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'request.tooOften') throw error;
    return String(error.detail.seconds);
  }
}
/** A turnstile of three a minute that one address has used up in its first moment. */
function usedUp() {
  const pass = makeTurnstile(3);
  for (let n = 0; n < 3; n++) expect(knock(pass, '10.0.0.1', start)).toBeNull();
  return pass;
}

describe('who asks the public list too often', () => {
  it('is told how long to wait, in whole seconds, never less than is left', () => {
    const pass = usedUp();
    expect(knock(pass, '10.0.0.1', start)).toBe('60');
    expect(knock(pass, '10.0.0.1', start + 1)).toBe('60');
    expect(knock(pass, '10.0.0.1', start + 30_000)).toBe('30');
    expect(knock(pass, '10.0.0.1', start + 59_001)).toBe('1');
    expect(knock(pass, '10.0.0.1', start + 59_999)).toBe('1');
  });
  it('passes after waiting exactly as long as told', () => {
    expect(knock(usedUp(), '10.0.0.1', start + 60_000)).toBeNull();
  });
  it('has all of the new minute, refused knocks not counted', () => {
    const pass = usedUp();
    for (let n = 0; n < 50; n++) knock(pass, '10.0.0.1', start + 1000);
    const next = [0, 1, 2, 3].map((n) => knock(pass, '10.0.0.1', start + 60_000 + n));
    expect(next).toEqual([null, null, null, '60']);
  });
  it('does not shut out another address', () => {
    expect(knock(usedUp(), '10.0.0.2', start)).toBeNull();
  });
  it('is not shut out for years where the clock was set back', () => {
    expect(knock(usedUp(), '10.0.0.1', start - 3_600_000)).toBeNull();
  });
  it('is answered as 429', () => {
    const pass = usedUp();
    expect(() => pass('10.0.0.1', start)).toThrow(expect.objectContaining({ status: 429 }));
  });
});

it('the memory of addresses is bounded: ten thousand others make it begin anew', () => {
  const pass = makeTurnstile(1);
  for (let n = 0; n < 10_000; n++) pass(`address ${n}`, start);
  expect(knock(pass, 'address 0', start)).toBeNull();
  expect(knock(pass, 'address 0', start)).toBe('60');
});
