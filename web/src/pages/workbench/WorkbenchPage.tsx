import type { Notice, Workbench } from '@liuhen/contract';
import { Alert, Button, Card, Collapse, Space, Typography } from 'antd';
import { Link } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { beijingToday } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useMay, useWho } from '../../shell/session.ts';
import { WitnessAlarm } from '../custody/Witnesses.tsx';
import { ToField } from '../field/ToField.tsx';
import { DutyRow } from './DutyRow.tsx';
import { RecordRequirements } from './RecordRequirements.tsx';
import { Waiting } from './Waiting.tsx';

function Numbers({ bench }: { bench: Workbench }) {
  const { t } = useTerms();
  const today = beijingToday();
  return (
    <div className="numbers">
      <Link className="number" to={`/obligations?timed=true&state=due&from=${today}&to=${today}`}>
        <strong>{bench.dueToday}</strong>
        {t('duties.workbench.dueToday')}
      </Link>
      <Link
        className={`number ${bench.late > 0 ? 'is-late' : ''}`}
        to="/obligations?timed=true&state=overdue"
      >
        <strong>{bench.late}</strong>
        {t('duties.workbench.late')}
      </Link>
      <a className="number" href="#waiting">
        <strong>{bench.waitingForMe}</strong>
        {t('duties.workbench.waitingForMe')}
      </a>
    </div>
  );
}

/** The bell of the frame has them all. */
const shownNotices = 3;

/** To the recording or the act that a notice is about. */
function SubjectLink({ subject: { type, id } }: Pick<Notice, 'subject'>) {
  const { t } = useTerms();
  if (type === 'act') return <Link to={`/acts/${id}`}>{t('duties.subject.act')}</Link>;
  if (type === 'recording') return <Link to={`/recordings/${id}`}>{t('duties.subject.recording')}</Link>;
  return null;
}

/** Two lines of a long text; the rest at a press, so that a notice never pushes the deadlines off the first screen. */
function Folded({ text }: { text: string }) {
  const { t } = useTerms();
  const symbol = (open: boolean) => t(open ? 'shell.word.less' : 'shell.word.more');
  return (
    <Typography.Paragraph className="folded" ellipsis={{ rows: 2, expandable: 'collapsible', symbol }}>
      {text}
    </Typography.Paragraph>
  );
}

function Notices({ bench }: { bench: Workbench }) {
  const { t, pick } = useTerms();
  const read = useChange('markNoticeRead', ['workbench']);
  const { calendarTask: task, notices } = bench;
  return (
    <>
      {task && (
        <Alert
          type="warning"
          showIcon
          title={t('calendar.task', { year: task.year, n: task.provisional })}
          action={<Link to="/calendar">{t('calendar.goTask')}</Link>}
        />
      )}
      {notices.slice(0, shownNotices).map((notice) => (
        <Alert
          key={notice.id}
          type="info"
          showIcon
          title={<Folded text={pick(notice.said)} />}
          action={
            <Space>
              <SubjectLink subject={notice.subject} />
              <Button size="small" onClick={() => read.mutate({ id: notice.id })}>
                {t('calendar.read')}
              </Button>
            </Space>
          }
        />
      ))}
    </>
  );
}

function Bench({ bench }: { bench: Workbench }) {
  const { t } = useTerms();
  const may = useMay();
  const open = bench.duties.filter((duty) => duty.dischargedAt === null);
  const doneLate = bench.duties.filter((duty) => duty.dischargedAt !== null);
  return (
    <>
      <Numbers bench={bench} />
      {may('log.verify') && <WitnessAlarm />}
      <Notices bench={bench} />
      {bench.uploadsOpen > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('duties.workbench.uploadsOpen', { n: bench.uploadsOpen })}
          action={<Link to="/upload">{t('duties.workbench.continueUpload')}</Link>}
        />
      )}
      <Waiting bench={bench} />
      <Card title={t('duties.workbench.list')}>
        {open.length === 0 ? (
          <Blank
            title={t('duties.workbench.emptyTitle')}
            line={t(may('recording.upload') ? 'duties.workbench.emptyUpload' : 'duties.workbench.emptyOther')}
            action={
              may('recording.upload') && (
                <Link to="/upload">
                  <Button type="primary">{t('duties.workbench.goUpload')}</Button>
                </Link>
              )
            }
          />
        ) : (
          <div className="card-list">
            {open.map((duty, index) => (
              <DutyRow key={duty.id} duty={duty} isFirst={index === 0} />
            ))}
          </div>
        )}
      </Card>
      <RecordRequirements acts={bench.requirements} />
      {doneLate.length > 0 && (
        <Collapse
          items={[
            {
              key: 'doneLate',
              label: t('duties.workbench.doneLate', { n: doneLate.length }),
              children: (
                <div className="card-list">
                  {doneLate.map((duty) => (
                    <DutyRow key={duty.id} duty={duty} isFirst={false} />
                  ))}
                </div>
              ),
            },
          ]}
        />
      )}
    </>
  );
}

/** What must be done now, and until when. */
export default function WorkbenchPage() {
  const { t } = useTerms();
  const who = useWho();
  const asked = useAsk('workbench', {}, { refetchInterval: 60_000 });
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.workbench')}>
        <span className="quiet">{who?.account.displayName}</span>
      </PageHead>
      <ToField />
      <Answered asked={asked}>{(bench) => <Bench bench={bench} />}</Answered>
    </div>
  );
}
