import { type Database, house, transact } from '../../server/src/base/database.ts';
import { type Searchable, writeSearchable } from '../../server/src/search/write.ts';
import {
  causes,
  firmName,
  lastMoment,
  type MadeOrgan,
  madeId,
  millisOfYear,
  personName,
  pick,
  pickSkewed,
  places,
} from './queries-rows.ts';
import { makeText, placeName } from './search-texts.ts';
import { makeRandom } from './statistics.ts';

/** How many of each kind an organ has. */
export type Counts = Record<'document' | 'case' | 'act' | 'recording' | 'party', number>;

const kinds = ['case', 'act', 'recording', 'party', 'document'] as const;
const batch = 1000;

type Made = Omit<Searchable, 'kind' | 'organId' | 'id'>;
type Make = (organ: MadeOrgan, at: string, n: number, random: () => number) => Made;

const somebody = (random: () => number) => (random() < 0.6 ? personName(random) : firmName(random));
const plain = { parentId: null, seenBy: null };

/** The short lines beside the documents: what cases, acts, films and parties say of themselves. */
const short: Record<Exclude<keyof Counts, 'document'>, Make> = {
  case: (organ, at, n, random) => {
    const officer = pickSkewed(organ.officers, random);
    return {
      ...{ ...plain, at, unitId: organ.units[officer.unit]?.id ?? null, title: pickSkewed(causes, random) },
      number: `忻综执立〔${at.slice(0, 4)}〕${n}号 · ${at.slice(0, 4)}-${n}`,
      body: [somebody(random), officer.name],
    };
  },
  act: (organ, at, n, random) => {
    const officer = pickSkewed(organ.officers, random);
    return {
      ...{ ...plain, at, unitId: organ.units[officer.unit]?.id ?? null, title: pickSkewed(causes, random) },
      number: `${at.slice(0, 4)}-${n}`,
      body: [
        pick(['现场检查（勘验）', '询问', '日常巡查'], random),
        somebody(random),
        placeName(random),
        officer.name,
      ],
    };
  },
  recording: (organ, at, _, random) => {
    const officer = pickSkewed(organ.officers, random);
    const device = pick(organ.devices, random);
    const stamp = at.replace(/\D/g, '').slice(0, 14);
    return {
      ...{ parentId: null, at, unitId: organ.units[officer.unit]?.id ?? null, number: device.no },
      seenBy: [officer.id, organ.accountId],
      title: `DSJ_${device.no}_${officer.userId}_${stamp.slice(0, 8)}_${stamp.slice(8)}.mp4`,
      body: [somebody(random), pickSkewed(causes, random), officer.name],
    };
  },
  party: (_, at, __, random) => ({
    ...{ ...plain, at, unitId: null, title: somebody(random), number: null },
    body: [`${pick(places, random)}${placeName(random)}`],
  }),
};

function rowOf(
  organ: MadeOrgan,
  mark: number,
  kind: keyof Counts,
  of: { n: number; count: number },
  random: () => number,
): Searchable {
  const at = new Date(lastMoment - Math.floor((1 - of.n / of.count) * 3 * millisOfYear)).toISOString();
  const made = kind === 'document' ? makeText(organ, at, random) : short[kind](organ, at, of.n, random);
  return { ...made, kind, organId: organ.organId, id: madeId(mark + 0x10 + kinds.indexOf(kind), of.n) };
}

/** Writes the lines of an organ by the function that writes those of the log; two batches are on their way at once. */
export async function fillSearchable(
  database: Database,
  organ: MadeOrgan,
  mark: number,
  counts: Counts,
  say: (text: string) => void,
): Promise<void> {
  const random = makeRandom(mark);
  const going: Promise<void>[] = [];
  for (const kind of kinds) {
    const count = counts[kind];
    for (let done = 0; done < count; done += batch) {
      const rows = Array.from({ length: Math.min(batch, count - done) }, (_, i) =>
        rowOf(organ, mark, kind, { n: done + i, count }, random),
      );
      going.push(transact(database, house, (tx) => writeSearchable(tx, rows)));
      if (going.length > 1) await going.shift();
      if ((done / batch) % 100 === 99) say(`${kind}: ${done + rows.length} of ${count}`);
    }
  }
  await Promise.all(going);
}
