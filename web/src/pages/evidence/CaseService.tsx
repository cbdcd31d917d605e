import { Card } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { ServedTag } from './ServiceCard.tsx';

/** What was served in a case as a section of its page. */
export function CaseService({ caseId }: { caseId: string }) {
  const { t, nameOf } = useTerms();
  const asked = useAsk('caseServices', { id: caseId });
  return (
    <Card
      size="small"
      title={t('services.section', { n: asked.data?.services.length ?? 0 })}
      extra={
        <Link to={`/cases/${caseId}/services`} className="no-print">
          {t('services.open')}
        </Link>
      }
    >
      <Answered asked={asked} rows={2}>
        {({ services }) =>
          services.length === 0 ? (
            <Blank title={t('services.emptyTitle')} line={t('services.emptyLine')} />
          ) : (
            <ol className="steps">
              {services.map((row) => (
                <li key={row.id} className="row">
                  <span>
                    {row.number}. {row.document} · {nameOf('services.manner', row.manner)} · {row.party}
                  </span>
                  <ServedTag row={row} />
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </Card>
  );
}
