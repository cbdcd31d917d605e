import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfPattern, parseNamePattern } from './pattern.ts';

const token = fc.constantFrom('<deviceId>', '<userId>', '<date>', '<time>', '<seq>');
const sign = fc.constantFrom('_', '_', '-', 'A', '录', '[', ']', '<x>', '<', '>', '/', '<da[te>', ' ');
const template = fc
  .array(fc.oneof({ weight: 3, arbitrary: token }, { weight: 3, arbitrary: fc.constant('_') }, sign), {
    maxLength: 9,
  })
  .map((pieces) => pieces.join(''));

describe('the register of models and the line', () => {
  it('agree on every pattern: what is taken can be read, what can be read is taken', () => {
    let taken = 0;
    fc.assert(
      fc.property(template, (text) => {
        const isTaken = faultOfPattern(text) === null;
        taken += isTaken ? 1 : 0;
        expect([text, isTaken]).toEqual([text, 'pattern' in parseNamePattern(text)]);
      }),
      { numRuns: 20_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it('agree on how long a pattern may be', () => {
    const long = (length: number) => `<date>${'A'.repeat(length - 6)}`;
    for (const text of [long(200), long(201), '', '  ']) {
      expect(faultOfPattern(text) === null).toBe('pattern' in parseNamePattern(text));
    }
    expect(faultOfPattern(long(200))).toBeNull();
  });

  it('take four optional parts and not five', () => {
    expect(faultOfPattern('<date>[a][b][c][d]')).toBeNull();
    expect(faultOfPattern('<date>[a][b][c][d][e]')?.zh).toContain('最多 4 个');
    expect(faultOfPattern(`${'[a]'.repeat(60)}<date>`)?.zh).toContain('最多 4 个');
  });
});
