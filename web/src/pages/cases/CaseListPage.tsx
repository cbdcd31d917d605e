import { type CaseRow, type CaseStage, caseStages, sayInstant } from '@liuhen/contract';
import { Button, Card, Grid, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { PickOne, SearchWords } from '../../parts/FilterFields.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';

const filterKeys = ['text', 'stage'] as const;
const isStage = (stage: string): stage is CaseStage => caseStages.some((one) => one === stage);
/** Whether an address says something that can be filtered by; anything else in it is dropped. */
const isFilter = (key: (typeof filterKeys)[number], value: string) => key !== 'stage' || isStage(value);

function Cards({ rows }: { rows: readonly CaseRow[] }) {
  const { t, nameOf } = useTerms();
  return (
    <div className="card-list">
      {rows.map((row) => (
        <Link key={row.id} to={`/cases/${row.id}`} className="card-row">
          <span className="stack">
            <strong>{[row.number, row.ownNumber].filter(Boolean).join(' · ')}</strong>
            <span>{[row.cause, row.party].filter(Boolean).join(' · ')}</span>
            <span className="quiet">
              {nameOf('names.procedure', row.procedure)} · {sayInstant(row.openedAt)} ·{' '}
              {t(`procedure.state.${row.state}`)} · {t('cases.actsCount', { n: row.actCount })}
            </span>
          </span>
        </Link>
      ))}
    </div>
  );
}

function Rows({ rows }: { rows: readonly CaseRow[] }) {
  const { t, nameOf } = useTerms();
  const columns: TableColumnsType<CaseRow> = [
    {
      title: t('cases.number'),
      key: 'number',
      onCell: () => ({ style: { whiteSpace: 'nowrap' } }),
      render: (_, row) => <Link to={`/cases/${row.id}`}>{row.number}</Link>,
    },
    { title: t('cases.ownNumber'), dataIndex: 'ownNumber', render: (value) => value ?? '—' },
    { title: t('cases.cause'), dataIndex: 'cause' },
    { title: t('cases.party'), dataIndex: 'party', render: (value) => value ?? '—' },
    { title: t('cases.unit'), dataIndex: 'unit' },
    {
      title: t('cases.officers'),
      key: 'officers',
      render: (_, row) => row.officers.map(({ name }) => name).join(t('shell.word.comma')),
    },
    {
      title: t('cases.procedure'),
      key: 'procedure',
      render: (_, row) => nameOf('names.procedure', row.procedure),
    },
    {
      title: t('cases.state'),
      key: 'state',
      render: (_, row) => (
        <>
          {nameOf('procedure.state', row.state)}
          {row.closedAt !== null && <div className="quiet">{sayInstant(row.closedAt)}</div>}
        </>
      ),
    },
    { title: t('cases.openedAt'), dataIndex: 'openedAt', render: (value) => sayInstant(value) },
    {
      title: t('cases.acts'),
      key: 'acts',
      render: (_, row) => t('cases.actsCount', { n: row.actCount }),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      scroll={{ x: 1000 }}
      pagination={false}
      dataSource={[...rows]}
      columns={columns}
    />
  );
}

function List({ rows, isFiltered }: { rows: readonly CaseRow[]; isFiltered: boolean }) {
  const { t } = useTerms();
  const may = useMay();
  const isWide = Grid.useBreakpoint().md !== false;
  if (rows.length > 0) return isWide ? <Rows rows={rows} /> : <Cards rows={rows} />;
  if (isFiltered) return <Blank title={t('cases.noneFound')} />;
  const action = may('case.manage') && <Link to="/cases/new">{t('cases.newCase')}</Link>;
  return <Blank title={t('cases.emptyTitle')} line={t('cases.emptyLine')} action={action} />;
}

/** The cases of the organ. */
export default function CaseListPage() {
  const { t } = useTerms();
  const may = useMay();
  const { filters, change } = useFilters(filterKeys, isFilter);
  const asked = usePages('listCases', filters as object);
  return (
    <div className="page">
      <PageHead title={t('shell.page.cases')}>
        <Link to="/cases/settings">
          <Button>{t('shell.page.caseSettings')}</Button>
        </Link>
        <ExportButton list="cases" filter={filters} />
        {may('case.manage') && (
          <Link to="/cases/import">
            <Button>{t('sheets.import.cases')}</Button>
          </Link>
        )}
        {may('case.manage') && (
          <Link to="/cases/new">
            <Button type="primary">{t('cases.newCase')}</Button>
          </Link>
        )}
      </PageHead>
      <Card size="small" style={{ marginBottom: 12 }} className="no-print">
        <div className="row">
          <SearchWords label={t('cases.search')} value={filters.text} change={(text) => change({ text })} />
          <PickOne
            label={t('cases.stage')}
            value={filters.stage}
            options={caseStages.map((value) => ({ value, label: t(`procedure.stage.${value}`) }))}
            change={(stage) => change({ stage })}
          />
        </div>
      </Card>
      <Card>
        <Answered asked={asked}>
          {(rows) => (
            <List rows={rows} isFiltered={filters.text !== undefined || filters.stage !== undefined} />
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
      </Card>
    </div>
  );
}
