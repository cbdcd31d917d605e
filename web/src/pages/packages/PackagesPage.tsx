import { byteRoutes, type PackageRow, sayInstant, saySize } from '@liuhen/contract';
import { Alert, Button, Card, Progress, Tag, Typography } from 'antd';
import { useEffect } from 'react';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';

const colours = { waiting: 'default', building: 'processing', ready: 'success', failed: 'error' } as const;
const everyMillis = 1000;

function Outcome({ row }: { row: PackageRow }) {
  const { t, pick } = useTerms();
  const { state, done, total, fault, size, id, digest } = row;
  if (fault !== null) return <Alert type="error" showIcon title={pick(fault)} />;
  if (state !== 'ready' || size === null)
    return <Progress percent={total === 0 ? 0 : Math.floor((100 * done) / total)} status="active" />;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <span>
        {t('packages.digest')}{' '}
        <Typography.Text className="digest" copyable style={{ wordBreak: 'break-all' }}>
          {digest ?? ''}
        </Typography.Text>
      </span>
      <span>
        <Button type="primary" href={byteRoutes.packageZip(id)} download>
          {t('packages.download', { size: saySize(size) })}
        </Button>
      </span>
    </div>
  );
}

function PackageCard({ row }: { row: PackageRow }) {
  const { t, nameOf } = useTerms();
  const { kind, title, state, recipient, purpose, orderedBy, orderedAt, handedOut } = row;
  return (
    <Card size="small" data-testid="package">
      <div className="stack" style={{ gap: 6 }}>
        <span>
          <strong>
            {nameOf('packages.kind', kind)} {title}
          </strong>{' '}
          <Tag color={colours[state]}>{nameOf('packages.state', state)}</Tag>
        </span>
        <span>{t('packages.forWhom', { recipient, purpose })}</span>
        <span className="quiet">
          {t('packages.byWhom', { by: orderedBy, at: sayInstant(orderedAt) })}
          {handedOut > 0 && ` · ${t('packages.handedOut', { n: handedOut })}`}
        </span>
        <Outcome row={row} />
      </div>
    </Card>
  );
}

const isUnderWay = ({ state }: PackageRow): boolean => state === 'waiting' || state === 'building';

/** The evidence packages of the organ, newest first: how far each is, its digest, the way to its file. */
export default function PackagesPage() {
  const { t } = useTerms();
  const asked = usePages('listPackages', { limit: 20 });
  const { data, refetch, isFetchingNextPage, hasNextPage, fetchNextPage } = asked;
  const moving = data?.some(isUnderWay) === true;
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => void refetch(), everyMillis);
    return () => clearInterval(timer);
  }, [moving, refetch]);
  return (
    <div className="page">
      <PageHead title={t('shell.page.packages')}>
        <ExportButton list="packages" />
      </PageHead>
      <p className="quiet">{t('packages.line')}</p>
      <Answered asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <Blank title={t('packages.emptyTitle')} line={t('packages.emptyLine')} />
          ) : (
            <div className="stack">
              <p className="quiet no-print" style={{ margin: 0 }}>
                {t('packages.program')}
              </p>
              {rows.map((row) => (
                <PackageCard key={row.id} row={row} />
              ))}
              {hasNextPage && (
                <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('shell.word.next')}
                </Button>
              )}
            </div>
          )
        }
      </Answered>
    </div>
  );
}
