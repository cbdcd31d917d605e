import { judgeAct, type LawOfDay, lawOn } from '@liuhen/rules';
import { loadLaw } from '../../server/src/law/packs.ts';
import { atLeast, type Bench, type Figure } from './figure.ts';
import { makeActFacts } from './rules-acts.ts';
import { makeRandom, median } from './statistics.ts';

const ACTS = 20_000;

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * The engine alone, on one core: acts made beforehand are judged under two regulations by turns, round after round. What
 * counts is the time of the processor, for others may be working here too, that of collecting garbage with it. The first
 * round, in which packs are laid over each other for each organ and day, is one of the rounds.
 */
export async function benchRules({ small, say }: Bench): Promise<Figure[]> {
  const { packs, calendar } = await loadLaw();
  const laws = new Map(['ql', 'xz'].map((id) => [id, new Map<string, LawOfDay>()]));
  const lawOf = (id: string, on: string) => {
    const known = laws.get(id)?.get(on);
    if (known) return known;
    const law = lawOn(packs, id, { on, boundFrom: '2020-01-01' });
    laws.get(id)?.set(on, law);
    return law;
  };
  const random = makeRandom(7);
  const made = Array.from({ length: ACTS }, (_, index) => makeActFacts(index, random));
  // as they come from the log: plain text, not text that is still being put together
  const acts: typeof made = JSON.parse(JSON.stringify(made));
  const rates: number[] = [];
  let duties = 0;
  for (let round = 0; round < (small ? 3 : 15); round++) {
    const begun = processorMs();
    duties = 0;
    for (const [index, facts] of acts.entries())
      duties += judgeAct(lawOf(index % 2 ? 'xz' : 'ql', facts.on), calendar, facts).length;
    rates.push((ACTS / (processorMs() - begun)) * 1000);
  }
  say(
    `${ACTS} acts, ${duties} duties, ${[...laws.values()].reduce((all, days) => all + days.size, 0)} laws of a day`,
  );
  say(`round by round: ${rates.map((rate) => Math.round(rate)).join(' ')}`);
  const [slowest, fastest] = [Math.min(...rates), Math.max(...rates)].map((rate) =>
    Math.round(rate).toLocaleString('en-US'),
  );
  const bound =
    `one core making ${(duties / ACTS).toFixed(1)} duties for each act; ` +
    `the ${rates.length} rounds gave ${slowest} to ${fastest}`;
  return [atLeast('acts judged on one core', median(rates), 20_000, 'acts/s', bound)];
}
