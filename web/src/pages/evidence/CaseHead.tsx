import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../../parts/PageState.tsx';
import { useCase } from '../../parts/PickCase.tsx';
import { useTerms } from '../../shell/language.ts';

/** Head of a page about one side of a case: what it shows, of which case, and what can be done. */
export function CaseHead({
  caseId,
  title,
  children,
}: {
  caseId: string;
  title: string;
  children?: ReactNode;
}) {
  const { t } = useTerms();
  const { data } = useCase(caseId);
  return (
    <>
      <PageHead title={title}>
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
        {children}
      </PageHead>
      {data && (
        <p className="quiet">
          <Link to={`/cases/${caseId}`}>
            {[data.number, data.ownNumber, data.cause, data.party].filter(Boolean).join(' · ')}
          </Link>
        </p>
      )}
    </>
  );
}
