import { describe, expect, it } from 'vitest';
import { makeClock } from '../../test/house.ts';
import { explainReading, explainRights } from './database-fault.ts';
import { explainListening } from './listen-fault.ts';
import { OperatorFault } from './operator-fault.ts';
import { implausibleTimes, requirePlausible } from './plausible.ts';

const withCode = (code: string) => Object.assign(new Error('refused'), { code });
const url = 'postgres://liuhen:secret@db.example:5433/house';
const told = (error: unknown) => (error instanceof OperatorFault ? error.key : error);

describe('an address that cannot be listened on', () => {
  const at = { host: '10.0.0.1', port: 80 };
  it.each([
    ['EADDRINUSE', 'cli.fault.portTaken'],
    ['EACCES', 'cli.fault.portForbidden'],
    ['EADDRNOTAVAIL', 'cli.fault.hostForeign'],
    ['ENOTFOUND', 'cli.fault.hostForeign'],
  ])('%s is told to the operator', (code, key) => {
    const fault = explainListening(withCode(code), at);
    expect(told(fault)).toBe(key);
    expect((fault as OperatorFault).values).toEqual({ host: '10.0.0.1', port: '80' });
  });
  it.each([[withCode('EMFILE')], [new Error('plain')], ['text']])('%s stays as it is', (error) => {
    expect(explainListening(error, at)).toBe(error);
  });
});

describe('a database that does not let the house in', () => {
  it('for want of rights is told so, also where that is only the cause', () => {
    const refused = withCode('42501');
    expect(told(explainRights(refused, url))).toBe('cli.fault.databaseRights');
    expect(told(explainRights(new Error('outer', { cause: refused }), url))).toBe('cli.fault.databaseRights');
  });
  it('never shows the password of its address', () => {
    const fault = explainRights(withCode('42501'), url) as OperatorFault;
    expect(JSON.stringify(fault.values)).not.toContain('secret');
    expect(fault.message).not.toContain('secret');
    expect(fault.values).toMatchObject({ where: 'db.example:5433/house', user: 'liuhen', name: 'house' });
  });
  it('on which no house was ever started is told so to who reads it', () => {
    for (const code of ['22023', '42P01'])
      expect(told(explainReading(withCode(code), url))).toBe('cli.fault.databaseEmpty');
  });
  it('with another fault stays as it is', () => {
    const error = withCode('40001');
    expect(explainReading(error, url)).toBe(error);
    expect(explainRights(error, url)).toBe(error);
  });
});

describe('times that cannot be', () => {
  const ctx = { clock: makeClock('2026-10-14T02:00:00.000Z') };
  it('are each named by their field; one that nobody stated is none', () => {
    const times = {
      startedAt: '1989-01-01T00:00:00.000Z',
      endedAt: null,
      seenAt: '2028-01-01T00:00:00.000Z',
    };
    expect(implausibleTimes(ctx, times).map(({ path }) => path)).toEqual(['startedAt', 'seenAt']);
  });
  it('are refused; a year ahead is not, since clocks of cameras run fast', () => {
    const given = (endedAt: string) => () => requirePlausible(ctx, { startedAt: null, endedAt });
    expect(given('2027-10-14T02:00:00.000Z')).not.toThrow();
    expect(given('2027-10-14T02:00:00.001Z')).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });
});
