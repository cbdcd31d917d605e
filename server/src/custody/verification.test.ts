import fastify from 'fastify';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { HttpHouse } from '../base/http.ts';
import { makeFinding } from './findings.ts';
import { showFindings, type VerifyingHouse, verificationRoutes } from './verification.ts';

describe('findings as a person sees them', () => {
  it('are those of their own organ and of the house; of others only the number', () => {
    const shown = showFindings(
      [
        makeFinding('row.altered', 'account/1', { fields: 'name' }, 'theirs'),
        makeFinding('row.altered', 'account/2', { fields: 'name' }, 'ours'),
        makeFinding('log.node', '1/0'),
        makeFinding('bytes.missing', 'recording/3', {}, 'theirs'),
      ],
      'ours',
    );
    expect(shown.map(({ code, subject }) => [code, subject])).toEqual([
      ['check.withheld', ''],
      ['row.altered', 'account/2'],
      ['log.node', '1/0'],
    ]);
    expect(shown[0]?.zh).toContain('2 处');
    expect(JSON.stringify(shown)).not.toContain('theirs');
  });

  it('are never empty when there are some', () => {
    expect(showFindings([makeFinding('row.deleted', 'unit/1', {}, 'theirs')], 'ours')).toHaveLength(1);
    expect(showFindings([], 'ours')).toEqual([]);
  });
});

describe('a verification that breaks off', () => {
  it('says so and why, and is not taken for a clean one', async () => {
    const house = {
      ...{ database: null, vault: null, clock: systemClock, log: pino({ level: 'silent' }) },
      ...{ verifierKeys: [], wake: () => undefined },
      keptElsewhere: async () => {
        throw new Error('the disk does not answer');
      },
    } as unknown as VerifyingHouse;
    const person = { organId: 'ours', accountId: 'me', permissions: new Set(['log.read', 'log.verify']) };
    const app = fastify();
    for (const binding of verificationRoutes(house))
      binding.attach(app, { authenticate: async () => person } as unknown as HttpHouse);
    await app.inject({ method: 'POST', url: '/api/log/verification' });
    const seen = await vi.waitFor(async () => {
      const answer = (await app.inject('/api/log/verification')).json();
      expect(answer.running).toBe(false);
      return answer;
    });
    expect(seen).toMatchObject({ stage: 'done', findings: [{ code: 'check.brokenOff' }] });
    expect(seen.findings[0].en).toContain('the disk does not answer');
    await app.close();
  });
});
