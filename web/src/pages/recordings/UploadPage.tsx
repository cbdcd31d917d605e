import { sayInstant, saySize } from '@liuhen/contract';
import { Alert, Button, Card } from 'antd';
import { useAsk } from '../../api.ts';
import { FaultLine, PageHead } from '../../parts/PageState.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { clearDone, pauseAll, type QueuedUpload, resumeAll, useUploads } from '../../upload/queue.ts';
import { DropArea } from './DropArea.tsx';
import { EarlierUploads } from './EarlierUploads.tsx';
import { UploadProgress } from './UploadProgress.tsx';
import { UploadTable } from './UploadTable.tsx';

const isSafe = (row: QueuedUpload): boolean => row.upload?.receipt?.safeToWipe === true;

/** Whether the device may be wiped: only when every file of the table has a receipt that says so. */
function WipeVerdict({ rows }: { rows: readonly QueuedUpload[] }) {
  const { t } = useTerms();
  const open = rows.filter((row) => !isSafe(row)).length;
  if (rows.length === 0 || rows.some(({ state }) => state === 'queued')) return null;
  return open === 0 ? (
    <Alert
      type="success"
      showIcon
      title={t('uploads.wipe.title')}
      description={t('uploads.wipe.line', { n: rows.length })}
    />
  ) : (
    <Alert
      type="warning"
      showIcon
      title={t('uploads.wipe.notTitle')}
      description={t('uploads.wipe.notLine', { n: rows.length, m: open })}
    />
  );
}

/** Sending films and files: choose, watch, keep the receipts. */
export default function UploadPage() {
  const { t } = useTerms();
  const rows = useUploads();
  const who = useWho();
  const open = useAsk('listUploads', { open: 'true' }, { refetchInterval: rows.length > 0 ? false : 15_000 });
  const total = rows.reduce((sum, { size }) => sum + size, 0);
  const isPaused = rows.some(({ state }) => state === 'paused');
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.upload')}>
        {rows.some(({ state }) => state === 'done') && (
          <Button className="no-print" onClick={() => print()}>
            {t('uploads.printReceipts')}
          </Button>
        )}
      </PageHead>
      <div className="print-only">
        <h2>{t('uploads.receiptTitle')}</h2>
        <p>
          {t('uploads.receiptLine', {
            organ: who?.organ.name ?? '',
            person: who?.account.displayName ?? '',
            at: sayInstant(readInstant()),
          })}
        </p>
      </div>
      <div className="no-print">
        <DropArea />
      </div>
      {open.error !== null && <FaultLine fault={open.error} again={() => void open.refetch()} />}
      <EarlierUploads uploads={open.data ?? []} rows={rows} />
      {rows.length > 0 && (
        <Card
          title={t('uploads.found', { n: rows.length, size: saySize(total) })}
          extra={
            <span className="row no-print">
              <Button onClick={isPaused ? resumeAll : pauseAll}>
                {t(isPaused ? 'uploads.resumeAll' : 'uploads.pauseAll')}
              </Button>
              <Button onClick={clearDone}>{t('uploads.clearDone')}</Button>
            </span>
          }
        >
          <div className="stack">
            <UploadProgress rows={rows} />
            <WipeVerdict rows={rows} />
            <UploadTable rows={rows} />
          </div>
        </Card>
      )}
    </div>
  );
}
