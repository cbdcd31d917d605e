import { type FieldFault, type StepKind, sayInstant } from '@liuhen/contract';
import { stepKinds } from '@liuhen/rules';
import { millisOf } from '../base/clock.ts';
import { faultAt } from '../base/errors.ts';

/** A step of an act that holds. `about`: the step that it ends, extends or answers, where it names one. */
export interface Placed {
  id: string;
  kind: StepKind;
  at: string;
  about: string | null;
}

const isBefore = (a: { at: string }, b: { at: string }) => millisOf(a.at) < millisOf(b.at);

/**
 * Where a step cannot lie among the others of its act (`others`, without itself): before what it answers, after what
 * answers it, or so that the site is left before anybody arrived. Someone may come back, so later arrivals are sound.
 */
export function orderFaults(step: Placed, others: readonly Placed[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const cannot = (order: 'before' | 'after', { kind, at }: Placed) => {
    const { zh, en } = stepKinds[kind];
    faults.push(
      faultAt('at', {
        zh: `不能${order === 'before' ? '早' : '晚'}于“${zh}”（${sayInstant(at)}），哪一个时间有误，请更正哪一个`,
        en: `It cannot be ${order} “${en}” (${sayInstant(at)}); correct the time that is wrong`,
      }),
    );
  };
  const subject = others.find(({ id }) => id === step.about);
  if (subject && isBefore(step, subject)) cannot('before', subject);
  const early = others.find((one) => one.about === step.id && isBefore(one, step));
  if (early) cannot('after', early);
  const extended = step.kind === 'measureExtended' && others.find((one) => extendsSame(step, one));
  if (extended) {
    const { kind, at } = extended;
    faults.push(
      faultAt('detail.about', {
        zh: `“${stepKinds[kind].zh}”已登记（${sayInstant(at)}），延长以一次为限，时间有误的请更正（《中华人民共和国行政强制法》第二十五条、第三十二条）`,
        en: `“${stepKinds[kind].en}” is entered (${sayInstant(at)}); there is one extension, correct its time if it is wrong (Administrative Coercion Law, arts. 25, 32)`,
      }),
    );
  }
  const unreached = leftUnreached(step, others);
  if (unreached) cannot(step.kind === 'left' ? 'before' : 'after', unreached);
  return faults;
}

/** Both extend one measure: they name it, or neither says which. */
const extendsSame = ({ about }: Placed, other: Placed) =>
  other.kind === 'measureExtended' && other.about === about;

/** For a leaving before the first arrival, or an arrival that makes one such, the step on the other side of it. */
function leftUnreached(step: Placed, others: readonly Placed[]): Placed | null {
  if (step.kind !== 'left' && step.kind !== 'arrived') return null;
  const other = step.kind === 'left' ? 'arrived' : 'left';
  const first = (kind: StepKind) =>
    others
      .filter((one) => one.kind === kind)
      .reduce<Placed | null>((a, b) => (a !== null && !isBefore(b, a) ? a : b), null);
  const across = first(other);
  if (across === null) return null;
  if (step.kind === 'left') return isBefore(step, across) ? across : null;
  const earlier = first('arrived');
  const arrival = earlier !== null && isBefore(earlier, step) ? earlier : step;
  return isBefore(across, arrival) ? across : null;
}
