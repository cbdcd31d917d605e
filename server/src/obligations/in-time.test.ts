import { expect, it } from 'vitest';
import type { Law } from '../law/index.ts';
import { judgeInTime } from './in-time.ts';
import type { Judged } from './judge.ts';

/** A law whose calendars say a due time by the moment of which they are known. */
function lawOf(due: (asOf: string | null) => string) {
  const asked: (string | null)[] = [];
  const laws = new Map<string, Law>();
  const make = (asOf: string | null): Law => {
    const law = {
      due: () => {
        asked.push(asOf);
        return due(asOf);
      },
      asOf: (at: string) => {
        const known = laws.get(at) ?? make(at);
        laws.set(at, known);
        return known;
      },
    };
    return law as unknown as Law;
  };
  return { law: make(null), asked };
}
const dueOf = (law: Law) => (law as unknown as { due(): string }).due();
const duty = (key: string, due: string, discharged_at: string | null) =>
  ({ duty: 'store', tier: 'local', key, due_before: due, discharged_at }) as Judged;

const changed = (asOf: string | null) => (asOf !== null && asOf < '2026-10-05' ? 'former' : 'newest');

it('an open duty is counted by all of the calendar that was approved', () => {
  const { law } = lawOf(changed);
  const [one] = judgeInTime(law, (under) => [duty('a', dueOf(under), null)]);
  expect(one?.due_before).toBe('newest');
});
it('one that is done keeps the calendar of that moment, whatever was changed after', () => {
  const { law } = lawOf(changed);
  const judged = judgeInTime(law, (under) => {
    const due = dueOf(under);
    return [duty('before', due, '2026-10-01'), duty('after', due, '2026-10-09'), duty('open', due, null)];
  });
  expect(judged.map(({ key, due_before }) => [key, due_before])).toEqual([
    ['before', 'former'],
    ['after', 'newest'],
    ['open', 'newest'],
  ]);
});
it('a duty that the law of that moment did not know stays as it is now', () => {
  const { law } = lawOf(changed);
  const judged = judgeInTime(law, (under) => {
    const due = dueOf(under);
    return due === 'former' ? [] : [duty('a', due, '2026-10-01')];
  });
  expect(judged.map(({ due_before }) => due_before)).toEqual(['newest']);
});
it('many that were done in one moment are judged once', () => {
  const { law, asked } = lawOf(changed);
  judgeInTime(law, (under) => {
    const due = dueOf(under);
    return ['a', 'b', 'c'].map((key) => duty(key, due, '2026-10-01'));
  });
  expect(asked).toEqual([null, '2026-10-01']);
});
