import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ActExample, readActExamples } from '../src/act/example.ts';
import { type ActFacts, beijingDate, judgeAct, lawOn, type Obligation, type Pack } from '../src/index.ts';
import { packShape } from '../src/pack/pack.ts';
import { calendar, packs } from './shelf.ts';

/** The committed examples of acts under a pack. A misspelt key fails the reading. */
export function actExamplesIn(...folder: string[]): ActExample[] {
  const path = join(import.meta.dirname, '..', ...folder, 'examples', 'acts.yaml');
  if (!existsSync(path)) return [];
  const { value, faults } = readActExamples(readFileSync(path, 'utf8'));
  if (value === null) throw new Error(`${path}: ${JSON.stringify(faults)}`);
  return value.cases;
}

export const actExamplesOf = (packId: string): ActExample[] => actExamplesIn('packs', packId);

/** Judges facts under a pack, that of the shelf where no other is given. */
export function judgeFacts(packId: string, given: ActFacts, shelf: readonly Pack[] = packs): Obligation[] {
  const moment = { on: beijingDate(given.startedAt), boundFrom: given.boundFrom };
  return judgeAct(lawOn(shelf, packId, moment), calendar, given);
}

/** A pack of a county below the national frame, `zz`, that says what `sections` say and no more. */
export const county = (sections: object): Pack =>
  packShape.parse({
    ...{ id: 'zz', version: 1, level: 'districtOrgan', issuedAt: null, effectiveFrom: '2025-01-01' },
    title: { zh: '某县规定', en: 'Rules of a county' },
    issuer: { zh: '某局', en: 'a bureau' },
    jurisdiction: { zh: '某县', en: 'a county' },
    ...{ extends: 'cn', ...sections },
  });
