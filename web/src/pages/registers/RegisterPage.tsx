import { type Occasion, type RegisterKind, type RegisterRow, registerOf } from '@liuhen/contract';
import { Button, Card, Grid, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useAsk } from '../../api.ts';
import { sayCitation } from '../../parts/duty-words.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FactCard } from '../../parts/FactCard.tsx';
import { PickOne, SearchWords } from '../../parts/FilterFields.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { EntryForm } from './EntryForm.tsx';
import {
  type FilterKey,
  filterKeys,
  isGood,
  isStanding,
  listedIn,
  narrowedBy,
  occasions,
} from './register-typed.ts';
import { Findings, Value } from './Value.tsx';

/** What of a register a reader narrows beside words and standing: its devices, people or occasions. */
function Narrowed({ kind, value, change }: Narrowing) {
  const { t, nameOf } = useTerms();
  const by = narrowedBy(kind);
  const devices = useAsk('listDevices', {}, { enabled: by === 'deviceId', staleTime: 60_000 });
  const officers = useAsk('listOfficers', {}, { enabled: by === 'officerId', staleTime: 60_000 });
  if (by === null) return null;
  const options = {
    deviceId: (devices.data ?? []).map(({ id, deviceNo }) => ({ value: id, label: deviceNo })),
    officerId: (officers.data ?? []).map(({ id, name, unitName }) => ({
      value: id,
      label: t('books.page.person', { name, unit: unitName }),
    })),
    occasion: occasions.map((one) => ({ value: one, label: nameOf('books.choice', one) })),
  };
  const field = by === 'officerId' ? 'officerIds' : by;
  return (
    <PickOne
      label={nameOf('books.field', field)}
      value={value[by]}
      options={options[by]}
      change={(next) => change({ [by]: next })}
    />
  );
}

interface Narrowing {
  kind: RegisterKind;
  value: Partial<Record<FilterKey, string>>;
  change: (next: Partial<Record<FilterKey, string | undefined>>) => void;
}

function Rows({ rows, open }: { rows: readonly RegisterRow[]; open: (row: RegisterRow) => void }) {
  const { t, nameOf } = useTerms();
  const isWide = Grid.useBreakpoint().md !== false;
  const kind = rows[0]?.kind ?? 'training';
  const { title } = registerOf(kind);
  const openButton = (row: RegisterRow) => (
    <Button size="small" onClick={() => open(row)}>
      {t('shell.word.more')}
    </Button>
  );
  if (!isWide)
    return (
      <div className="card-list">
        {rows.map((row) => (
          <FactCard
            key={row.id}
            title={<Value row={row} field={title} />}
            tags={<Findings findings={row.findings} />}
            facts={listedIn(kind)
              .filter((field) => field !== title)
              .map((field) => ({
                key: field,
                label: nameOf('books.field', field),
                said: row.content[field] === undefined ? null : <Value row={row} field={field} />,
              }))}
            action={openButton(row)}
          />
        ))}
      </div>
    );
  const columns: TableColumnsType<RegisterRow> = [
    ...listedIn(kind).map((field) => ({
      title: nameOf('books.field', field),
      key: field,
      render: (_: unknown, row: RegisterRow) => <Value row={row} field={field} />,
    })),
    {
      title: t('books.page.findings'),
      key: 'findings',
      render: (_, row) => <Findings findings={row.findings} />,
    },
    { title: t('books.page.statedBy'), dataIndex: 'statedBy' },
    { title: t('shell.word.actions'), key: 'actions', render: (_, row) => openButton(row) },
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

/** One register: what is in it, what has to be looked at, and a further entry. */
export default function RegisterPage() {
  const { t, nameOf, language } = useTerms();
  const kind = useLocation().pathname.split('/')[2] as RegisterKind;
  const { filters, change } = useFilters(filterKeys, isGood);
  const { entry, standing, occasion, ...rest } = filters;
  const asked = usePages('listRegister', {
    ...(rest as Omit<typeof rest, 'occasion'>),
    ...(occasion === undefined ? {} : { occasion: occasion as Occasion }),
    kind,
    ...(isStanding(standing) ? { standing } : {}),
  });
  const summary = useAsk('listRegisters', {}).data?.find((one) => one.kind === kind);
  const [adding, setAdding] = useState(false);
  const cited = (summary?.citations ?? [])
    .map((one) => sayCitation(one, language))
    .join(t('shell.word.comma'));
  const isFiltered = Object.keys(filters).some((key) => key !== 'entry');
  const add = summary?.mayKeep && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('books.page.add')}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={nameOf('books.kind', kind)}>
        <Link to="/registers">{t('books.page.back')}</Link>
        <ExportButton list="register" filter={{ ...rest, occasion, standing, kind }} />
        {add}
      </PageHead>
      <p className="quiet">
        {nameOf('books.about', kind)} {cited === '' ? '' : t('books.page.askedBy', { cited })}
      </p>
      <Card size="small" style={{ marginBottom: 12 }} className="no-print">
        <div className="row">
          <SearchWords
            label={t('books.page.search')}
            value={filters.text}
            change={(text) => change({ text })}
          />
          <PickOne
            label={t('books.page.all')}
            value={standing}
            options={[
              { value: 'open', label: t('books.page.open') },
              { value: 'attention', label: t('books.page.needsAttention') },
              { value: 'withdrawn', label: t('books.page.withdrawn') },
            ]}
            change={(value) => change({ standing: value })}
          />
          <Narrowed kind={kind} value={filters} change={change} />
        </div>
      </Card>
      <Card>
        <Answered asked={asked}>
          {(rows) =>
            rows.length > 0 ? (
              <Rows rows={rows} open={(row) => change({ entry: row.entryId })} />
            ) : (
              <Blank
                title={t(isFiltered ? 'books.page.emptyFiltered' : 'books.page.empty')}
                line={isFiltered ? '' : nameOf('books.about', kind)}
                action={!isFiltered && add}
              />
            )
          }
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
      {adding && (
        <EntryForm
          kind={kind}
          seen={null}
          notice={kind === 'fault' ? t('books.page.faultStops', { cited }) : null}
          close={() => setAdding(false)}
        />
      )}
      {entry && <EntryDrawer id={entry} close={() => change({ entry: undefined })} />}
    </div>
  );
}
