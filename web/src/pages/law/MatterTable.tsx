import type { ShownMatter } from '@liuhen/contract';
import { Grid, Table } from 'antd';
import type { ReactNode } from 'react';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { FactCard } from '../../parts/FactCard.tsx';
import { Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { type MatterColumn, matterColumns, sayCell } from './matter-words.ts';

interface Numbered {
  no: number;
  row: ShownMatter;
}

const widths = { subject: 180, content: 240, link: 160, methods: 80, duty: 130, articles: 220 };

/** Articles of texts that the house has lead to the library. */
function Articles({ row }: { row: ShownMatter }) {
  return row.citations.map((citation) => (
    <div key={citation.article}>
      {citation.packId === '' ? citation.article : <ArticleLink citation={citation} />}
    </div>
  ));
}

interface Props {
  rows: readonly ShownMatter[];
  /** Whether articles lead to the library, which asks for a sign-in. */
  linked?: boolean;
}

/** The matters of a list: a table, or cards on a narrow screen. */
export function MatterTable({ rows, linked = false }: Props) {
  const words = useTerms();
  const { t } = words;
  const isWide = Grid.useBreakpoint().lg !== false;
  const numbered = rows.map((row, at): Numbered => ({ no: at + 1, row }));
  const say = (row: ShownMatter, key: MatterColumn): ReactNode =>
    linked && key === 'articles' ? <Articles row={row} /> : sayCell(row, key, words);
  if (rows.length === 0) return <Blank title={t('matters.count', { n: 0 })} />;
  if (!isWide)
    return (
      <div className="card-list">
        {numbered.map(({ no, row }) => (
          <FactCard
            key={no}
            title={`${no}. ${row.matter}`}
            facts={matterColumns.map((key) => ({
              key,
              label: t(`matters.column.${key}`),
              said: say(row, key),
            }))}
          />
        ))}
      </div>
    );
  return (
    <Table<Numbered>
      rowKey="no"
      size="small"
      scroll={{ x: 1080 }}
      pagination={false}
      dataSource={numbered}
      columns={[
        { title: t('matters.column.no'), dataIndex: 'no', width: 56 },
        {
          title: t('matters.column.matter'),
          width: 160,
          render: (_, { row }) => <strong>{row.matter}</strong>,
        },
        ...matterColumns.map((key) => ({
          key,
          title: t(`matters.column.${key}`),
          width: widths[key],
          render: (_: unknown, { row }: Numbered) => say(row, key),
        })),
      ]}
    />
  );
}
