import { type Attribution, type Saying, sayInstant, saySize, type Upload } from '@liuhen/contract';
import { Button, Grid, Progress, Table, type TableColumnsType, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { sayFileName } from '../../parts/file-name.ts';
import { sayBody } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { pause, removeRow, resume } from '../../upload/queue.ts';
import { canBePaused, isSafe, type QueuedUpload } from '../../upload/rows.ts';

const stateColor: Record<string, string> = {
  registered: 'green',
  duplicate: 'blue',
  refused: 'red',
  failed: 'red',
  retrying: 'orange',
  signedOut: 'orange',
};

function Progressing({ row }: { row: QueuedUpload }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const shown = row.state === 'done' ? (row.upload?.state ?? 'checking') : row.state;
  const faultText =
    row.fault === null
      ? null
      : row.fault === 'unreadable'
        ? t('uploads.unreadable')
        : row.fault === 'network'
          ? t(row.state === 'checking' ? 'uploads.unanswered' : 'shell.fault.network')
          : sayBody(row.fault, saying);
  const refusal = row.upload?.refusal;
  const step = row.state === 'checking' && row.upload ? nameOf('names.uploadStep', row.upload.step) : null;
  return (
    <div>
      <Tag color={stateColor[shown] ?? 'default'}>
        {nameOf('uploads.state', shown)}
        {step && ` · ${step}`}
      </Tag>
      {['sending', 'retrying', 'paused'].includes(row.state) && (
        <Progress size="small" percent={row.size === 0 ? 0 : Math.floor((row.sent / row.size) * 100)} />
      )}
      {faultText && <div style={{ color: '#b01f1f' }}>{faultText}</div>}
      {refusal && (
        <div style={{ color: '#b01f1f' }}>
          {saying.language === 'zh' ? refusal.message : refusal.messageEn}
        </div>
      )}
    </div>
  );
}

function Guess({ field }: { field: Attribution['device'] | undefined }) {
  const { nameOf } = useTerms();
  if (!field || field.value === null) return <>—</>;
  return (
    <>
      <span className="whole">{field.label ?? field.value}</span>
      <div className="quiet whole">{nameOf('names.guess', field.source)}</div>
    </>
  );
}

function StartGuess({ attribution }: { attribution: Attribution | null | undefined }) {
  const { nameOf, t } = useTerms();
  if (!attribution?.startedAt) return <>—</>;
  return (
    <>
      <span className="whole">{sayInstant(attribution.startedAt)}</span>
      <div className="quiet whole">{nameOf('names.guess', attribution.startSource)}</div>
      {attribution.conflicts.length > 0 && (
        <Tag color="orange">{t('recordings.conflicts', { n: attribution.conflicts.length })}</Tag>
      )}
    </>
  );
}

function ReceiptCell({ upload }: { upload: Upload | null }) {
  const { t } = useTerms();
  if (!upload?.receipt) return <>—</>;
  const { receipt } = upload;
  return (
    <div>
      <div>
        {receipt.logIndex === null
          ? t('uploads.sequencing')
          : t('uploads.logIndex', { n: receipt.logIndex + 1 })}
      </div>
      <div>{t('uploads.storedAt', { at: sayInstant(receipt.registeredAt) })}</div>
      <div className="digest quiet">SHA-256 {receipt.sha256}</div>
      <div className="digest quiet">SM3 {receipt.sm3}</div>
      <Link className="no-print" to={`/recordings/${receipt.recordingId}`}>
        {t('uploads.seeRecording')}
      </Link>
    </div>
  );
}

const canResume = ({ state }: QueuedUpload): boolean => state === 'paused' || state === 'failed';
const canRemove = (row: QueuedUpload): boolean => row.state !== 'checking' && !isSafe(row);
const hasActions = (row: QueuedUpload): boolean => canBePaused(row.state) || canResume(row) || canRemove(row);

function Actions({ row }: { row: QueuedUpload }) {
  const { t } = useTerms();
  return (
    <span className="row no-print">
      {canBePaused(row.state) && (
        <Button size="small" onClick={() => pause(row.key)}>
          {t('uploads.pause')}
        </Button>
      )}
      {canResume(row) && (
        <Button size="small" onClick={() => resume(row.key)}>
          {t('uploads.resume')}
        </Button>
      )}
      {canRemove(row) && (
        <Button size="small" type="text" onClick={() => removeRow(row.key)}>
          {t('uploads.remove')}
        </Button>
      )}
    </span>
  );
}

function Deadlines({ upload }: { upload: Upload | null }) {
  const duties = upload?.receipt?.duties ?? [];
  if (duties.length === 0) return <>—</>;
  return (
    <span className="stack" style={{ gap: 4, alignItems: 'flex-start' }}>
      {duties.map((duty) => (
        <DeadlineTag key={duty.id} facts={duty} duty={duty} tier={duties.length > 1} />
      ))}
    </span>
  );
}

function FileName({ row }: { row: QueuedUpload }) {
  return (
    <div className="file-name">
      <bdi>{sayFileName(row.relativePath)}</bdi>
      <div className="quiet">{saySize(row.size)}</div>
    </div>
  );
}

/** A file as a card, for narrow screens: the same facts one below the other, the unknown ones left out. */
function UploadCard({ row }: { row: QueuedUpload }) {
  const { t } = useTerms();
  const { attribution, receipt } = row.upload ?? {};
  const fact = (
    key: 'device' | 'officer' | 'time' | 'deadline' | 'receipt',
    isKnown: boolean,
    said: ReactNode,
  ) =>
    isKnown && (
      <div>
        <div className="quiet">{t(`uploads.column.${key}`)}</div>
        {said}
      </div>
    );
  return (
    <div className="card-row" data-testid="upload-card">
      <div className="stack" style={{ gap: 8 }}>
        <FileName row={row} />
        <Progressing row={row} />
        {fact('device', Boolean(attribution?.device.value), <Guess field={attribution?.device} />)}
        {fact('officer', Boolean(attribution?.officer.value), <Guess field={attribution?.officer} />)}
        {fact('time', Boolean(attribution?.startedAt), <StartGuess attribution={attribution} />)}
        {fact('deadline', Boolean(receipt?.duties.length), <Deadlines upload={row.upload} />)}
        {fact('receipt', Boolean(receipt), <ReceiptCell upload={row.upload} />)}
        {hasActions(row) && <Actions row={row} />}
      </div>
    </div>
  );
}

const columnsOf = ({ t }: Saying, rows: readonly QueuedUpload[]): TableColumnsType<QueuedUpload> => [
  { title: t('uploads.column.file'), key: 'file', width: 200, render: (_, row) => <FileName row={row} /> },
  {
    title: t('uploads.column.state'),
    key: 'state',
    width: 160,
    render: (_, row) => <Progressing row={row} />,
  },
  {
    title: t('uploads.column.device'),
    key: 'device',
    render: (_, row) => <Guess field={row.upload?.attribution?.device} />,
  },
  {
    title: t('uploads.column.officer'),
    key: 'officer',
    render: (_, row) => <Guess field={row.upload?.attribution?.officer} />,
  },
  {
    title: t('uploads.column.time'),
    key: 'time',
    render: (_, row) => <StartGuess attribution={row.upload?.attribution} />,
  },
  {
    title: t('uploads.column.deadline'),
    key: 'deadline',
    render: (_, row) => <Deadlines upload={row.upload} />,
  },
  {
    title: t('uploads.column.receipt'),
    key: 'receipt',
    width: 220,
    render: (_, row) => <ReceiptCell upload={row.upload} />,
  },
  {
    title: t('shell.word.actions'),
    key: 'actions',
    className: 'no-print',
    hidden: !rows.some(hasActions),
    render: (_, row) => <Actions row={row} />,
  },
];

/** One row a file: what it is, what was guessed, how far it is, its receipt and deadline. */
export function UploadTable({ rows }: { rows: readonly QueuedUpload[] }) {
  const saying = useTerms();
  const isWide = Grid.useBreakpoint().md !== false;
  if (!isWide)
    return (
      <div className="card-list">
        {rows.map((row) => (
          <UploadCard key={row.key} row={row} />
        ))}
      </div>
    );
  return (
    <Table
      rowKey="key"
      size="small"
      scroll={{ x: 'max-content' }}
      pagination={rows.length > 100 ? { pageSize: 100 } : false}
      dataSource={[...rows]}
      columns={columnsOf(saying, rows)}
    />
  );
}
