/**
 * The days of the Chinese calendar from sun and moon, to check listed holidays by: new moons after Meeus, Astronomical
 * Algorithms, chapter 49 (good to seconds), the sun's longitude after chapter 25 (good to a quarter of an hour), months
 * numbered as GB/T 33661 does. The calendar that comes with the runtime is a day off where a new moon falls on midnight
 * in Beijing, as in February 2027 and 2030.
 */
const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const epoch = 2_440_587.5;
/** Earth's turning lags behind the even time of the formulas by some 70 seconds in these years. */
const toUniversal = 70 / 86_400;
const beijing = 8 / 24;
/** A Beijing day as a count of days since 1970. */
const dayOf = (julian: number) => Math.floor(julian - toUniversal + beijing - epoch);
const midnight = (day: number) => day - beijing + epoch + toUniversal;

type Term = readonly [factor: number, ofSun: number, ofMoon: number, ofNode: number];
const terms: readonly Term[] = [
  ...([
    [-0.4072, 0, 1, 0],
    [0.17241, 1, 0, 0],
    [0.01608, 0, 2, 0],
    [0.01039, 0, 0, 2],
  ] as const),
  ...([
    [0.00739, -1, 1, 0],
    [-0.00514, 1, 1, 0],
    [0.00208, 2, 0, 0],
    [-0.00111, 0, 1, -2],
  ] as const),
  ...([
    [-0.00057, 0, 1, 2],
    [0.00056, 1, 2, 0],
    [-0.00042, 0, 3, 0],
    [0.00042, 1, 0, 2],
  ] as const),
  ...([
    [0.00038, 1, 0, -2],
    [-0.00024, -1, 2, 0],
    [-0.00007, 2, 1, 0],
    [0.00004, 0, 2, -2],
  ] as const),
  ...([
    [0.00004, 3, 0, 0],
    [0.00003, 1, 1, -2],
    [0.00003, 0, 2, 2],
    [-0.00003, 1, 1, 2],
  ] as const),
  ...([
    [0.00003, -1, 1, 2],
    [-0.00002, -1, 1, -2],
    [-0.00002, 1, 3, 0],
    [0.00002, 0, 4, 0],
  ] as const),
];
const planets: readonly (readonly [factor: number, at: number, by: number])[] = [
  ...([
    [325e-6, 299.77, 0.107408],
    [165e-6, 251.88, 0.016321],
    [164e-6, 251.83, 26.651886],
  ] as const),
  ...([
    [126e-6, 349.42, 36.412478],
    [110e-6, 84.66, 18.206239],
    [62e-6, 141.74, 53.303771],
  ] as const),
  ...([
    [60e-6, 207.14, 2.453732],
    [56e-6, 154.84, 7.30686],
    [47e-6, 34.52, 27.261239],
  ] as const),
  ...([
    [42e-6, 207.19, 0.121824],
    [40e-6, 291.34, 1.844379],
    [37e-6, 161.72, 24.198154],
  ] as const),
  ...([
    [35e-6, 239.56, 25.513099],
    [23e-6, 331.55, 3.592518],
  ] as const),
];

/** The moment of the k-th new moon since January 2000, as a Julian date of even time. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t;
  const sun = 2.5534 + 29.1053567 * k;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t;
  const periodic = terms.map(
    ([factor, s, m, n]) => factor * e ** Math.abs(s) * sine(s * sun + m * moon + n * node),
  );
  const disturbed = planets.map(([factor, at, by]) => factor * sine(at + by * k));
  const ascending = -0.00017 * sine(124.7746 - 1.56375588 * k);
  return [...periodic, ...disturbed, ascending].reduce((sum, one) => sum + one, mean);
}

/** The sun's apparent longitude in degrees, 0 at the spring equinox. */
function longitude(julian: number): number {
  const t = (julian - 2_451_545) / 36_525;
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const center =
    (1.914602 - 0.004817 * t) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly);
  const node = 125.04 - 1934.136 * t;
  const all = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + center - 0.00569 - 0.00478 * sine(node);
  return ((all % 360) + 360) % 360;
}

const daysSince = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
export const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The first Beijing day from a date on in which the sun reaches a longitude. */
function dayOfSun(degrees: number, from: string): number {
  const past = (day: number) => (longitude(midnight(day + 1)) - degrees + 540) % 360 >= 180;
  let day = daysSince(from);
  while (!past(day)) day += 1;
  return day;
}

/** 清明: the sun at 15 degrees. */
export const qingming = (year: number): string => dateOf(dayOfSun(15, `${year}-03-30`));

/** First days of the lunar months that begin with month 11 of the year before, with their numbers; 0 for a leap month. */
function monthsOf(year: number): { first: number; number: number }[] {
  const solstices = [year - 1, year].map((one) => dayOfSun(270, `${one}-12-15`));
  const k = Math.round((year - 2000) * 12.3685) - 3;
  const moons = Array.from({ length: 18 }, (_, at) => dayOf(newMoon(k + at)));
  const [begin = 0, end = 0] = solstices.map((day) => moons.findLastIndex((moon) => moon <= day));
  const sign = (day: number) => Math.floor(longitude(midnight(day)) / 30);
  const leap =
    end - begin === 13
      ? moons.findIndex((moon, at) => at > begin && sign(moon) === sign(moons[at + 1] ?? moon))
      : -1;
  return moons.slice(begin, end).map((first, at) => {
    const since = leap !== -1 && begin + at >= leap ? at - 1 : at;
    return { first, number: begin + at === leap ? 0 : ((since + 10) % 12) + 1 };
  });
}

/** A day of a lunar month, in days since 1970; the months 1 to 10 of a year lie in it. */
export function lunarDay(year: number, month: number, day: number): number {
  const found = monthsOf(year).find(({ number }) => number === month);
  if (!found) throw new Error(`no month ${month} in ${year}`);
  return found.first + day - 1;
}
