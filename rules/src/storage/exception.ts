import { FactsError } from '../errors.ts';
import type { ExceptionGround, StorageRule } from '../pack/pack.ts';
import { type Bilingual, beijingDate, type CivilDate, type Instant, isCivilDate } from '../time/civil.ts';

/** An officer's claim that the film could not be stored before the return to the unit. */
export type ReturnClaim = { ground: ExceptionGround; returnDate: CivilDate | null };

export const refusalCodes = [
  'notForeseen',
  'groundNotForeseen',
  'returnDateMissing',
  'returnBeforeEnd',
] as const;
type RefusalCode = (typeof refusalCodes)[number];
export type Refusal = Bilingual & { code: RefusalCode };

export type ClaimDecision =
  | { accepted: true; returnDate: CivilDate; workingDays: number }
  | { accepted: false; refusal: Refusal };

const REFUSALS: Record<RefusalCode, Bilingual> = {
  notForeseen: {
    zh: '本制度没有规定返回后补存的例外，期限照常计算。',
    en: 'This regulation foresees no exception for storing after the return; the time runs as usual.',
  },
  groundNotForeseen: {
    zh: '所报理由不在本制度列举的例外情形之内，期限照常计算。',
    en: 'The ground claimed is not one this regulation lists; the time runs as usual.',
  },
  returnDateMissing: {
    zh: '没有填写返回单位的日期，无法从返回之日起数，期限照常计算。请补填返回日期。',
    en: 'No date of return is given, so nothing can be counted from it; the time runs as usual. Enter the date of return.',
  },
  returnBeforeEnd: {
    zh: '填写的返回日期早于记录结束的日期，期限照常计算。请核对返回日期。',
    en: 'The date of return lies before the recording ended; the time runs as usual. Check the date of return.',
  },
};

function refuse(code: RefusalCode): ClaimDecision {
  return { accepted: false, refusal: { code, ...REFUSALS[code] } };
}

/**
 * Decides whether a claim moves the counting under one storage rule. Null when nothing was claimed.
 * Whether the circumstances were as claimed is for people to judge; here only what the text requires is checked.
 * @throws FactsError when the return date does not exist.
 */
export function decideClaim(
  rule: StorageRule,
  claim: ReturnClaim | null,
  recordingEnd: Instant,
): ClaimDecision | null {
  if (claim === null) return null;
  if (rule.exception === null) return refuse('notForeseen');
  if (!rule.exception.grounds.includes(claim.ground)) return refuse('groundNotForeseen');
  if (claim.returnDate === null) return refuse('returnDateMissing');
  if (!isCivilDate(claim.returnDate)) throw new FactsError(claim.returnDate, 'a date YYYY-MM-DD that exists');
  if (claim.returnDate < beijingDate(recordingEnd)) return refuse('returnBeforeEnd');
  return { accepted: true, returnDate: claim.returnDate, workingDays: rule.exception.time.value };
}
