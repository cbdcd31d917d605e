import { vi } from 'vitest';
import type { Attack, Family } from './matrix.ts';
import type { Place } from './place.ts';
import type { Readers } from './verify.ts';

const hours = 3_600_000;

/** Lets the clock of the house go wrong while something is done there. */
async function withClock<T>(offMillis: number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMillis });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}

/** The clocks of the house and of those outside, one against the other. */
export async function attackClocks(place: Place, readers: Readers): Promise<Family> {
  const back = await withClock(-2 * hours, () => place.bring('拨慢时存入'));
  const backPackage = await place.makePackage('recordings', [place.filmId, back]);
  const alone = await place.makePackage('recordings', [back]);
  const ahead = await withClock(2 * hours, () => place.bring('拨快时存入'));
  const aheadPackage = await place.makePackage('recordings', [ahead]);
  const attacks: Attack[] = [
    {
      name: {
        zh: '存入录像时把本机时钟拨快两小时（或者外部的时钟都慢了两小时）',
        en: 'put the clock of the house two hours forward while a film comes in (or all clocks outside back)',
      },
      sightings: await readers.look(aheadPackage),
    },
    {
      name: {
        zh: '存入录像时把时钟拨慢两小时，包里有在此之前存入的材料',
        en: 'put it two hours back while a film comes in; the package has something of before',
      },
      sightings: await readers.look(backPackage),
    },
    {
      name: {
        zh: '存入录像时把时钟拨慢两小时，包里只有这段录像',
        en: 'the same; the package has that film alone',
      },
      sightings: await readers.look(alone),
      limit: {
        zh: '见证人和时间戳只说明“不晚于”：自称更早，离线查不出来。',
        en: 'Witnesses and time stamps say “not later than”: what claims to be earlier no offline check can tell.',
      },
    },
  ];
  return { title: { zh: '对时钟', en: 'clocks' }, attacks };
}
