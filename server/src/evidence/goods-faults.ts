import { goodsShapes, sayTerm, type Term, terms } from '@liuhen/contract';
import type { z } from 'zod';
import { coercionLaw, penaltyLaw } from './articles.ts';
import { confiscatedBy, type GoodsFact, type Standing } from './goods-fold.ts';
import { cite, type Faults, notBefore } from './ground.ts';

type ListInput = z.output<typeof goodsShapes.goodsListInput>;
export type EventInput = z.output<typeof goodsShapes.goodsEventInput>;
export type Disposal = Extract<EventInput, { kind: 'disposed' }>;

const moreThan = ({ name, unit }: { name: string; unit: string }, n: number): Term => ({
  zh: sayTerm(terms.goods.tooMany, 'zh', { name, n, unit }),
  en: sayTerm(terms.goods.tooMany, 'en', { name, n, unit }),
});

/** What a list has to say beside its shape. Times in the house's form. Pure. */
export function listFaults(list: ListInput, faults: Faults): void {
  const registration = list.measure === 'advanceRegistration';
  const approval = registration ? penaltyLaw(56) : coercionLaw(18);
  if (registration && list.urgent)
    faults.add('urgent', {
      zh: `先行登记保存应当事先批准，没有当场采取后补办的做法（${penaltyLaw(56).zh}）`,
      en: `Advance registration is approved before; there is no approval afterwards (${penaltyLaw(56).en})`,
    });
  if (!list.urgent && !list.approvedBy)
    faults.add('approvedBy', {
      zh: `采取前应当经行政机关负责人批准，请写明批准人（${approval.zh}）`,
      en: `The head approves it before; state who did (${approval.en})`,
    });
  if (!list.urgent && list.approvedAt === null)
    faults.add('approvedAt', { zh: '请填写批准的时间', en: 'State when it was approved' });
  if (!list.urgent && list.approvedAt !== null && list.approvedAt > list.takenAt)
    faults.add('approvedAt', registration ? cite(approvedFirst, approval) : afterMeasure);
  if (!list.signedBy && !(list.refusedReason && list.witness))
    faults.add('signedBy', {
      zh: `清单由当事人签名；拒绝或者不到场的，写明情况和见证人（${registration ? penaltyLaw(56).zh : coercionLaw(18).zh}）`,
      en: `The party signs the list; where it refuses or is absent, state that and who witnessed it (${approval.en})`,
    });
}

const approvedFirst: Term = {
  zh: '应当先批准后采取，不能晚于采取措施的时间',
  en: 'It is approved before it is done, not after',
};
const afterMeasure = cite(
  {
    zh: '不能晚于采取措施的时间；情况紧急当场采取的，请选“当场采取”',
    en: 'It cannot be after the measure; one taken in urgency is marked as such',
  },
  coercionLaw(19),
);

/** Things that a registration, and those that sealing and detaining can end with. */
const onlyOf: Record<'registration' | 'coercion', readonly string[]> = {
  registration: ['returned', 'transferred', 'confiscated', 'seized', 'consumed', 'destroyed'],
  coercion: ['returned', 'transferred', 'confiscated', 'destroyed', 'auctioned', 'consumed'],
};
/** What can become of confiscated goods (they are not kept, used or shared out). */
const ofConfiscated = ['destroyed', 'auctioned', 'transferred', 'returned'];

/** How a list stands: what happened to it, and what kinds of that hold. */
export interface Known extends Standing {
  facts: readonly GoodsFact[];
  kinds: ReadonlySet<string>;
}

/** The article by which a measure has its time. */
const periodOf = (measure: string) => (measure === 'advanceRegistration' ? penaltyLaw(56) : coercionLaw(25));

/** What stands against an event of a list. Pure. */
export function eventFaults(
  list: { measure: string; urgent: boolean; takenAt: string },
  standing: Known,
  event: EventInput & { approvedAt?: string },
  faults: Faults,
): void {
  const { kinds } = standing;
  const registration = list.measure === 'advanceRegistration';
  if (event.at < list.takenAt)
    faults.add('at', cite(notBefore(theMeasure, list.takenAt), periodOf(list.measure)));
  if (event.kind === 'disposed') {
    disposalFaults(registration, standing, event, faults);
    return;
  }
  if (event.kind === 'extended' && event.approvedAt !== undefined && event.approvedAt > event.at)
    faults.add('at', cite(notBefore(itsApproval, event.approvedAt), coercionLaw(25)));
  if (registration && event.kind !== 'lifted')
    faults.add('kind', {
      zh: `先行登记保存不能延长或者补办，应当在期限内作出处理决定（${penaltyLaw(56).zh}）`,
      en: `An advance registration is decided on in its period and not prolonged (${penaltyLaw(56).en})`,
    });
  if (standing.endedAt !== null && event.kind !== 'reported')
    faults.add('kind', { zh: '措施已经结束', en: 'The measure is over' });
  if (event.kind === 'extended' && kinds.has('extended'))
    faults.add('kind', {
      zh: `查封、扣押只能延长一次（${coercionLaw(25).zh}）`,
      en: `It can be extended once (${coercionLaw(25).en})`,
    });
  if (event.kind === 'reported' && (!list.urgent || kinds.has('reported')))
    faults.add('kind', {
      zh: '只有情况紧急当场采取、还没有报告的措施才补办',
      en: 'Only a measure taken in urgency is reported, once',
    });
  if (event.kind === 'tested' && event.until !== null && event.until < event.at)
    faults.add('until', { zh: '不能早于开始', en: 'It cannot be before the beginning' });
}

const disposedAfter: Term = { zh: '应当先批准后处理', en: 'It is approved before it is done' };
const notYetConfiscated = ({ name, unit }: { name: string; unit: string }, n: number): Term => ({
  zh: `到处理的时间，${name}只没收了 ${n} ${unit}；应当先没收后处理`,
  en: `By then only ${n} ${unit} of ${name} were confiscated; that comes first`,
});
const theMeasure: Term = { zh: '采取措施的时间', en: 'the measure' };
const itsApproval: Term = { zh: '批准延长的时间', en: 'its approval' };

/** A measure cannot have ended before what was done while it ran. Pure. */
export function endFaults(
  measure: string,
  endedAt: string | null,
  facts: readonly Pick<GoodsFact, 'kind' | 'at'>[],
  faults: Faults,
): void {
  const ran = facts.filter(({ kind }) => kind === 'extended' || kind === 'tested');
  const late = ran.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (endedAt === null || late === undefined || endedAt >= late.at) return;
  faults.add('at', cite(notBefore(terms.goods.event[late.kind], late.at), periodOf(measure)));
}

function disposalFaults(registration: boolean, standing: Known, event: Disposal, faults: Faults): void {
  const { source, manner, officerIds, receiver, receipt } = event;
  const allowed =
    source === 'confiscated' ? ofConfiscated : onlyOf[registration ? 'registration' : 'coercion'];
  if (!allowed.includes(manner))
    faults.add('manner', { zh: '这里不能这样处理', en: 'This cannot be done with them here' });
  for (const [i, { line, quantity }] of event.lines.entries()) {
    const known = standing.lines[line - 1];
    const left = known?.[source] ?? 0;
    const then = source === 'confiscated' ? confiscatedBy(standing, line, event.at) : left;
    if (known === undefined)
      faults.add(`lines.${i}`, { zh: '清单上没有这一项', en: 'The list has no such line' });
    else if (quantity > left) faults.add(`lines.${i}`, moreThan(known, left));
    else if (quantity > then) faults.add(`lines.${i}`, cite(notYetConfiscated(known, then), penaltyLaw(74)));
  }
  if (event.approvedAt > event.at) {
    const held = registration ? penaltyLaw(56) : coercionLaw(27);
    faults.add('approvedAt', cite(disposedAfter, source === 'confiscated' ? penaltyLaw(74) : held));
  }
  const wants = goodsShapes.wantsOf(source, manner);
  if (wants.receiver && !receiver)
    faults.add('receiver', { zh: '请写明由谁接收', en: 'State who received them' });
  if (wants.signature && !receipt)
    faults.add('receipt', { zh: '请写明接收人怎样签收', en: 'State how the receiver signed for them' });
  if (wants.watched && new Set(officerIds).size < 2)
    faults.add('officerIds', {
      zh: `处理没收、销毁、拍卖的财物应当有两名以上人员在场（${penaltyLaw(74).zh}）`,
      en: `Two people are present when such goods are disposed of (${penaltyLaw(74).en})`,
    });
  if (wants.watched && !receipt && event.recordingId === null)
    faults.add('receipt', {
      zh: '请写明处理记录的编号，或者选择处理时的录像',
      en: 'State the number of the record that was made, or choose the film of it',
    });
}
