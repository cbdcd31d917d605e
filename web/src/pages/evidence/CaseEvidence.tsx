import { Card } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { ItemTags } from './EvidenceItemCard.tsx';

/** The evidence of a case as a section of its page. */
export function CaseEvidence({ caseId }: { caseId: string }) {
  const { t, nameOf } = useTerms();
  const asked = useAsk('caseEvidence', { id: caseId });
  const to = `/cases/${caseId}/evidence`;
  return (
    <Card
      size="small"
      title={t('evidence.section', { n: asked.data?.items.length ?? 0 })}
      extra={
        <Link to={to} className="no-print">
          {t('evidence.open')}
        </Link>
      }
    >
      <Answered asked={asked} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank title={t('evidence.emptyTitle')} line={t('evidence.emptyLine')} />
          ) : (
            <ol className="steps">
              {items.map((item) => (
                <li key={item.id} className="row">
                  <span>
                    {item.number}. {item.title} · {nameOf('evidence.kind', item.kind)}
                  </span>
                  <ItemTags item={item} />
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </Card>
  );
}
