import { DomainError } from '../base/errors.ts';

const windowMillis = 60_000;
const mostAddresses = 10_000;

/**
 * Lets each address pass so many times a minute. Throws request.tooOften with the seconds to wait. Counts live in
 * memory: they guard this process, and nobody is named anywhere.
 */
export function makeTurnstile(perMinute: number): (address: string, nowMillis: number) => void {
  let began = 0;
  let passed = new Map<string, number>();
  return (address, nowMillis) => {
    if (nowMillis - began >= windowMillis || nowMillis < began || passed.size >= mostAddresses) {
      began = nowMillis;
      passed = new Map();
    }
    const count = (passed.get(address) ?? 0) + 1;
    passed.set(address, count);
    if (count <= perMinute) return;
    const seconds = Math.ceil((began + windowMillis - nowMillis) / 1000);
    throw new DomainError('request.tooOften', { seconds: String(seconds) });
  };
}
