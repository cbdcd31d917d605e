import { CloseCircleFilled, LoadingOutlined, SafetyCertificateFilled } from '@ant-design/icons';
import { ContractError, sayInstant } from '@liuhen/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Collapse } from 'antd';
import type { ReactNode } from 'react';
import { call } from '../api.ts';
import { readInstant } from '../shell/clock.ts';
import { useTerms } from '../shell/language.ts';
import {
  checkRecording,
  checkRow,
  type RecordCheck,
  type ShownRecording,
  type ShownRow,
  shownOf,
} from './custody-check.ts';

/** The list of what was checked, each with its outcome in words. */
export function CheckList({ checked, notChecked }: { checked: RecordCheck; notChecked: string }) {
  const { nameOf, t } = useTerms();
  return (
    <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
      {checked.checks.map(({ check, ok, fault }) => (
        <li key={check}>
          {ok ? '✓' : '✗'} {nameOf('custody.check', check)}
          {!ok && <span className="digest quiet"> {fault}</span>}
        </li>
      ))}
      {checked.withheld && <li>{t('custody.badge.withheldLine')}</li>}
      {checked.erased && (
        <li>{t('custody.badge.erasedLine', { ...checked.erased, at: sayInstant(checked.erased.at) })}</li>
      )}
      <li className="quiet">{notChecked}</li>
    </ul>
  );
}

/** Since when it is proven: by the house's own clock, and by whoever outside said so first. */
export function SinceWhen({ checked: { at, receipt } }: { checked: RecordCheck }) {
  const { t, nameOf } = useTerms();
  const attested = receipt.attested ?? [];
  return (
    <ul style={{ paddingInlineStart: 18, margin: 0 }}>
      {at !== null && <li>{t('custody.since.own', { at: sayInstant(at) })}</li>}
      {attested.map(({ by, as, at: said, size }) => (
        <li key={`${as} ${by}`}>
          {t('custody.since.outside', { by, as: nameOf('custody.since.as', as), at: sayInstant(said), size })}
        </li>
      ))}
      <li className="quiet">{t(attested.length === 0 ? 'custody.since.nobody' : 'custody.since.told')}</li>
    </ul>
  );
}

/** The receipt as a file, for whoever checks it elsewhere (docs/formats/custody-log.md). */
function SaveReceipt({ checked: { receipt, index } }: { checked: RecordCheck }) {
  const { t } = useTerms();
  const content = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 1))}`;
  return (
    <Button size="small" className="no-print" href={content} download={`receipt-${index + 1}.json`}>
      {t('custody.badge.receipt')}
    </Button>
  );
}

interface Told {
  /** Stands beside the outcome when all holds. */
  proven?: string;
  /** What this check does not tell. */
  notChecked: string;
}

function Outcome({ checked, again, ...told }: Told & { checked: RecordCheck; again: ReactNode }) {
  const { t, nameOf } = useTerms();
  const proven = checked.ok && !checked.withheld && checked.erased === null;
  const by = checked.signedBy.join(t('shell.word.comma'));
  const failed = checked.checks
    .filter(({ ok }) => !ok)
    .map(({ check }) => nameOf('custody.check', check))
    .join(t('shell.word.comma'));
  const details = (
    <>
      <CheckList checked={checked} notChecked={told.notChecked} />
      <p className="quiet">
        {t('custody.badge.position', { index: checked.index + 1, size: checked.size })} ·{' '}
        {t('custody.badge.signedBy')} {by}
      </p>
      <span className="row">
        {again}
        <SaveReceipt checked={checked} />
      </span>
    </>
  );
  return (
    <div data-testid="custody-badge" data-ok={proven}>
      <Alert
        type={proven ? 'success' : checked.ok ? 'warning' : 'error'}
        showIcon
        icon={checked.ok ? <SafetyCertificateFilled /> : <CloseCircleFilled />}
        title={
          proven
            ? t('custody.badge.proven', { index: checked.index + 1, by })
            : checked.ok
              ? t('custody.badge.withheld', { index: checked.index + 1, by })
              : t('custody.badge.failed', { check: failed })
        }
        description={
          checked.ok && (
            <>
              {proven && told.proven}
              <SinceWhen checked={checked} />
            </>
          )
        }
      />
      <Collapse
        ghost
        size="small"
        items={[{ key: 'details', label: t('custody.badge.details'), children: details }]}
      />
    </div>
  );
}

interface Proving extends Told {
  /** What the page shows and is compared. */
  shown: unknown;
  check: () => Promise<RecordCheck>;
}

/** Has this browser verify that a record is sealed, and says what that means, by whom and since when. */
function Proof({ shown, check, ...told }: Proving) {
  const { t } = useTerms();
  const asked = useQuery({
    queryKey: ['custodyBadge', shown],
    queryFn: check,
    // The entry of a record that was just stored is sequenced within a moment.
    retry: (failures, error) => failures < 6 && error instanceof ContractError && error.status === 404,
    retryDelay: 1000,
    staleTime: 60_000,
  });
  const again = (
    <Button size="small" className="no-print" loading={asked.isFetching} onClick={() => void asked.refetch()}>
      {t('custody.badge.again')}
    </Button>
  );
  if (asked.data === undefined) {
    const text = asked.error === null ? 'custody.badge.checking' : 'custody.badge.unavailable';
    const icon = asked.error === null ? <LoadingOutlined /> : undefined;
    return (
      <Alert
        type={asked.error === null ? 'info' : 'warning'}
        showIcon
        icon={icon}
        title={t(asked.failureCount > 0 && asked.error === null ? 'custody.badge.waiting' : text)}
        action={asked.error === null ? undefined : again}
      />
    );
  }
  return <Outcome checked={asked.data} again={again} {...told} />;
}

/** The proof of a recording. */
export function CustodyBadge({ recording }: { recording: ShownRecording }) {
  const { t } = useTerms();
  const shown = shownOf(recording);
  return (
    <Proof
      shown={shown}
      check={() => checkRecording(shown, { call, now: readInstant() })}
      proven={t('custody.badge.provenFile')}
      notChecked={t('custody.badge.notChecked')}
    />
  );
}

/** The proof of a case, an act or a document by its last entry. */
export function RowProof({ row }: { row: ShownRow }) {
  const { t } = useTerms();
  return (
    <Proof
      shown={row}
      check={() => checkRow(row, { call, now: readInstant() })}
      notChecked={t(`custody.rowNotChecked.${row.table}`)}
    />
  );
}
