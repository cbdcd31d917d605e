import { type Attribution, sayInstant, saySize, type Upload } from '@liuhen/contract';
import { Button, Progress, Table, type TableColumnsType, Tag } from 'antd';
import { Link } from 'react-router';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { sayBody } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { pause, removeRow, resume } from '../../upload/queue.ts';
import { isSafe, type QueuedUpload } from '../../upload/rows.ts';

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
    <div style={{ minWidth: 150 }}>
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
      {field.label ?? field.value}
      <div className="quiet">{nameOf('names.guess', field.source)}</div>
    </>
  );
}

function StartGuess({ attribution }: { attribution: Attribution | null | undefined }) {
  const { nameOf, t } = useTerms();
  if (!attribution?.startedAt) return <>—</>;
  return (
    <>
      <span style={{ whiteSpace: 'nowrap' }}>{sayInstant(attribution.startedAt)}</span>
      <div className="quiet">{nameOf('names.guess', attribution.startSource)}</div>
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
    <div style={{ minWidth: 180 }}>
      <div>
        {receipt.logIndex === null
          ? t('uploads.sequencing')
          : t('uploads.logIndex', { n: receipt.logIndex + 1 })}
      </div>
      <div className="digest quiet">SHA-256 {receipt.sha256}</div>
      <div className="digest quiet">SM3 {receipt.sm3}</div>
      <Link className="no-print" to={`/recordings/${receipt.recordingId}`}>
        {t('uploads.seeRecording')}
      </Link>
    </div>
  );
}

function Actions({ row }: { row: QueuedUpload }) {
  const { t } = useTerms();
  const isGoing = ['queued', 'sending', 'retrying'].includes(row.state);
  const canResume = row.state === 'paused' || row.state === 'failed';
  return (
    <span className="row no-print">
      {isGoing && (
        <Button size="small" onClick={() => pause(row.key)}>
          {t('uploads.pause')}
        </Button>
      )}
      {canResume && (
        <Button size="small" onClick={() => resume(row.key)}>
          {t('uploads.resume')}
        </Button>
      )}
      {row.state !== 'checking' && !isSafe(row) && (
        <Button size="small" type="text" onClick={() => removeRow(row.key)}>
          {t('uploads.remove')}
        </Button>
      )}
    </span>
  );
}

/** One row a file: what it is, what was guessed, how far it is, its receipt and deadline. */
export function UploadTable({ rows }: { rows: readonly QueuedUpload[] }) {
  const { t } = useTerms();
  const columns: TableColumnsType<QueuedUpload> = [
    {
      title: t('uploads.column.file'),
      key: 'file',
      render: (_, row) => (
        <div className="file-name">
          {row.relativePath}
          <div className="quiet">{saySize(row.size)}</div>
        </div>
      ),
    },
    { title: t('uploads.column.state'), key: 'state', render: (_, row) => <Progressing row={row} /> },
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
      render: (_, row) => (
        <span className="stack" style={{ gap: 4 }}>
          {row.upload?.receipt?.duties.map((duty) => (
            <span key={duty.id}>
              <DeadlineTag facts={duty} duty={duty} />
            </span>
          )) ?? '—'}
        </span>
      ),
    },
    {
      title: t('uploads.column.receipt'),
      key: 'receipt',
      render: (_, row) => <ReceiptCell upload={row.upload} />,
    },
    { title: t('shell.word.actions'), key: 'actions', render: (_, row) => <Actions row={row} /> },
  ];
  return (
    <Table
      rowKey="key"
      size="small"
      scroll={{ x: 1000 }}
      pagination={rows.length > 100 ? { pageSize: 100 } : false}
      dataSource={[...rows]}
      columns={columns}
    />
  );
}
