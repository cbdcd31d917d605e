import { describe, expect, it } from 'vitest';
import { makeFinding } from './findings.ts';
import { showFindings } from './verification.ts';

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
