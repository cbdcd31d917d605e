import type { ServiceOutcome, serviceShapes, Term } from '@liuhen/contract';
import type { z } from 'zod';
import { civilProcedure, penaltyLaw } from './articles.ts';
import { cite, type Faults, notBefore } from './ground.ts';
import { mannerRules } from './served-on.ts';

export type ServiceInput = z.output<typeof serviceShapes.serviceInput>;
type Receipt = { outcome: ServiceOutcome; at: string; receiver: string | null };

/** What is known of the case when something is served. */
export interface KnownOfService {
  /** The confirmation of address that held for this party then; null where there is none. */
  address: { consents: boolean; signedAt: string; account: string | null } | null;
  now: string;
}

/** What stands against a service as it was entered; every fault at once. Times in the house's form. Pure. */
export function serviceFaults(input: ServiceInput, known: KnownOfService, faults: Faults): void {
  const { manner, at, documentMadeAt } = input;
  faults.ahead(known.now, { documentMadeAt, at });
  if (at < documentMadeAt) faults.add('at', cite(notBefore(madeThen, documentMadeAt), civilProcedure(87)));
  mannerFaults(input, known, faults);
  if (manner === 'direct' && input.receipt === null)
    faults.add('receipt.outcome', cite(outcomeMissing, civilProcedure(87)));
  if (manner === 'retained' && input.receipt === null) faults.add('receipt.outcome', outcomeMissing);
  if (manner === 'publicNotice' && input.receipt !== null)
    faults.add('receipt.outcome', cite(noReceipt, mannerRules.publicNotice.article));
  else if (input.receipt !== null) receiptFaults(input, input.receipt, known.now, faults, 'receipt.');
}

const noReceipt: Term = {
  zh: '公告送达没有回证，期间届满自然视为送达',
  en: 'A public notice has no receipt; it takes effect by itself',
};
const madeThen: Term = { zh: '文书制作的时间', en: 'the document was made' };
const sentThen: Term = { zh: '送出的时间', en: 'it was sent' };
const outcomeMissing: Term = { zh: '请填写送达的结果', en: 'State how it ended' };
const carriers: Partial<Record<ServiceInput['manner'], Term>> = {
  postal: { zh: '请填写邮件号码', en: 'State the number of the letter' },
  entrusted: { zh: '请写明受委托代为送达的机关', en: 'State which organ was asked to serve it' },
  transferred: { zh: '请写明转交的机关或者单位', en: 'State through which unit it is passed on' },
  electronic: { zh: '请写明发送的号码、邮箱或者系统', en: 'State the number, mailbox or system' },
  publicNotice: { zh: '请写明公告发布在哪里', en: 'State where the notice was posted' },
};

/** What is sent to a place of which the party did not say that it can be reached there did not reach it. */
const elsewhere = (account: string): Term => ({
  zh: `送达地址确认书写明的是“${account}”，应当发送到那里；有变动的，先登记新的确认书`,
  en: `The confirmation names “${account}”, where it has to be sent; if that changed, enter the new confirmation first`,
});

function mannerFaults(input: ServiceInput, { address }: KnownOfService, faults: Faults): void {
  const { manner, at, witnesses, recordingIds, carrier, reason } = input;
  const { article } = mannerRules[manner];
  const wanted = carriers[manner];
  if (wanted && !carrier) faults.add('carrier', cite(wanted, article));
  if (manner === 'retained' && witnesses.length === 0 && recordingIds.length === 0)
    faults.add(
      'witnesses',
      cite(
        {
          zh: '留置送达应当有见证人签名，或者有拍照、录像',
          en: 'Retained service needs a witness, or photographs or film',
        },
        article,
      ),
    );
  if (manner === 'electronic' && (address === null || !address.consents || address.signedAt > at))
    faults.add('manner', {
      zh: `当事人没有在此之前签署确认书同意电子送达，不能采用（${penaltyLaw(61).zh}、${article.zh}）`,
      en: `The party had not agreed to electronic service by a signed confirmation before (${penaltyLaw(61).en}; ${article.en})`,
    });
  else if (manner === 'electronic' && address?.account && carrier && carrier !== address.account)
    faults.add('carrier', cite(elsewhere(address.account), article));
  if (manner === 'publicNotice' && !reason)
    faults.add(
      'reason',
      cite(
        {
          zh: '请写明公告送达的原因和经过，记入案卷',
          en: 'State why, and what was tried before; it is noted in the file',
        },
        article,
      ),
    );
}

/** What stands against a receipt. `path` leads to it. Pure. */
export function receiptFaults(
  service: Pick<ServiceInput, 'manner' | 'at'>,
  receipt: Receipt,
  now: string,
  faults: Faults,
  path = '',
): void {
  const { served, failed, article } = mannerRules[service.manner];
  faults.ahead(now, { [`${path}at`]: receipt.at });
  if (receipt.at < service.at) faults.add(`${path}at`, cite(notBefore(sentThen, service.at), article));
  if (![...served, ...failed].includes(receipt.outcome))
    faults.add(
      `${path}outcome`,
      cite({ zh: '这种送达方式没有这样的结果', en: 'Service of this kind does not end so' }, article),
    );
  if (receipt.outcome === 'signed' && !receipt.receiver)
    faults.add(
      `${path}receiver`,
      cite({ zh: '请写明由谁签收', en: 'State who signed for it' }, civilProcedure(87)),
    );
}
