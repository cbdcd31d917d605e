import { describe, expect, it } from 'vitest';
import { actType } from './cases.ts';
import { occasionsOfAct, phraseLevels, phrasesAsked } from './phrases.ts';
import { occasions, registerKinds } from './register-kinds.ts';

describe('occasions of an act', () => {
  it.each(actType.options)('%s opens and closes, and names none twice', (type) => {
    const of = occasionsOfAct(type);
    expect(of[0]).toBe('opening');
    expect(of.at(-1)).toBe('otherOccasion');
    expect(new Set(of).size).toBe(of.length);
    expect(of.filter((one) => !occasions.includes(one))).toEqual([]);
  });

  it('leave none out over all kinds, so that no phrase is entered for nothing', () => {
    const reached = new Set(actType.options.flatMap((type) => occasionsOfAct(type)));
    expect(occasions.filter((one) => !reached.has(one))).toEqual([]);
  });

  it('give a sealing its own words and no sampling', () => {
    expect(occasionsOfAct('seal')).toContain('coercion');
    expect(occasionsOfAct('seal')).not.toContain('sampling');
  });
});

describe('asking for phrases', () => {
  it('knows the levels of the register', () => {
    expect([...phraseLevels].sort()).toEqual([...registerKinds.phrase.fields.level.choices].sort());
  });

  it('takes neither a kind of act that there is not nor a day that there is not', () => {
    expect(phrasesAsked.safeParse({}).success).toBe(true);
    expect(phrasesAsked.safeParse({ type: 'seal', on: '2026-05-01' }).success).toBe(true);
    expect(phrasesAsked.safeParse({ type: 'parade' }).success).toBe(false);
    expect(phrasesAsked.safeParse({ on: '2026-02-30' }).success).toBe(false);
  });
});
