import {
  type CellFault,
  fieldsOfImport,
  type ImportKind,
  type ImportMapping,
  type ImportPreview,
} from '@liuhen/contract';
import { Select, Table } from 'antd';
import { useTerms } from '../../shell/language.ts';
import { headOf, placeOfFault, remapped } from './import-typed.ts';

/** Which column says what: matched by the heads, to be changed where that is wrong. */
export function Matching({
  kind,
  preview: { columns, mapping },
  change,
}: {
  kind: ImportKind;
  preview: ImportPreview;
  change: (mapping: ImportMapping) => void;
}) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const options = columns.map((_, at) => ({ value: at, label: headOf(columns, at, saying) }));
  return (
    <div className="stack">
      <span className="quiet">{t('sheets.import.matchingLine')}</span>
      <div className="register-grid">
        {fieldsOfImport(kind).map(([field, { required }]) => (
          <div key={field} className="stack">
            <span>
              {nameOf(`sheets.field.${kind}`, field)}
              {required && ' *'}
            </span>
            <Select<number>
              allowClear
              aria-label={nameOf(`sheets.field.${kind}`, field)}
              placeholder={t('sheets.import.notThere')}
              options={options}
              value={mapping[field] ?? null}
              onChange={(at: number | undefined) => change(remapped(mapping, field, at))}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Every faulty cell by its place in the file, what it says and what is wrong. */
export function CellFaults({
  kind,
  faults,
  columns,
  total,
}: {
  kind: ImportKind;
  faults: readonly CellFault[];
  columns: readonly string[];
  total: number;
}) {
  const saying = useTerms();
  const { t, language } = saying;
  return (
    <>
      <Table
        size="small"
        rowKey={(fault) => `${fault.row}.${fault.column}.${fault.zh}`}
        pagination={faults.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 560 }}
        dataSource={[...faults]}
        columns={[
          { title: t('sheets.import.row'), dataIndex: 'row', width: 64 },
          {
            title: t('sheets.import.cell'),
            key: 'cell',
            render: (_, fault) => placeOfFault(fault, kind, columns, saying),
          },
          { title: t('sheets.import.value'), dataIndex: 'value', render: (value) => value || '—' },
          { title: t('sheets.import.problem'), key: 'problem', render: (_, fault) => fault[language] },
        ]}
      />
      {total > faults.length && <p className="quiet">{t('sheets.import.shown', { n: faults.length })}</p>}
    </>
  );
}

/** The first rows as they were read. */
export function Sample({ preview: { columns, sample } }: { preview: ImportPreview }) {
  const saying = useTerms();
  return (
    <Table
      size="small"
      rowKey="place"
      pagination={false}
      scroll={{ x: columns.length * 120 }}
      // Two rows may say the same.
      dataSource={sample.map((cells, place) => ({ cells, place }))}
      columns={columns.map((_, at) => ({
        title: headOf(columns, at, saying),
        key: `${at}`,
        render: (_: unknown, { cells }: { cells: string[] }) => cells[at] ?? '',
      }))}
    />
  );
}
