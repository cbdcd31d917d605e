import { sayInstant, saySize } from '@liuhen/contract';
import { Alert, Button, Card } from 'antd';
import { useAsk } from '../../api.ts';
import { FaultLine, PageHead } from '../../parts/PageState.tsx';
import { usePrintTime } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { clearDone, pauseAll, resumeAll, useRemoved, useUploads } from '../../upload/queue.ts';
import { canBePaused, judgeWipe, leftUploads, type WipeVerdict } from '../../upload/rows.ts';
import { DropArea } from './DropArea.tsx';
import { EarlierUploads } from './EarlierUploads.tsx';
import { UploadProgress } from './UploadProgress.tsx';
import { UploadTable } from './UploadTable.tsx';

/** Says whether the device may be wiped. */
function Verdict({ verdict }: { verdict: WipeVerdict }) {
  const { t } = useTerms();
  const { may, files, open, removed, earlier } = verdict;
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
          {earlier > 0 && <div>{t('uploads.wipe.earlierLine', { n: earlier })}</div>}
        </>
      }
    />
  );
}

/** On paper only: where the two sign who hand over and take over the files. */
function Signatures() {
  const { t } = useTerms();
  return (
    <div className="signatures">
      <span>{t('uploads.signature.giver')}</span>
      <span>{t('uploads.signature.taker')}</span>
      <span>{t('uploads.signature.date')}</span>
    </div>
  );
}

/** Sending films and files: choose, watch, keep the receipts. */
export default function UploadPage() {
  const { t } = useTerms();
  const rows = useUploads();
  const removed = useRemoved();
  const who = useWho();
  const printedAt = usePrintTime();
  const log = useAsk('logState', {}, { staleTime: Number.POSITIVE_INFINITY, enabled: rows.length > 0 });
  const open = useAsk('listUploads', { open: 'true' }, { refetchInterval: 15_000 });
  const left = leftUploads(open.data ?? [], rows);
  // Nothing is said of the device before it is known what an earlier turn left open.
  const verdict = open.data ? judgeWipe(rows, removed, left.length) : null;
  const total = rows.reduce((sum, { size }) => sum + size, 0);
  const isPaused = rows.some(({ state }) => state === 'paused');
  const canPause = rows.some(({ state }) => canBePaused(state));
  return (
    <div className="page stack">
      <div className="no-print">
        <PageHead title={t('shell.page.upload')}>
          {rows.some(({ state }) => state === 'done') && (
            <Button onClick={() => print()}>{t('uploads.printReceipts')}</Button>
          )}
        </PageHead>
      </div>
      <div className="print-only">
        <h1>{t('uploads.receiptTitle')}</h1>
        <p>
          {t('uploads.receiptLine', {
            organ: who?.organ.name ?? '',
            person: who?.account.displayName ?? '',
            at: sayInstant(printedAt),
          })}
          {log.data && (
            <>
              <br />
              {t('uploads.receiptLog', { origin: log.data.origin })}
            </>
          )}
        </p>
      </div>
      <div className="no-print">
        <DropArea />
      </div>
      {open.error !== null && <FaultLine fault={open.error} again={() => void open.refetch()} />}
      <EarlierUploads uploads={left} />
      {rows.length === 0 && verdict && <Verdict verdict={verdict} />}
      {rows.length > 0 && (
        <Card
          title={t('uploads.found', { n: rows.length, size: saySize(total) })}
          extra={
            <span className="row no-print">
              <Button disabled={!isPaused && !canPause} onClick={isPaused ? resumeAll : pauseAll}>
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
      <Signatures />
    </div>
  );
}
