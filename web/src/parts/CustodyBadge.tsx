import { CloseCircleFilled, LoadingOutlined, SafetyCertificateFilled } from '@ant-design/icons';
import { ContractError, sayInstant } from '@liuhen/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Collapse } from 'antd';
import { call } from '../api.ts';
import { readInstant } from '../shell/clock.ts';
import { useTerms } from '../shell/language.ts';
import { checkRecording, type RecordCheck, type ShownRecording, shownOf } from './custody-check.ts';

/** The list of what was checked, each with its outcome in words. */
export function CheckList({ checked }: { checked: RecordCheck }) {
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
      <li className="quiet">{t('custody.badge.notChecked')}</li>
    </ul>
  );
}

/** Verifies in this browser that the record is sealed, and says in a sentence what that means. */
export function CustodyBadge({ recording }: { recording: ShownRecording }) {
  const shown = shownOf(recording);
  const { t, nameOf } = useTerms();
  const asked = useQuery({
    queryKey: ['custodyBadge', shown],
    queryFn: () => checkRecording(shown, { call, now: readInstant() }),
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
  const checked = asked.data;
  const proven = checked.ok && !checked.withheld && checked.erased === null;
  const by = checked.signedBy.join(t('shell.word.comma'));
  const failed = checked.checks
    .filter(({ ok }) => !ok)
    .map(({ check }) => nameOf('custody.check', check))
    .join(t('shell.word.comma'));
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
        description={proven ? t('custody.badge.provenFile') : undefined}
      />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'details',
            label: t('custody.badge.details'),
            children: (
              <>
                <CheckList checked={checked} />
                <p className="quiet">
                  {t('custody.badge.position', { index: checked.index + 1, size: checked.size })} ·{' '}
                  {t('custody.badge.signedBy')} {by}
                </p>
                {again}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
