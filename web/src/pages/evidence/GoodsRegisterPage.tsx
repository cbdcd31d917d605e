import { Button, Card, Segmented } from 'antd';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';
import { GoodsListCard } from './GoodsListCard.tsx';

const states = ['held', 'confiscated', 'all'] as const;
type State = (typeof states)[number];

/** What the organ holds under a measure and until when, and what it confiscated and still has. */
export default function GoodsRegisterPage() {
  const { t, nameOf } = useTerms();
  const { filters, change } = useFilters(['state'] as const);
  const state = states.find((one) => one === filters.state) ?? 'held';
  const asked = usePages('listGoods', { state });
  return (
    <div className="page">
      <PageHead title={t('goods.registerPage')}>
        <ExportButton list="goods" filter={{ state }} />
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
      </PageHead>
      <p className="quiet">{t('goods.registerLine')}</p>
      <Card size="small" className="no-print" style={{ marginBottom: 12 }}>
        <Segmented<State>
          value={state}
          onChange={(next) => change({ state: next })}
          options={states.map((value) => ({ value, label: nameOf('goods.state', value) }))}
        />
      </Card>
      <Answered asked={asked}>
        {(rows) => (
          <div className="stack">
            {rows.length === 0 && (
              <Card size="small">
                <Blank title={t('goods.noneInState')} line={t('goods.registerLine')} />
              </Card>
            )}
            {rows.map((list) => (
              <GoodsListCard key={list.id} list={list} change={false} ofCase />
            ))}
          </div>
        )}
      </Answered>
      {asked.hasNextPage && (
        <Button
          block
          style={{ marginTop: 12 }}
          loading={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {t('shell.word.next')}
        </Button>
      )}
    </div>
  );
}
