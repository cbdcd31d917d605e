import { describe, expect, it } from 'vitest';
import { sayFault } from './fault-words.ts';

const failed = (cause: object) => new TypeError('fetch failed', { cause });

describe('what is said of a delivery that failed', () => {
  it('has the code and the message of the cause', () => {
    const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    expect(sayFault(failed(cause))).toBe('UND_ERR_SOCKET: other side closed');
    expect(sayFault(new Error('HTTP 500'))).toBe('HTTP 500');
    expect(sayFault(Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }))).toContain(
      'ECONNREFUSED',
    );
  });

  it('has no address', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:9'), {
      ...{ code: 'ECONNREFUSED', address: '10.1.2.3', port: 9 },
    });
    expect(sayFault(failed(cause))).toBe('connect ECONNREFUSED …:9');
    const lost = Object.assign(new Error('getaddrinfo ENOTFOUND hook.example.gov.cn'), {
      ...{ code: 'ENOTFOUND', hostname: 'hook.example.gov.cn' },
    });
    expect(sayFault(failed(lost))).toBe('getaddrinfo ENOTFOUND …');
  });

  it('has no password, though the other side is named by an address that holds one', async () => {
    const fault = await fetch('https://liuhen:geheim@hook.example.gov.cn/in?key=schluessel').catch(
      (thrown: unknown) => thrown,
    );
    expect(String(fault)).toContain('geheim');
    expect(sayFault(fault)).not.toMatch(/geheim|schluessel|example/);
    expect(sayFault(fault)).not.toBe('');
  });

  it.each([null, undefined, 'geheim', {}])('is something also of %j', (fault) => {
    expect(sayFault(fault)).toMatch(/reason/);
  });
});
