import { groundFor } from '../pack/accountability.ts';
import type { Pack } from '../pack/pack.ts';
import type { Bilingual } from '../time/civil.ts';
import { type Breach, breaches } from '../vocabulary.ts';
import { answersTo, sayUnclear } from './about.ts';
import { type Act, type Entered, type Rule, stepsOf } from './act.ts';
import { type Draft, owe } from './draft.ts';
import type { Obligation } from './obligation.ts';

/** What a text holds against those who did what was found. */
type Held = {
  id: string;
  pack: Pack;
  article: string;
  what: Bilingual;
  notes: Bilingual[];
  serious: boolean;
};

const opening = { openers: ['breachFound'], rule: { whose: 'organ' } } as const;
const selfKeeping = { zh: '音像不得自行保管', en: 'film must not be kept by oneself' };

const seriousOnly: Bilingual = {
  zh: '以造成严重后果为前提，是否严重由人判断，处理后请登记。',
  en: 'It takes serious consequences, which people judge: enter how it was dealt with.',
};
const unnamed: Bilingual = {
  zh: '没有列明这种行为，是否依其他规定处理由人判断。',
  en: 'It is not named here; whether other rules apply is for people to judge.',
};

function heldBy(pack: Pack, breach: Breach): Held[] {
  const ground = groundFor(pack, breach);
  if (ground && pack.violations) {
    const { zh, en } = pack.violations.consequences;
    const follows = { zh: `规定的处理：${zh}。`, en: `What follows: ${en}.` };
    const { id, article, seriousConsequence: serious } = ground;
    return [{ ...{ id, pack, article, serious }, what: ground, notes: [follows] }];
  }
  // A text that forbids keeping film oneself need not name it among its breaches.
  const { storage } = pack;
  if (breach !== 'privatelyKept' || !storage?.selfKeepingForbidden) return [];
  return [
    { id: 'selfKeeping', pack, article: storage.article, what: selfKeeping, notes: [], serious: false },
  ];
}

function sayFound({ step: { detail } }: Entered, breach: Breach): Bilingual {
  const [{ zh, en }, reason] = [breaches[breach], detail.reason?.trim()];
  return reason
    ? { zh: `发现：${zh}，${reason}。`, en: `Found: ${en} (${reason}).` }
    : { zh: `发现：${zh}。`, en: `Found: ${en}.` };
}

/** How it is dealt with cannot be excused away. */
const firm = (duty: Obligation): Obligation => ({ ...duty, excusable: false, excused: false });

function dealWith(act: Act, found: Entered, said: Bilingual, held: Held, key: string): Obligation {
  const { first, unclear } = answersTo(act, opening, ['breachHandled'], found, found.ms);
  const isOpen = first === null && (held.serious || unclear.length > 0);
  const title = { zh: `处理违规行为：${held.what.zh}`, en: `deal with a breach: ${held.what.en}` };
  const notes = [said, ...held.notes];
  if (held.serious && first === null) notes.push(seriousOnly);
  if (unclear.length > 0) notes.push(sayUnclear('breachHandled'));
  const settled = isOpen ? 'undetermined' : null;
  const draft: Draft = { key, opensAt: found, done: first, settled, notes };
  return firm(owe(act, 'breach', act.law.basisOn([held.article]), title, draft));
}

/** Where no text names what was found, that is said under the list of the nearest. */
function unheld(act: Act, found: Entered, said: Bilingual): Obligation[] {
  const list = act.law.chain.find(({ violations }) => violations !== null)?.violations;
  if (!list) return [];
  const title = { zh: '处理违规行为', en: 'deal with a breach' };
  const draft: Draft = {
    key: found.step.id,
    opensAt: found,
    settled: 'notApplicable',
    notes: [said, unnamed],
  };
  return [owe(act, 'breach', act.law.basisOn([list.article]), title, draft)];
}

/** What is to be done about a breach that was found: under each text that names it, the organ's own first. */
export const breach: Rule = (act, owed) => {
  for (const found of stepsOf(act, 'breachFound')) {
    const kind = found.step.detail.breach ?? 'other';
    const said = sayFound(found, kind);
    const held = act.law.chain.flatMap((pack) => heldBy(pack, kind));
    const duties = held.map((one, index) => {
      const name = index === 0 ? one.id : `${one.id}@${one.pack.id}`;
      return dealWith(act, found, said, one, `${name}#${found.step.id}`);
    });
    owed.push(...(duties.length > 0 ? duties : unheld(act, found, said)));
  }
};
