import type { Role } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { personWith } from '../../test/person.ts';
import { mayReadPayload } from './policy.ts';

const personOf = (...roles: Role[]) => personWith(roles);

const film = [
  ...[
    'recording',
    'attribution',
    'derivative',
    'handover',
    'return_claim',
    'evidence',
    'obligation',
    'excuse',
  ],
];

describe('who may read what was sealed', () => {
  it.each(film)(
    '%s: those who may see all film of the organ, not the administrator or an assistant',
    (table) => {
      for (const role of ['custodian', 'head', 'legalReviewer'] as const)
        expect(mayReadPayload(personOf(role), `${table}/1`, {})).toBe(true);
      for (const role of ['administrator', 'assistant', 'officer'] as const)
        expect(mayReadPayload(personOf(role), `${table}/1`, {})).toBe(false);
    },
  );

  it.each(['act', 'enforcement_case'])('%s: everybody but the administrator', (table) => {
    expect(mayReadPayload(personOf('assistant'), `${table}/1`, {})).toBe(true);
    expect(mayReadPayload(personOf('administrator'), `${table}/1`, {})).toBe(false);
  });

  it('accounts and sessions: the administrator, and everybody their own', () => {
    expect(mayReadPayload(personOf('administrator'), 'account/you', {})).toBe(true);
    expect(mayReadPayload(personOf('head'), 'account/you', {})).toBe(false);
    expect(mayReadPayload(personOf('head'), 'account/me', {})).toBe(true);
    expect(mayReadPayload(personOf('head'), 'session/1', { account_id: 'you' })).toBe(false);
    expect(mayReadPayload(personOf('officer'), 'notice/1', { account_id: 'you' })).toBe(false);
    expect(mayReadPayload(personOf('officer'), 'notice/1', { account_id: 'me' })).toBe(true);
    expect(mayReadPayload(personOf('head'), 'session/1', { account_id: 'me' })).toBe(true);
  });

  it('units, devices and the organ itself: everybody', () => {
    for (const table of ['unit', 'device', 'organ', 'officer'])
      expect(mayReadPayload(personOf('assistant'), `${table}/1`, {})).toBe(true);
  });
});
