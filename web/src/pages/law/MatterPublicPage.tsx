import { ContractError, type PublicMatters } from '@liuhen/contract';
import { Alert, Button, Card } from 'antd';
import { useEffect } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { MatterFiles } from './MatterFiles.tsx';
import { StandingTag } from './MatterStanding.tsx';
import { MatterTable } from './MatterTable.tsx';
import { sayForce } from './matter-words.ts';

function Versions({ list }: { list: PublicMatters }) {
  const words = useTerms();
  const { t } = words;
  return (
    <Card className="no-print" title={t('matters.otherVersions')}>
      <ul className="steps">
        {list.versions.map((one) => (
          <li key={one.version}>
            <Link
              to={`?version=${one.version}`}
              {...(one.version === list.version ? { 'aria-current': 'page' as const } : {})}
            >
              {t('matters.version', { n: one.version })}
            </Link>{' '}
            <span className="quiet">{sayForce(one, words)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Published({ list }: { list: PublicMatters }) {
  const words = useTerms();
  const { t } = words;
  useEffect(() => {
    document.title = list.title;
  }, [list.title]);
  return (
    <>
      <div className="quiet">{list.organ.name}</div>
      <PageHead title={list.title}>
        <StandingTag standing={list.standing} />
        <Button className="no-print" onClick={() => print()}>
          {t('matters.print')}
        </Button>
      </PageHead>
      {list.standing === 'superseded' && (
        <Alert
          type="warning"
          showIcon
          title={t('matters.supersededLine')}
          action={<Link to="?">{t('matters.inForce')}</Link>}
        />
      )}
      <div className="quiet">
        {t('matters.version', { n: list.version })} · {sayForce(list, words)} ·{' '}
        {t('matters.count', { n: list.matters.length })}
        <br />
        {t('matters.approvalLine', { reviewed: list.reviewedOn, approved: list.approvedOn })}
      </div>
      <MatterFiles organ={list.organ.code} version={list.version} />
      <MatterTable rows={list.matters} />
      <Versions list={list} />
    </>
  );
}

const isAbsent = (error: unknown) =>
  error instanceof ContractError && (error.status === 404 || error.status === 400);

/** An organ's published list as everybody reads it, without sign-in. */
export default function MatterPublicPage() {
  const { t } = useTerms();
  const { organ = '' } = useParams();
  const version = Number(useSearchParams()[0].get('version') ?? '');
  const asked = useAsk('publicMatters', { organ, ...(version > 0 ? { version } : {}) });
  return (
    <div className="page stack">
      {isAbsent(asked.error) ? (
        <Blank title={t('matters.absent')} line={t('matters.absentLine')} />
      ) : (
        <Answered asked={asked} rows={10}>
          {(list) => <Published list={list} />}
        </Answered>
      )}
    </div>
  );
}
