import { type ActRow, sayInstant } from '@liuhen/contract';
import { Button, Card, Grid, Input, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { ActCards } from './ActCards.tsx';

const filterKeys = ['text'] as const;

function List({ rows, isFiltered }: { rows: readonly ActRow[]; isFiltered: boolean }) {
  const { t, nameOf } = useTerms();
  const may = useMay();
  const isWide = Grid.useBreakpoint().md !== false;
  if (rows.length === 0)
    return isFiltered ? (
      <Blank title={t('acts.emptyFiltered')} />
    ) : (
      <Blank
        title={t('acts.emptyTitle')}
        line={t('acts.emptyLine')}
        action={may('act.manage') && <Link to="/acts/new">{t('acts.newAct')}</Link>}
      />
    );
  if (!isWide) return <ActCards rows={rows} />;
  const columns: TableColumnsType<ActRow> = [
    {
      title: t('acts.number'),
      key: 'number',
      render: (_, row) => <Link to={`/acts/${row.id}`}>{row.number}</Link>,
    },
    { title: t('acts.type'), key: 'type', render: (_, row) => nameOf('names.actType', row.type) },
    { title: t('acts.cause'), dataIndex: 'cause' },
    { title: t('acts.party'), dataIndex: 'party', render: (value) => value ?? '—' },
    { title: t('acts.unit'), dataIndex: 'unit' },
    {
      title: t('acts.officers'),
      key: 'officers',
      render: (_, row) => row.officers.map(({ name }) => name).join(t('shell.word.comma')),
    },
    {
      title: t('acts.case'),
      key: 'case',
      render: (_, row) => (row.case ? <Link to={`/cases/${row.case.id}`}>{row.case.number}</Link> : '—'),
    },
    { title: t('acts.startedAt'), dataIndex: 'startedAt', render: (value) => sayInstant(value) },
    {
      title: t('acts.recordings'),
      key: 'recordings',
      render: (_, row) => t('acts.recordingsCount', { n: row.recordings }),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      scroll={{ x: 900 }}
      pagination={false}
      dataSource={[...rows]}
      columns={columns}
    />
  );
}

/** The enforcement acts of the organ. */
export default function ActListPage() {
  const { t } = useTerms();
  const may = useMay();
  const { filters, change } = useFilters(filterKeys);
  const asked = usePages('listActs', filters);
  return (
    <div className="page">
      <PageHead title={t('shell.page.acts')}>
        <ExportButton list="acts" filter={filters} />
        {may('act.manage') && (
          <Link to="/acts/new">
            <Button type="primary">{t('acts.newAct')}</Button>
          </Link>
        )}
      </PageHead>
      <Card size="small" style={{ marginBottom: 12 }} className="no-print">
        <Input.Search
          key={filters.text ?? ''}
          allowClear
          placeholder={t('acts.search')}
          aria-label={t('acts.search')}
          defaultValue={filters.text}
          onSearch={(text) => change({ text: text.trim() })}
        />
      </Card>
      <Card>
        <Answered asked={asked}>
          {(rows) => <List rows={rows} isFiltered={filters.text !== undefined} />}
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
