import { judgeAct, type LawOfDay, lawOn } from '@liuhen/rules';
import { loadLaw } from '../../server/src/law/packs.ts';
import { atLeast, type Bench, type Figure } from './figure.ts';
import { makeActFacts } from './rules-acts.ts';
import { makeRandom } from './statistics.ts';

const ACTS = 20_000;

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * The engine alone, on one core: acts made beforehand are judged under two regulations by turns, round after round. What
 * counts is the time of the processor, for others may be working here too; the first round, in which packs are laid over
 * each other for each organ and day, counts with the others.
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
  const made = Array.from({ length: ACTS }, (_, index) => makeActFacts(index, random));
  // as they come from the log: plain text, not text that is still being put together
  const acts: typeof made = JSON.parse(JSON.stringify(made));
  let duties = 0;
  let lawsSpent = 0;
  const rounds = small ? 1 : 10;
  const start = processorMs();
  for (let round = 0; round < rounds; round++) {
    const begun = processorMs();
    const judged = acts.map((facts, index) => ({ facts, law: lawOf(index % 2 ? 'xz' : 'ql', facts.on) }));
    lawsSpent += processorMs() - begun;
    for (const { facts, law } of judged) duties += judgeAct(law, calendar, facts).length;
  }
  const spent = processorMs() - start;
  const count = rounds * ACTS;
  say(`${count} acts, ${duties} duties, ${laws.size} laws of a day`);
  const share = Math.round((100 * lawsSpent) / spent);
  const bound =
    `one core making ${(duties / count).toFixed(1)} duties for each act; ` +
    `${share} % of the time went into laying packs over each other for ${laws.size} pairs of organ and day`;
  return [atLeast('acts judged on one core', (count / spent) * 1000, 20_000, 'acts/s', bound)];
}
