import { type RecordingRow, recordingShapes, type Saying, sayInstant } from '@liuhen/contract';
import { App, Button, Card, Grid, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { sayFileName } from '../../parts/file-name.ts';
import { Answered, Blank, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { RecordingCard, RowDeadline, sayExtent, Thumb, ToCheck } from '../../parts/RecordingRows.tsx';
import { useFilters } from '../../parts/useFilters.ts';
import { usePages } from '../../parts/usePages.ts';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { type FilterKey, filterKeys, RecordingFilters } from './RecordingFilters.tsx';

function columnsOf({ t }: Saying): TableColumnsType<RecordingRow> {
  return [
    {
      title: t('recordings.column.poster'),
      key: 'poster',
      width: 120,
      render: (_, row) => (
        <Link to={`/recordings/${row.id}`} aria-label={sayFileName(row.name)}>
          <Thumb row={row} />
        </Link>
      ),
    },
    { title: t('recordings.key.unit'), dataIndex: 'unit', render: (value) => value ?? '—' },
    { title: t('recordings.key.deviceNo'), dataIndex: 'deviceNo', render: (value) => value ?? '—' },
    { title: t('recordings.key.officer'), dataIndex: 'officer', render: (value) => value ?? '—' },
    {
      title: t('recordings.key.startedAt'),
      dataIndex: 'startedAt',
      render: (value) => <span className="whole">{sayInstant(value)}</span>,
    },
    {
      title: t('recordings.key.partyCause'),
      key: 'partyCause',
      render: (_, row) =>
        row.party || row.cause ? (
          <div style={{ maxWidth: 240 }}>
            {row.party}
            <div className="quiet">{row.cause}</div>
          </div>
        ) : (
          '—'
        ),
    },
    {
      title: t('recordings.column.name'),
      key: 'name',
      render: (_, row) => (
        // Bounded, or one long name would take the room of all other columns, on paper too.
        <div className="file-name" style={{ maxWidth: 300 }}>
          <Link to={`/recordings/${row.id}`}>
            <FileName name={row.name} />
          </Link>
          <div className="quiet">{sayExtent(row)}</div>
          <ToCheck row={row} />
        </div>
      ),
    },
    {
      title: t('recordings.column.deadline'),
      key: 'deadline',
      render: (_, row) => <RowDeadline row={row} />,
    },
  ];
}

/**
 * Takes over the ticked recordings; what was received is sealed and cannot be withdrawn. A refusal closes the question
 * and stays above the list, with the ticks as they were.
 */
function useHandover(chosen: readonly string[], { done, close }: { done: () => void; close: () => void }) {
  const saying = useTerms();
  const { message } = App.useApp();
  const receive = useChange('receiveHandover', ['listRecordings', 'workbench']);
  const submit = () =>
    receive.mutate(
      { recordingIds: [...chosen] },
      {
        onSuccess: ({ received, at }) => {
          message.success(saying.t('recordings.handover.done', { n: received, at: sayInstant(at) }));
          done();
        },
        onError: close,
      },
    );
  return { submit, isBusy: receive.isPending, refusal: receive.error, forget: receive.reset };
}

function List({ rows, isFiltered }: { rows: readonly RecordingRow[]; isFiltered: boolean }) {
  const saying = useTerms();
  const { t } = saying;
  const may = useMay();
  const isWide = Grid.useBreakpoint().md !== false;
  const [chosen, setChosen] = useState<string[]>([]);
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const handover = useHandover(chosen, {
    close,
    done: () => {
      close();
      setChosen([]);
    },
  });
  if (rows.length === 0)
    return isFiltered ? (
      <Blank title={t('recordings.emptyFiltered')} />
    ) : (
      <Blank
        title={t('recordings.emptyTitle')}
        line={t('recordings.emptyLine')}
        action={may('recording.upload') && <Link to="/upload">{t('duties.workbench.goUpload')}</Link>}
      />
    );
  if (!isWide)
    return (
      <div className="card-list">
        {rows.map((row) => (
          <RecordingCard key={row.id} row={row} />
        ))}
      </div>
    );
  return (
    <>
      {may('handover.receive') && (
        <div className="row no-print" style={{ marginBottom: 8 }}>
          <Button disabled={chosen.length === 0} onClick={() => setAsking(true)}>
            {t('recordings.handover.receive', { n: chosen.length })}
          </Button>
          <span className="quiet">{t('recordings.handover.hint')}</span>
        </div>
      )}
      {handover.refusal !== null && <FaultLine fault={handover.refusal} />}
      <Table
        rowKey="id"
        size="small"
        scroll={{ x: 1000 }}
        pagination={false}
        dataSource={[...rows]}
        columns={columnsOf(saying)}
        {...(may('handover.receive')
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                onChange: (keys: React.Key[]) => {
                  setChosen(keys.map(String));
                  handover.forget();
                },
              },
            }
          : {})}
      />
      <Modal
        open={asking}
        title={t('recordings.handover.title')}
        onOk={handover.submit}
        onCancel={close}
        confirmLoading={handover.isBusy}
      >
        {t('recordings.handover.line', { n: chosen.length })}
      </Modal>
    </>
  );
}

const isGood = (key: FilterKey, value: string): boolean =>
  recordingShapes.recordingFilter.shape[key].safeParse(value).success;

/** All recordings that the person may see, by the five legal keys. */
export default function RecordingListPage() {
  const { t } = useTerms();
  const { filters, change, clear } = useFilters(filterKeys, isGood);
  const asked = usePages('listRecordings', filters as Parameters<typeof usePages<'listRecordings'>>[1]);
  return (
    <div className="page">
      <PageHead title={t('shell.page.recordings')}>
        <ExportButton list="recordings" filter={filters} />
        <Button className="no-print only-wide" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
      </PageHead>
      <RecordingFilters filters={filters} change={change} clear={clear} />
      <Card>
        <Answered asked={asked}>
          {(rows) => <List rows={rows} isFiltered={Object.keys(filters).length > 0} />}
        </Answered>
        {asked.hasNextPage && (
          <Button
            block
            className="no-print"
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
