import { describe, expect, it } from 'vitest';
import { regulationIds, storing } from '../../test/shelf.ts';
import { FactsError } from '../errors.ts';
import { exceptionGrounds } from '../pack/pack.ts';
import { decideClaim } from './exception.ts';

const END = '2026-09-22T23:59:59.999+08:00';
const rule = (id: string) => storing(id).storage;
const refusal = (id: string, returnDate: string | null) => {
  const decision = decideClaim(rule(id), { ground: 'remote', returnDate }, END);
  return decision?.accepted === false ? decision.refusal : null;
};

describe('a claim of a late return', () => {
  it('that was not made decides nothing', () => {
    for (const id of regulationIds) expect(decideClaim(rule(id), null, END)).toBeNull();
  });

  it.each(exceptionGrounds)('on the ground %s is accepted by the texts that list it', (ground) => {
    const claim = { ground, returnDate: '2026-09-27' };
    const accepted = regulationIds.filter((id) => decideClaim(rule(id), claim, END)?.accepted);
    expect(accepted).toEqual(['ql', 'sx']);
    expect(decideClaim(rule('ql'), claim, END)).toEqual({
      accepted: true,
      returnDate: '2026-09-27',
      workingDays: 7,
    });
    expect(decideClaim(rule('sx'), claim, END)).toEqual({
      accepted: true,
      returnDate: '2026-09-27',
      workingDays: 2,
    });
  });

  it('is refused where the text has no exception, whatever else is right or wrong with it', () => {
    for (const id of ['dph', 'hd', 'xz']) {
      for (const date of [null, '2026-09-01', '2026-09-27'])
        expect(refusal(id, date)?.code).toBe('notForeseen');
    }
  });

  it('needs a date of return, not before the Beijing day on which the recording ended', () => {
    expect(refusal('sx', null)?.code).toBe('returnDateMissing');
    expect(refusal('sx', '2026-09-21')?.code).toBe('returnBeforeEnd');
    expect(refusal('sx', '2026-09-22')).toBeNull();
    const utc = decideClaim(
      rule('sx'),
      { ground: 'remote', returnDate: '2026-09-22' },
      '2026-09-22T16:00:00Z',
    );
    expect(utc).toMatchObject({ accepted: false, refusal: { code: 'returnBeforeEnd' } });
  });

  it('says in both languages why it does not help, and that the time runs as usual', () => {
    for (const said of [refusal('xz', null), refusal('sx', null), refusal('sx', '2026-09-21')]) {
      expect(said?.zh).toMatch(/期限照常计算。/);
      expect(said?.en).toMatch(/time runs as usual/);
    }
  });

  it('with a date that does not exist is an error', () => {
    expect(() => refusal('sx', '2026-09-31')).toThrow(FactsError);
  });
});
