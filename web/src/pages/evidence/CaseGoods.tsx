import { Card, Tag } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

/** Goods under a measure as a section of the page of their case. */
export function CaseGoods({ caseId }: { caseId: string }) {
  const { t, nameOf } = useTerms();
  const asked = useAsk('caseGoods', { id: caseId });
  return (
    <Card
      size="small"
      title={t('goods.section', { n: asked.data?.lists.length ?? 0 })}
      extra={
        <Link to={`/cases/${caseId}/goods`} className="no-print">
          {t('goods.open')}
        </Link>
      }
    >
      <Answered asked={asked} rows={2}>
        {({ lists }) =>
          lists.length === 0 ? (
            <Blank title={t('goods.emptyTitle')} line={t('goods.emptyLine')} />
          ) : (
            <ol className="steps">
              {lists.map((list) => (
                <li key={list.id} className="row">
                  <span>
                    {t('goods.list', { n: list.number })} · {nameOf('goods.measure', list.measure)} ·{' '}
                    {list.lines.map(({ name }) => name).join(t('shell.word.comma'))}
                  </span>
                  {list.undone && <Tag>{t('goods.undone')}</Tag>}
                  {list.duties.map((duty) => (
                    <DeadlineTag key={duty.id} facts={duty} duty={duty} />
                  ))}
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </Card>
  );
}
