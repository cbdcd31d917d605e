import { fromWallClock, refusals } from '@liuhen/contract';
import { Alert, Form, Input } from 'antd';
import { useAsk } from '../../api.ts';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';

/** What the law of the day says of those named, while they are being named; and why an act is entered all the same. */
export function Qualified() {
  const { t, pick } = useTerms();
  const type = Form.useWatch<string | undefined>('type');
  const typedStart = Form.useWatch<string | undefined>('startedAt');
  const officerIds = Form.useWatch<string[] | undefined>('officerIds');
  const despite = Form.useWatch<string | undefined>('despite');
  const startedAt = fromWallClock(typedStart);
  const known = type !== undefined && startedAt !== null && (officerIds ?? []).length > 0;
  const { data } = useAsk(
    'qualification',
    { type: type ?? '', startedAt: startedAt ?? '', officerIds: (officerIds ?? []).join(',') },
    { enabled: known, placeholderData: (before) => before },
  );
  if (!known || !data) return null;
  const { number, doubts, assistants } = data;
  const tooFew = number !== null && number.counted < number.minimum;
  const sound = doubts.length === 0 && !tooFew;
  const binds = number?.binds !== false;
  const entered = binds && doubts.length > 0 && startedAt <= readInstant();
  // Of an act that has begun the reason is asked with whatever else is missing; one that is planned needs other people.
  const why = {
    validator: async (_: unknown, typed: string | undefined) => {
      if (entered && !typed?.trim()) throw new Error(pick(refusals.whyDespite));
    },
  };
  const said = [...doubts.map((one) => one.said), ...(tooFew ? [number.said] : [])];
  return (
    <>
      <Alert
        type={sound ? 'success' : binds ? 'error' : 'warning'}
        showIcon
        style={{ marginBottom: 12 }}
        title={t(sound ? 'onSite.fitTitle' : 'onSite.stopTitle')}
        description={
          <>
            {said.length > 0 && (
              <ul className="plain">
                {said.map((one) => (
                  <li key={one.zh}>{pick(one)}</li>
                ))}
              </ul>
            )}
            {!sound && <div>{t(binds ? 'onSite.stopLine' : 'onSite.warnLine')}</div>}
            {sound && number && <div>{pick(number.said)}</div>}
            {assistants && <div className="quiet">{pick(assistants)}</div>}
          </>
        }
      />
      {((binds && doubts.length > 0) || despite) && (
        <Form.Item name="despite" label={t('onSite.despite')} rules={[why]}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      )}
    </>
  );
}
