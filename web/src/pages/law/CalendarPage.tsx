import type { CalendarChange, CalendarView } from '@liuhen/contract';
import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { CalendarChanges } from './CalendarChanges.tsx';
import { CalendarForm } from './CalendarForm.tsx';
import { CalendarYear } from './CalendarYear.tsx';
import { knowsMoon } from './calendar-typed.ts';

function Coverage({ view }: { view: CalendarView }) {
  const { t } = useTerms();
  const until =
    view.coveredUntil === null
      ? t('calendar.nothingCovered')
      : t('calendar.covered', { date: view.coveredUntil });
  return (
    <Alert
      type={view.provisional > 0 ? 'warning' : 'info'}
      showIcon
      title={until}
      description={t('calendar.missing', { year: view.missingYear, n: view.provisional })}
    />
  );
}

function Source({ source }: { source: string | null }) {
  if (source === null) return null;
  if (!/^https?:\/\//.test(source)) return <span className="quiet">{source}</span>;
  return (
    <a href={source} target="_blank" rel="noreferrer">
      {source}
    </a>
  );
}

function Notices({ view }: { view: CalendarView }) {
  const { t } = useTerms();
  return (
    <Card title={t('calendar.notices')}>
      <ul className="plain">
        {view.notices.map(({ year, title, source, changeId }) => (
          <li key={year}>
            <strong>{t('calendar.year', { year })}</strong> {title}{' '}
            <span className="quiet">{t(changeId === null ? 'calendar.shipped' : 'calendar.byChange')}</span>{' '}
            <Source source={source} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Year({ view }: { view: CalendarView }) {
  const { t } = useTerms();
  const [, choose] = useSearchParams();
  const go = (year: number) => choose({ year: String(year) });
  return (
    <Card
      title={t('calendar.year', { year: view.year })}
      extra={
        <span className="row no-print">
          <ExportButton list="calendarDays" filter={{ year: String(view.year) }} />
          <Button onClick={() => go(view.year - 1)}>{t('calendar.previousYear')}</Button>
          <Button onClick={() => go(view.year + 1)}>{t('calendar.nextYear')}</Button>
        </span>
      }
    >
      {!view.covered && (
        <Alert
          type="warning"
          showIcon
          title={t(knowsMoon(view) ? 'calendar.yearNotCovered' : 'calendar.yearWithoutMoon')}
        />
      )}
      <CalendarYear view={view} />
    </Card>
  );
}

/** The working days: a year, what decides about it, and what two people change in it. */
export default function CalendarPage() {
  const { t } = useTerms();
  const [params] = useSearchParams();
  const year = params.get('year');
  const asked = useAsk('readCalendar', year === null ? {} : { year });
  const [proposing, setProposing] = useState<'new' | CalendarChange | null>(null);
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.calendar')}>
        <Button className="no-print" onClick={() => window.print()}>
          {t('shell.word.print')}
        </Button>
        {asked.data?.mayPropose && (
          <Button type="primary" className="no-print" onClick={() => setProposing('new')}>
            {t('calendar.propose')}
          </Button>
        )}
      </PageHead>
      <Answered asked={asked}>
        {(view) => (
          <>
            <Coverage view={view} />
            <Year view={view} />
            <CalendarChanges changes={view.changes} supersede={setProposing} />
            <Notices view={view} />
            {proposing && (
              <CalendarForm
                view={view}
                instead={proposing === 'new' ? null : proposing}
                close={() => setProposing(null)}
              />
            )}
          </>
        )}
      </Answered>
    </div>
  );
}
