import { type ServiceRow, sayInstant } from '@liuhen/contract';
import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useNow } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { ReceiptForm, WithdrawForm } from './ServiceActs.tsx';

const colours = { underway: 'blue', served: 'green', failed: 'red', withdrawn: 'default' } as const;

/** Whether and when it counts as served. */
export function ServedTag({ row }: { row: ServiceRow }) {
  const { t, nameOf } = useTerms();
  const { at, provisional } = row.served;
  const day = at ? sayInstant(at).slice(0, 10) : '';
  const more = provisional ? t('services.provisional') : '';
  const words = {
    ...{ failed: nameOf('services.standing', 'failed'), withdrawn: nameOf('services.standing', 'withdrawn') },
    served: t('services.servedAt', { at: day }) + more,
    underway: at ? t('services.willServe', { at: day }) + more : nameOf('services.standing', 'underway'),
  };
  return <Tag color={colours[row.standing]}>{words[row.standing]}</Tag>;
}

function Facts({ row }: { row: ServiceRow }) {
  const { t, nameOf } = useTerms();
  const comma = t('shell.word.comma');
  const carrier = row.carrier && nameOf('services.carrier', row.manner);
  const facts = [
    [t('services.party'), row.party],
    [t('services.at'), `${sayInstant(row.at)} · ${row.place}`],
    [t('services.officers'), row.officers.map(({ name }) => name).join(comma)],
    [t('services.documentMadeAt'), sayInstant(row.documentMadeAt)],
    [carrier ?? '', row.carrier],
    [t('services.witnesses'), row.witnesses.join(comma)],
    [t('services.reason'), row.reason],
  ] as const;
  return (
    <div>
      {facts
        .filter(([, said]) => said)
        .map(([label, said]) => (
          <div key={label} style={{ overflowWrap: 'anywhere' }}>
            <span className="quiet">{label} </span>
            {said}
          </div>
        ))}
      {row.documentId && <Link to={`/documents/${row.documentId}`}>{t('documents.page')}</Link>}
      {row.recordingIds.length > 0 && (
        <div className="row">
          <span className="quiet">{t('services.recordings')}</span>
          {row.recordingIds.map((id, i) => (
            <Link key={id} to={`/recordings/${id}`}>
              {i + 1}
            </Link>
          ))}
        </div>
      )}
    </div>
  );
}

function Receipts({ row }: { row: ServiceRow }) {
  const { t, nameOf } = useTerms();
  return (
    <ol className="steps">
      {row.receipts.map((one, i) => (
        <li key={one.id}>
          <div style={i < row.receipts.length - 1 ? { textDecoration: 'line-through' } : {}}>
            <strong>{nameOf('services.outcome', one.outcome)}</strong> {sayInstant(one.at)}{' '}
            {[one.receiver, one.relation, one.note].filter(Boolean).join(' · ')}
          </div>
          <div className="quiet">
            {one.byHouse
              ? t('services.byHouse', { at: sayInstant(one.enteredAt) })
              : t('goods.enteredBy', { by: one.enteredBy, at: sayInstant(one.enteredAt) })}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** How the day was counted, in words and with the article. */
function Counted({ row }: { row: ServiceRow }) {
  const { t, pick } = useTerms();
  const { article, why, steps } = row.served;
  if (row.standing === 'withdrawn') return null;
  return (
    <div className="quiet">
      {t('shell.word.bracketed', { name: pick(why), more: pick(article) })}
      {steps.length > 0 && (
        <ol className="strip">
          {steps.map((step) => (
            <li key={step.on} className={step.counted ? 'is-counted' : ''}>
              <strong>{step.on}</strong>
              <div>{pick(step.reason)}</div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** One attempt to serve something, how it ended and when it counts. */
export function ServiceCard({ row, change }: { row: ServiceRow; change: boolean }) {
  const { t, nameOf } = useTerms();
  const now = useNow();
  const [open, setOpen] = useState<'receipt' | 'withdraw' | null>(null);
  const notice = row.manner === 'publicNotice';
  const over = row.served.at !== null && Date.parse(row.served.at) < now;
  const mayConclude = notice ? over && row.receipts.length === 0 : true;
  const words = t(
    notice ? 'services.deem' : row.receipts.length > 0 ? 'services.correct' : 'services.conclude',
  );
  return (
    <Card
      size="small"
      id={`service-${row.id}`}
      data-testid="service"
      title={`${row.number}. ${row.document} · ${nameOf('services.manner', row.manner)}`}
      extra={<ServedTag row={row} />}
    >
      <div className="stack">
        <Facts row={row} />
        <Receipts row={row} />
        <Counted row={row} />
        {change && row.standing !== 'withdrawn' && (
          <div className="row no-print">
            {mayConclude && (
              <Button
                type={row.receipts.length === 0 ? 'primary' : 'default'}
                onClick={() => setOpen('receipt')}
              >
                {words}
              </Button>
            )}
            <Button onClick={() => setOpen('withdraw')}>{t('services.withdraw')}</Button>
          </div>
        )}
      </div>
      {open === 'receipt' && <ReceiptForm row={row} close={() => setOpen(null)} />}
      {open === 'withdraw' && <WithdrawForm row={row} close={() => setOpen(null)} />}
    </Card>
  );
}
