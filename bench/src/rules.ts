import { judgeAct, type LawOfDay, lawOn } from '@liuhen/rules';
import { loadLaw } from '../../server/src/law/packs.ts';
import { atLeast, type Bench, type Figure } from './figure.ts';
import { makeActFacts } from './rules-acts.ts';
import { makeRandom } from './statistics.ts';

const BATCH = 5000;

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * The engine alone, on one core: acts made beforehand, a batch at a time, are judged under two regulations by turns. What
 * counts is the time of the processor, for others may be working here too.
 */
export async function benchRules({ small, say }: Bench): Promise<Figure[]> {
  const { packs, calendar } = await loadLaw();
  const laws = new Map<string, LawOfDay>();
  const lawOf = (id: string, on: string) => {
    const known = laws.get(`${id} ${on}`);
    if (known) return known;
    const law = lawOn(packs, id, { on, boundFrom: '2020-01-01' });
    laws.set(`${id} ${on}`, law);
    return law;
  };
  const random = makeRandom(7);
  let [acts, duties, spent, lawsSpent] = [0, 0, 0, 0];
  for (const total = small ? 2 * BATCH : 200_000; acts < total; acts += BATCH) {
    const made = Array.from({ length: BATCH }, (_, index) => makeActFacts(acts + index, random));
    // as they come from the log: plain text, not text that is still being put together
    const batch: typeof made = JSON.parse(JSON.stringify(made));
    const start = processorMs();
    const judged = batch.map((facts, index) => ({ facts, law: lawOf(index % 2 ? 'xz' : 'ql', facts.on) }));
    const laid = processorMs();
    for (const { facts, law } of judged) duties += judgeAct(law, calendar, facts).length;
    const end = processorMs();
    lawsSpent += laid - start;
    spent += end - start;
  }
  say(`${acts} acts, ${duties} duties, ${laws.size} laws of a day`);
  const share = Math.round((100 * lawsSpent) / spent);
  const bound =
    `one core making ${(duties / acts).toFixed(1)} duties for each act; ` +
    `${share} % of the time went into laying packs over each other for ${laws.size} pairs of organ and day`;
  return [atLeast('acts judged on one core', (acts / spent) * 1000, 20_000, 'acts/s', bound)];
}
