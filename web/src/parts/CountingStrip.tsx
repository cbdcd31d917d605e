import { type Duty, sayExact } from '@liuhen/contract';
import { useTerms } from '../shell/language.ts';
import { type StripDay, stripOf } from './strip.ts';

/** How a deadline was counted, as a small calendar: start, days that count, holidays, make-up days, the last day. */
export function CountingStrip({ duty }: { duty: Duty }) {
  const { t } = useTerms();
  const weeks = stripOf(duty);
  if (weeks.length === 0) return <HoursStrip duty={duty} />;
  const marks = new Set(weeks.flatMap((week) => week ?? []).map(markOf));
  return (
    <div className="counting">
      <table aria-label={t('duties.counting')}>
        <thead>
          <tr>
            {(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd0'] as const).map((day) => (
              <th key={day} scope="col">
                {t(`duties.weekday.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) =>
            week === null ? (
              <tr key="gap">
                <td colSpan={7} className="counting-gap">
                  ⋮
                </td>
              </tr>
            ) : (
              <tr key={week[0]?.date}>
                {week.map((day) => (
                  <Day key={day.date} day={day} />
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
      <ul className="counting-legend">
        {(['start', 'counted', 'makeUp', 'holiday', 'weekend', 'excluded', 'due'] as const)
          .filter((mark) => marks.has(mark))
          .map((mark) => (
            <li key={mark}>
              <span className={`counting-key counting-${mark}`}>{t(`duties.strip.${mark}.sign`)}</span>{' '}
              {t(`duties.strip.${mark}.name`)}
            </li>
          ))}
      </ul>
    </div>
  );
}

type Mark = 'start' | 'counted' | 'makeUp' | 'holiday' | 'weekend' | 'excluded' | 'due' | 'plain' | 'outside';

function markOf(day: StripDay): Mark {
  if (day.isDue) return 'due';
  switch (day.mark) {
    case 'workday':
    case 'last':
    case 'hours':
      return 'counted';
    default:
      return day.mark;
  }
}

function Day({ day }: { day: StripDay }) {
  const { t, pick } = useTerms();
  const mark = markOf(day);
  const isMarked = mark !== 'plain' && mark !== 'outside';
  const sign = isMarked ? t(`duties.strip.${mark}.sign`) : '';
  const label = [day.date, isMarked && t(`duties.strip.${mark}.name`), day.reason && pick(day.reason)]
    .filter(Boolean)
    .join(' · ');
  return (
    <td className={`counting-${mark} ${day.mark === 'makeUp' ? 'is-make-up' : ''}`} title={label}>
      <span className="counting-date">
        {day.date.endsWith('-01') ? `${Number(day.date.slice(5, 7))}/1` : Number(day.date.slice(8))}
      </span>
      <span className="counting-sign" aria-hidden={day.ordinal !== null}>
        {day.ordinal === null || mark === 'due' ? sign : day.ordinal}
      </span>
      <span className="visually-hidden">{label}</span>
    </td>
  );
}

function HoursStrip({ duty }: { duty: Duty }) {
  const { t, pick } = useTerms();
  if (duty.steps.length === 0) return null;
  return (
    <ol className="strip" aria-label={t('duties.counting')}>
      {duty.steps.map((step) => (
        <li key={step.on} className={step.counted ? 'is-counted' : ''}>
          <strong>{sayExact(step.on)}</strong>
          <div className="quiet">{pick(step.reason)}</div>
        </li>
      ))}
    </ol>
  );
}
