import { type CalendarChange, type CalendarContent, sayInstant } from '@liuhen/contract';
import { App, Button, Card, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useChange } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Blank } from '../../parts/PageState.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { sayFault } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';

const stateColor = { proposed: 'gold', approved: 'green', rejected: 'red', superseded: 'default' } as const;

/** What a change says, line by line. */
function Content({ content }: { content: CalendarContent }) {
  const { t, pick } = useTerms();
  const lines =
    content.kind === 'days'
      ? content.days.map(({ date, working, name }) =>
          t(working ? 'calendar.dayOn' : 'calendar.dayOff', { date, name: pick(name) }),
        )
      : content.holidays.map(
          ({ name, off, makeUp }) =>
            t('calendar.spanOff', { name: pick(name), from: off.from, to: off.to }) +
            (makeUp.length > 0 ? t('calendar.spanWorked', { days: makeUp.join(t('shell.word.comma')) }) : ''),
        );
  return (
    <details open={content.kind === 'days'}>
      <summary>
        {content.kind === 'notice' ? t('calendar.year', { year: content.year }) : t('calendar.form.days')}
      </summary>
      <ul className="plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

function Decide({ change }: { change: CalendarChange }) {
  const saying = useTerms();
  const { t } = saying;
  const { message } = App.useApp();
  const [rejecting, setRejecting] = useState(false);
  const decide = useChange('decideCalendarChange', ['readCalendar', 'workbench']);
  // Told by the promise: once decided, the change leaves the list and this component with it.
  const approve = () =>
    decide.mutateAsync({ id: change.id, approve: true, reason: null }).then(
      (outcome) =>
        outcome.failed > 0
          ? message.warning(t('calendar.outcomeFailed', outcome), 20)
          : message.success(t('calendar.outcome', outcome), 8),
      (error: unknown) => message.error(sayFault(error, saying)),
    );
  return (
    <span className="row no-print">
      <Button type="primary" loading={decide.isPending} onClick={() => void approve()}>
        {t('calendar.approve')}
      </Button>
      <Button onClick={() => setRejecting(true)}>{t('calendar.reject')}</Button>
      {rejecting && (
        <RegisterForm<{ reason: string }>
          title={t('calendar.reject')}
          initial={{}}
          submit={({ reason }) => decide.mutateAsync({ id: change.id, approve: false, reason })}
          close={() => setRejecting(false)}
        >
          <Form.Item
            name="reason"
            label={t('calendar.reason')}
            rules={[{ required: true, message: t('shell.word.required', { field: t('calendar.reason') }) }]}
          >
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </RegisterForm>
      )}
    </span>
  );
}

function Change({
  change,
  supersede,
}: {
  change: CalendarChange;
  supersede: (change: CalendarChange) => void;
}) {
  const { t, nameOf } = useTerms();
  const { proposed, decided, abilities } = change;
  return (
    <div className="card-row" style={{ flexWrap: 'wrap' }} data-testid="calendar-change">
      <div className="stack">
        <span className="row">
          <strong>{change.title}</strong>
          <span className="quiet">{change.documentNo}</span>
          <Tag color={stateColor[change.state]}>{nameOf('calendar.state', change.state)}</Tag>
          <Tag>{nameOf('calendar.scope', change.scope)}</Tag>
        </span>
        <Content content={change.content} />
        <span className="quiet">
          {t('calendar.source')}
          {t('shell.word.colon')}
          {change.source}
        </span>
        <span className="quiet">
          {t('calendar.proposedBy', { name: proposed.by, at: sayInstant(proposed.at) })}
        </span>
        {decided && (
          <span className="quiet">
            {t('calendar.decidedBy', { name: decided.by, at: sayInstant(decided.at) })}
            {decided.reason && `${t('shell.word.colon')}${decided.reason}`}
          </span>
        )}
        {change.state === 'proposed' && !abilities.decide && <span>{t('calendar.waitsForOther')}</span>}
      </div>
      {abilities.decide && <Decide change={change} />}
      {abilities.supersede && (
        <Button className="no-print" onClick={() => supersede(change)}>
          {t('calendar.supersede')}
        </Button>
      )}
    </div>
  );
}

/** What waits for a decision, and what was decided. */
export function CalendarChanges({
  changes,
  supersede,
}: {
  changes: readonly CalendarChange[];
  supersede: (change: CalendarChange) => void;
}) {
  const { t } = useTerms();
  const pending = changes.filter(({ state }) => state === 'proposed');
  const decided = changes.filter(({ state }) => state !== 'proposed');
  const listed = (rows: readonly CalendarChange[]) => (
    <div className="card-list">
      {rows.map((change) => (
        <Change key={change.id} change={change} supersede={supersede} />
      ))}
    </div>
  );
  return (
    <>
      <Card title={t('calendar.pending')}>
        {pending.length === 0 ? <Blank title={t('calendar.noPending')} /> : listed(pending)}
      </Card>
      <Card
        title={t('calendar.history')}
        extra={changes.length > 0 && <ExportButton list="calendarChanges" />}
      >
        {decided.length === 0 ? <Blank title={t('calendar.noHistory')} /> : listed(decided)}
      </Card>
    </>
  );
}
