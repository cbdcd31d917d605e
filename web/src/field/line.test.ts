import { ContractError, describeError, type ErrorCode } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import type { Entry, What } from './entry.ts';
import {
  delayAfter,
  dependentsOf,
  heldBy,
  mayGiveUp,
  nextToSend,
  nextTry,
  refusalOf,
  verdictOf,
} from './line.ts';

const entry = (ordinal: number, what: unknown, change: Partial<Entry> = {}): Entry => ({
  ...{
    id: `e${ordinal}`,
    ordinal,
    actId: 'A',
    what: what as What,
    tappedAt: '2026-09-15T02:00:00Z',
    clock: null,
  },
  ...{ state: 'waiting', refusal: null, tries: 0, notBefore: 0, upload: { url: null, recordingId: null } },
  ...change,
});
const act = (ordinal: number, id = 'A', change: Partial<Entry> = {}) =>
  entry(ordinal, { kind: 'act', act: { id } }, { actId: id, ...change });
const step = (ordinal: number, id: string, change: Partial<Entry> = {}, detail = {}) =>
  entry(ordinal, { kind: 'step', step: { id, detail } }, change);

describe('the line', () => {
  test('goes in the order of the taps, whatever the order of the list', () => {
    const line = [step(3, 's2'), act(1), step(2, 's1')];
    expect(nextToSend(line, 0)?.ordinal).toBe(1);
    expect(
      nextToSend([act(1, 'A', { state: 'sent' }), ...line.slice(0, 1), line[2] as Entry], 0)?.ordinal,
    ).toBe(2);
  });

  test('a refused act holds what is of it and nothing else', () => {
    const refused = act(1, 'A', { state: 'refused' });
    const line = [refused, step(2, 's1'), act(3, 'B'), step(4, 's2', { actId: 'B' })];
    expect(nextToSend(line, 0)?.ordinal).toBe(3);
    expect(heldBy(line[1] as Entry, line)).toBe(refused);
    const sent = line.map((one) => (one.ordinal === 3 ? { ...one, state: 'sent' as const } : one));
    expect(nextToSend(sent, 0)?.ordinal).toBe(4);
  });

  test('a correction and an answer wait for the step that they are about', () => {
    const line = [
      step(1, 's1', { state: 'refused' }),
      entry(2, { kind: 'correction', step: { id: 's1b', replaces: 's1', detail: {} } }),
      step(3, 's2', {}, { about: 's1' }),
      step(4, 's3'),
    ];
    expect(nextToSend(line, 0)?.ordinal).toBe(4);
    expect(dependentsOf(line[0] as Entry, line).map(({ ordinal }) => ordinal)).toEqual([2, 3]);
  });

  test('what the house could not take now waits alone, and the next look is when it may be tried', () => {
    const line = [step(1, 's1', { notBefore: 5_000, tries: 1 }), step(2, 's2', { notBefore: 9_000 })];
    expect(nextToSend(line, 1_000)).toBeNull();
    expect(nextTry(line)).toBe(5_000);
    expect(nextToSend(line, 9_000)?.ordinal).toBe(1);
    expect(nextTry([step(1, 's1', { state: 'sent' })])).toBeNull();
  });

  test('a clock that was set back by a day holds nothing for a day', () => {
    const day = 86_400_000;
    expect(nextToSend([step(1, 's1', { notBefore: day, tries: 1 })], 0)?.ordinal).toBe(1);
    expect(nextToSend([step(1, 's1', { notBefore: 300_000, tries: 9 })], 0)).toBeNull();
  });

  test('with an act all that builds on it is given up, and nothing that is sent', () => {
    const line = [
      act(1, 'A', { state: 'refused' }),
      step(2, 's1'),
      entry(3, { kind: 'correction', step: { id: 's1b', replaces: 's1', detail: {} } }),
      step(4, 's9', { state: 'givenUp' }),
      act(5, 'B'),
    ];
    expect(dependentsOf(line[0] as Entry, line).map(({ ordinal }) => ordinal)).toEqual([2, 3]);
  });

  test('only what the house cannot have is given up', () => {
    expect(mayGiveUp(step(1, 's'))).toBe(true);
    expect(mayGiveUp(step(1, 's', { tries: 1 }))).toBe(false);
    expect(mayGiveUp(step(1, 's', { tries: 3, state: 'refused' }))).toBe(true);
    expect(mayGiveUp(step(1, 's', { state: 'sent' }))).toBe(false);
  });

  test('waits longer and longer, five minutes at most', () => {
    expect([1, 2, 3, 4].map(delayAfter)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(delayAfter(40)).toBe(300_000);
  });
});

describe('a failure', () => {
  const answered = (code: ErrorCode, status: number) =>
    verdictOf(new ContractError(describeError(code), status));
  test.each<[string, ErrorCode, number, string]>([
    ['a closed session', 'signIn.required', 401, 'signedOut'],
    ['a page out of date', 'signIn.csrf', 403, 'renew'],
    ['a fault of the server', 'server.fault', 500, 'later'],
    ['a page of a proxy', 'server.fault', 404, 'later'],
    ['a proxy that finds it too large', 'server.fault', 413, 'refused'],
    ['a full disk of the server', 'storage.full', 507, 'later'],
    ['too many requests', 'request.tooOften', 429, 'later'],
    ['a fault of the input', 'input.invalid', 400, 'refused'],
    ['another person’s act', 'permission.denied', 403, 'refused'],
    ['what is gone', 'notFound', 404, 'refused'],
    ['what was changed meanwhile', 'conflict.changed', 409, 'refused'],
    ['a file that breaks off', 'upload.truncated', 422, 'refused'],
  ])('%s', (_, code, status, verdict) => {
    expect(answered(code, status)).toBe(verdict);
  });
  test('no answer at all', () => {
    expect(verdictOf(new TypeError('Failed to fetch'))).toBe('network');
    expect(verdictOf(new SyntaxError('a portal answered'))).toBe('network');
  });
  test('a store without room is not a lost network', () => {
    expect(verdictOf(new DOMException('', 'UnknownError'))).toBe('later');
  });
  test('what a proxy finds too large is told as too large, and other refusals in their own words', () => {
    const refused = (code: ErrorCode, status: number) =>
      refusalOf(new ContractError(describeError(code), status)).code;
    expect(refused('server.fault', 413)).toBe('request.tooLarge');
    expect(refused('upload.tooLarge', 413)).toBe('upload.tooLarge');
    expect(refused('conflict.changed', 409)).toBe('conflict.changed');
  });
});
