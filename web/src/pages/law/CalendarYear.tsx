import { type CalendarDay, type CalendarView, sayWeekday } from '@liuhen/contract';
import { useTerms } from '../../shell/language.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 0];

/** How many places of the first week are empty, Monday first. */
const leadOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

function DayCell({ day }: { day: CalendarDay }) {
  const { t, pick, nameOf } = useTerms();
  const mark = day.kind === 'holiday' || day.kind === 'makeUp' ? t(`calendar.mark.${day.kind}`) : null;
  const said = [
    day.date,
    day.name ? pick(day.name) : null,
    nameOf('calendar.kind', day.kind),
    day.changed ? t('calendar.changed') : null,
  ];
  return (
    <td
      className={`day day-${day.kind} ${day.changed ? 'is-changed' : ''}`}
      title={said.filter((part) => part !== null).join(' · ')}
    >
      {Number(day.date.slice(8))}
      {mark && <small>{mark}</small>}
    </td>
  );
}

function Month({ n, days }: { n: number; days: readonly CalendarDay[] }) {
  const saying = useTerms();
  const lead = leadOf(days[0]?.date ?? '');
  const cells: (CalendarDay | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => i * 7);
  return (
    <table className="month">
      <caption>{saying.t('calendar.month', { n })}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col">
              {sayWeekday(day, saying).replace('周', '')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((from) => (
          <tr key={from}>
            {weekdays.map((weekday, i) => {
              const day = cells[from + i];
              return day ? <DayCell key={day.date} day={day} /> : <td key={weekday} />;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A year in twelve small months, with what is off, what is worked instead and what was changed by itself. */
export function CalendarYear({ view }: { view: CalendarView }) {
  const { t } = useTerms();
  const months = Array.from({ length: 12 }, (_, i) => i + 1);
  return (
    <>
      <div className="row legend">
        {(['holiday', 'makeUp', 'weekend'] as const).map((kind) => (
          <span key={kind} className="row">
            <span className={`swatch day-${kind}`} />
            {t(`calendar.kind.${kind}`)}
          </span>
        ))}
        <span className="row">
          <span className="swatch is-changed" />
          {t('calendar.changed')}
        </span>
      </div>
      <div className="months">
        {months.map((n) => (
          <Month key={n} n={n} days={view.days.filter(({ date }) => Number(date.slice(5, 7)) === n)} />
        ))}
      </div>
    </>
  );
}
