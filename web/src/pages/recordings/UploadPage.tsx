import { sayInstant, saySize } from '@liuhen/contract';
import { Alert, Button, Card } from 'antd';
import { useAsk } from '../../api.ts';
import { FaultLine, PageHead } from '../../parts/PageState.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { clearDone, pauseAll, resumeAll, useRemoved, useUploads } from '../../upload/queue.ts';
import { judgeWipe, type WipeVerdict } from '../../upload/rows.ts';
import { DropArea } from './DropArea.tsx';
import { EarlierUploads } from './EarlierUploads.tsx';
import { UploadProgress } from './UploadProgress.tsx';
import { UploadTable } from './UploadTable.tsx';

/** Says whether the device may be wiped. */
function Verdict({ verdict }: { verdict: WipeVerdict }) {
  const { t } = useTerms();
  const { may, files, open, removed } = verdict;
  if (may)
    return (
      <Alert
        type="success"
        showIcon
        title={t('uploads.wipe.title')}
        description={t('uploads.wipe.line', { n: files })}
      />
    );
  return (
    <Alert
      type="warning"
      showIcon
      title={t('uploads.wipe.notTitle')}
      description={
        <>
          {open > 0 && <div>{t('uploads.wipe.notLine', { n: files, m: open })}</div>}
          {removed > 0 && <div>{t('uploads.wipe.removedLine', { n: removed })}</div>}
        </>
      }
    />
  );
}

/** Sending films and files: choose, watch, keep the receipts. */
export default function UploadPage() {
  const { t } = useTerms();
  const rows = useUploads();
  const verdict = judgeWipe(rows, useRemoved());
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
      {rows.length === 0 && verdict && <Verdict verdict={verdict} />}
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
            {verdict && <Verdict verdict={verdict} />}
            <UploadTable rows={rows} />
          </div>
        </Card>
      )}
    </div>
  );
}
