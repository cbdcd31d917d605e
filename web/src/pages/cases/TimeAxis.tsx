import { type Act, type TimeAxis as Axis, type Media, sayInstant, sayRun } from '@liuhen/contract';
import { Alert, Card } from 'antd';
import { useState } from 'react';
import { useTerms } from '../../shell/language.ts';
import { AxisPlayer } from './AxisPlayer.tsx';
import { AxisTable } from './AxisTable.tsx';
import { drawnSpan, filmsAt, lengthOf, lengthOfAll, placeIn, ticksOf } from './axis-draw.ts';

type Film = Axis['lanes'][number]['films'][number];
type Seek = (media: Media) => void;

/** The time of day of an instant, Beijing, to the minute or to the second. */
const clockOf = (instant: string, withSeconds = false) => sayInstant(instant, withSeconds).slice(11);
const percent = ({ left, width }: { left: number; width: number }) => ({
  left: `${left}%`,
  width: `${width}%`,
});

function FilmBar({ film, axis, seek }: { film: Film; axis: Axis; seek: Seek }) {
  const { t } = useTerms();
  const { recordingId, from, to } = film;
  const said = t('onSite.axis.film', {
    name: film.name ?? t('onSite.axis.hidden'),
    ...{ from: clockOf(from, true), to: clockOf(to, true) },
  });
  const style = percent(placeIn(drawnSpan(axis), film));
  if (recordingId === null)
    return <span className="axis-film is-hidden" style={style} title={t('onSite.axis.hidden')} />;
  // Where in the bar it was pressed is where the film is opened; by the keyboard it is its beginning.
  const press = (event: React.MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = event.detail === 0 ? 0 : (event.clientX - box.left) / Math.max(box.width, 1);
    seek({ recordingId, second: Math.max(0, Math.floor((lengthOf(film) / 1000) * share)) });
  };
  return (
    <button
      type="button"
      className="axis-film"
      style={style}
      aria-label={said}
      title={said}
      onClick={press}
    />
  );
}

/** By how much the clock of a device was off while it filmed; nothing where it was right. */
const offsetsOf = (films: readonly Film[]): number[] =>
  [...new Set(films.map((film) => film.clockOffsetSeconds))].filter((n) => n !== 0);

function Lanes({ axis, seek }: { axis: Axis; seek: Seek }) {
  const { t } = useTerms();
  return axis.lanes.map(({ device, officer, films }) => (
    <div key={`${device} ${officer}`} className="axis-row">
      <span className="axis-name">
        {device ?? t('onSite.axis.noDevice')} · {officer ?? t('onSite.axis.noOfficer')}
        {offsetsOf(films).map((n) => (
          <small key={n} className="quiet">
            {t(n > 0 ? 'onSite.axis.wasFast' : 'onSite.axis.wasSlow', { n: Math.abs(n) })}
          </small>
        ))}
      </span>
      <div className="axis-track">
        {films.map((film) => (
          <FilmBar key={film.recordingId ?? film.from} {...{ film, axis, seek }} />
        ))}
      </div>
    </div>
  ));
}

/** What all films together cover, and the gaps: hatched where no interruption explains one. */
function Together({ axis }: { axis: Axis }) {
  const { t, nameOf } = useTerms();
  const drawn = drawnSpan(axis);
  return (
    <div className="axis-row">
      <span className="axis-name">{t('onSite.axis.coverage')}</span>
      <div className="axis-track">
        {axis.covered.map((span) => (
          <span key={span.from} className="axis-covered" style={percent(placeIn(drawn, span))} />
        ))}
        {axis.overlaps.map((span) => (
          <span key={span.from} className="axis-overlap" style={percent(placeIn(drawn, span))} />
        ))}
        {axis.gaps.map((gap) => (
          <span
            key={gap.from}
            className={gap.stepId === null ? 'axis-gap' : 'axis-gap is-explained'}
            style={percent(placeIn(drawn, gap))}
            title={
              gap.cause === null ? t('onSite.axis.unexplained') : nameOf('names.interruptionCause', gap.cause)
            }
          />
        ))}
      </div>
    </div>
  );
}

function Marks({ act, axis, seek }: { act: Act; axis: Axis; seek: Seek }) {
  const { t, nameOf } = useTerms();
  const drawn = drawnSpan(axis);
  const marks = act.steps.flatMap(({ id, kind, versions }) => {
    const last = versions.at(-1);
    return last && !last.withdrawn && last.at >= drawn.from && last.at <= drawn.to
      ? [{ id, kind, last }]
      : [];
  });
  return (
    <div className="axis-row">
      <span className="axis-name">{t('onSite.axis.steps')}</span>
      <div className="axis-track is-marks">
        {marks.map(({ id, kind, last }) => {
          const film = last.media ?? filmsAt(axis, last.at)[0];
          const said = `${clockOf(last.at)} ${nameOf('names.stepKind', kind)}`;
          const { left } = placeIn(drawn, { from: last.at, to: last.at });
          const place = { className: 'axis-mark', style: { left: `${left}%` }, title: said };
          return film ? (
            <button key={id} type="button" {...place} aria-label={said} onClick={() => seek(film)} />
          ) : (
            <span key={id} {...place} />
          );
        })}
      </div>
    </div>
  );
}

function Ticks({ axis }: { axis: Axis }) {
  const drawn = drawnSpan(axis);
  return (
    <div className="axis-row" aria-hidden="true">
      <span className="axis-name" />
      <div className="axis-track is-ticks">
        {ticksOf(drawn).map((at) => (
          <span
            key={at}
            className="axis-tick"
            style={{ left: `${placeIn(drawn, { from: at, to: at }).left}%` }}
          >
            {clockOf(at)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Pictures alone show moments; nobody expects them to cover the whole. */
const hasLength = ({ lanes }: Axis) => lanes.some(({ films }) => films.some((film) => lengthOf(film) > 0));

/** In words: whether the whole is on film, and where not. */
function Verdict({ axis }: { axis: Axis }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const { gaps, covered, overlaps } = axis;
  const percentage = Math.floor((lengthOfAll(covered) / Math.max(lengthOf(axis), 1)) * 100);
  const broken = gaps.length > 0;
  return (
    <Alert
      type={!broken ? 'success' : gaps.some(({ stepId }) => stepId === null) ? 'error' : 'warning'}
      showIcon
      title={
        broken
          ? t('onSite.axis.broken', {
              ...{ n: gaps.length, percent: percentage },
              length: sayRun(lengthOfAll(gaps), saying),
            })
          : t('onSite.axis.unbroken')
      }
      description={
        <>
          {broken && (
            <ul className="plain">
              {gaps.map((gap) => (
                <li key={gap.from}>
                  {t('onSite.axis.gap', {
                    ...{ from: clockOf(gap.from, true), to: clockOf(gap.to, true) },
                    length: sayRun(lengthOf(gap), saying),
                  })}
                  {t('shell.word.semicolon')}
                  {gap.cause === null
                    ? t('onSite.axis.unexplained')
                    : t('onSite.axis.explained', { cause: nameOf('names.interruptionCause', gap.cause) })}
                </li>
              ))}
            </ul>
          )}
          {overlaps.length > 0 && (
            <div>{t('onSite.axis.overlap', { length: sayRun(lengthOfAll(overlaps), saying) })}</div>
          )}
          {axis.untimed > 0 && <div>{t('onSite.axis.untimed', { n: axis.untimed })}</div>}
        </>
      }
    />
  );
}

function Drawn({ act, axis, playing, seek }: { act: Act; axis: Axis; playing: Media | null; seek: Seek }) {
  const saying = useTerms();
  const { t } = saying;
  const { from, to } = axis;
  return (
    <div className="stack" style={{ gap: 12 }}>
      <span className="quiet">
        {t('onSite.axis.whole', {
          ...{ from: sayInstant(from), to: clockOf(to) },
          length: sayRun(lengthOf(axis), saying),
        })}
      </span>
      {hasLength(axis) && <Verdict axis={axis} />}
      <div className="axis">
        <Ticks axis={axis} />
        <Lanes {...{ axis, seek }} />
        <Together axis={axis} />
        <Marks {...{ act, axis, seek }} />
      </div>
      {playing && <AxisPlayer key={`${playing.recordingId} ${playing.second}`} media={playing} />}
      <AxisTable axis={axis} />
    </div>
  );
}

/** The films of an act side by side in true time, the steps as marks; pressing either plays the film from there. */
export function TimeAxis({ act, playing, seek }: { act: Act; playing: Media | null; seek: Seek }) {
  const { t } = useTerms();
  return (
    <Card size="small" title={t('onSite.axis.title')} id="axis">
      {act.axis ? (
        <Drawn {...{ act, axis: act.axis, playing, seek }} />
      ) : (
        <span className="quiet">{t('onSite.axis.none')}</span>
      )}
    </Card>
  );
}

/** What of an act is played, and how to play something else of it. */
export function useSeeking() {
  const [playing, setPlaying] = useState<Media | null>(null);
  const seek: Seek = (media) => {
    setPlaying(media);
    document.getElementById('axis')?.scrollIntoView({ block: 'nearest' });
  };
  return { playing, seek };
}
