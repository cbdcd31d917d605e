import { Button, Card } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { CaseHead } from './CaseHead.tsx';
import { GoodsForm } from './GoodsForm.tsx';
import { GoodsListCard } from './GoodsListCard.tsx';

/** Things that are held for a case, and what becomes of them. */
export default function CaseGoodsPage() {
  const { t } = useTerms();
  const { id = '' } = useParams();
  const [entering, setEntering] = useState(false);
  // Duties follow the log: shortly after an entry they are there.
  const asked = useAsk(
    'caseGoods',
    { id },
    {
      refetchInterval: ({ state }) =>
        state.data?.lists.some((one) => one.duties.length === 0 && !one.undone) && state.dataUpdateCount < 20
          ? 1500
          : false,
    },
  );
  const enter = (
    <Button type="primary" className="no-print" onClick={() => setEntering(true)}>
      {t('goods.enter')}
    </Button>
  );
  return (
    <div className="page">
      <Answered asked={asked} rows={8}>
        {({ lists, abilities }) => (
          <>
            <CaseHead caseId={id} title={t('goods.page')}>
              {lists.length > 0 && <ExportButton list="caseGoods" filter={{ id }} />}
              {abilities.change && enter}
            </CaseHead>
            {lists.length === 0 && (
              <Card size="small">
                <Blank
                  title={t('goods.emptyTitle')}
                  line={t('goods.emptyLine')}
                  action={abilities.change && enter}
                />
              </Card>
            )}
            <div className="stack">
              {lists.map((list) => (
                <GoodsListCard key={list.id} list={list} change={abilities.change} />
              ))}
            </div>
          </>
        )}
      </Answered>
      {entering && <GoodsForm caseId={id} close={() => setEntering(false)} />}
    </div>
  );
}
