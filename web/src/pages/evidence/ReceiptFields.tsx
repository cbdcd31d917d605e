import type { ServiceManner, ServiceOutcome } from '@liuhen/contract';
import { Form } from 'antd';
import { isReversed } from '../../parts/clock-typed.ts';
import { useTerms } from '../../shell/language.ts';
import { ChoiceField, TextField, TimeField, type Wanted } from './fields.tsx';

/** How a service of each kind can end, those first that make it served. */
const outcomes: Record<ServiceManner, readonly ServiceOutcome[]> = {
  direct: ['signed', 'refused', 'absent'],
  retained: ['left', 'refused', 'absent'],
  electronic: ['arrived', 'returned'],
  postal: ['signed', 'refused', 'returned'],
  entrusted: ['signed', 'left', 'refused', 'absent', 'returned'],
  transferred: ['signed', 'refused', 'returned'],
  publicNotice: ['deemed'],
};
export const outcomesOf = (manner: ServiceManner): readonly ServiceOutcome[] => outcomes[manner];

interface Props {
  manner: ServiceManner;
  /** Where in the form they stand. */
  within?: string;
  /** Whether it may be left open how it ended. */
  open?: boolean;
  /** When it was sent, by the wall clock, where the form does not ask for that itself. */
  sentAt?: string;
}

/** How a service ended. */
export function ReceiptFields({ manner, within, open = false, sentAt }: Props) {
  const { t, nameOf } = useTerms();
  const at = (name: string) => (within ? [within, name] : [name]);
  const sent: Wanted = {
    of: sentAt === undefined ? ['at'] : [],
    missing: (read) => (isReversed(sentAt ?? read('at'), read(at('at'))) ? t('services.sentFirst') : null),
  };
  const outcome = Form.useWatch<ServiceOutcome | undefined>(at('outcome'));
  return (
    <>
      <ChoiceField
        {...{ name: at('outcome'), label: t('services.outcomeLabel'), required: !open }}
        {...(open ? { extra: t('services.later') } : {})}
        options={outcomesOf(manner).map((value) => ({ value, label: nameOf('services.outcome', value) }))}
      />
      {outcome && (
        <>
          <TimeField name={at('at')} label={t('services.outcomeAt')} wanted={sent} />
          {outcome === 'signed' && (
            <>
              <TextField name={at('receiver')} label={t('services.receiver')} />
              <TextField name={at('relation')} label={t('services.relation')} />
            </>
          )}
          <TextField name={at('note')} label={t('services.note')} max={1000} />
        </>
      )}
    </>
  );
}
