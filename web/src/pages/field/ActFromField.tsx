import { type Act, type FieldTrace, sayInstant } from '@liuhen/contract';
import { Card } from 'antd';
import { useAsk } from '../../api.ts';
import { SignatureMark } from '../../parts/SignatureMark.tsx';
import { useTerms } from '../../shell/language.ts';
import { DrawHere } from './DrawHere.tsx';

type Entry = FieldTrace['entries'][number];

/** Later than this after the tap, an entry waited for a network. */
const lateMillis = 60_000;
/** A phone whose clock is nearer than this to the house's is right. */
const offMillis = 2_000;

/** Of an act: the signatures drawn on site, and what came from phones later than it was tapped.  */
export function ActFromField({ act }: { act: Act }) {
  const { t } = useTerms();
  const { data } = useAsk('traceField', { id: act.id });
  if (!data || (!act.abilities.change && data.signatures.length + data.entries.length === 0)) return null;
  const waited = data.entries.filter(
    ({ tappedAt, arrivedAt, offsetMs }) =>
      Date.parse(arrivedAt) - Date.parse(tappedAt) + (offsetMs ?? 0) > lateMillis,
  );
  const told = data.entries.filter((one) => waited.includes(one) || one.givenUp !== null);
  return (
    <Card size="small" title={t('field.trace.title')} extra={act.abilities.change && <DrawHere act={act} />}>
      {data.signatures.map((signature) => (
        <SignatureMark key={signature.id} signature={signature} />
      ))}
      <p className="quiet">
        {data.entries.length === 0
          ? t('field.trace.none')
          : t('field.trace.count', { n: data.entries.length, late: waited.length })}
      </p>
      {told.length > 0 && (
        <details>
          <summary>{t('field.trace.details')}</summary>
          <ul className="field-trace">
            {told.map((one) => (
              <li key={one.id}>
                <Told entry={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function Told({ entry }: { entry: Entry }) {
  const { t, nameOf } = useTerms();
  const { kind, tappedAt, arrivedAt, sentBy, offsetMs, givenUp } = entry;
  const clock =
    offsetMs === null
      ? t('field.trace.noClock')
      : Math.abs(offsetMs) < offMillis
        ? null
        : t(offsetMs > 0 ? 'field.trace.fast' : 'field.trace.slow', {
            n: Math.round(Math.abs(offsetMs) / 1000),
          });
  return (
    <>
      {t('field.trace.line', {
        ...{ kind: nameOf('field.kind', givenUp?.instead ?? kind), by: sentBy },
        ...{ tapped: sayInstant(tappedAt, true), arrived: sayInstant(arrivedAt, true) },
      })}
      {clock !== null && ` ${clock}`}
      {givenUp && <div>{t('field.trace.givenUp', { reason: givenUp.reason })}</div>}
    </>
  );
}
