import { sayInstant, sayRun, type TimeAxis } from '@liuhen/contract';
import { useTerms } from '../../shell/language.ts';
import { lengthOf } from './axis-draw.ts';

/** The axis as text, for who cannot see it drawn, and for paper. */
export function AxisTable({ axis }: { axis: TimeAxis }) {
  const saying = useTerms();
  const { t } = saying;
  const clock = (instant: string) => sayInstant(instant, true).slice(11);
  return (
    <details>
      <summary>{t('onSite.axis.table')}</summary>
      <div className="scroll-x">
        <table className="axis-table">
          <thead>
            <tr>
              {(['lane', 'from', 'to', 'length', 'offset'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`onSite.axis.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {axis.lanes.flatMap(({ device, officer, films }) =>
              films.map((film) => (
                <tr key={`${device} ${officer} ${film.from} ${film.recordingId}`}>
                  <th scope="row">
                    {device ?? t('onSite.axis.noDevice')} · {officer ?? t('onSite.axis.noOfficer')}
                  </th>
                  <td>{clock(film.from)}</td>
                  <td>{clock(film.to)}</td>
                  <td>{sayRun(lengthOf(film), saying)}</td>
                  <td>
                    {film.clockOffsetSeconds === 0
                      ? t('onSite.axis.noOffset')
                      : t('onSite.axis.offsetSeconds', { n: film.clockOffsetSeconds })}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}
