import { type ImportState, sayInstant, saySize } from '@liuhen/contract';
import { Alert, Button, Card, Descriptions, Progress } from 'antd';
import { Link, useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { saidMade } from './import-typed.ts';
import { CellFaults } from './PreviewParts.tsx';

function Outcome({ state: { state, done, rows, made } }: { state: ImportState }) {
  const saying = useTerms();
  const { t } = saying;
  if (state === 'waiting')
    return (
      <div className="stack">
        <strong>{t('sheets.import.waiting')}</strong>
        <Progress percent={rows === 0 ? 0 : Math.floor((done / rows) * 100)} />
        <span className="quiet">{t('sheets.import.progress', { done, n: rows })}</span>
      </div>
    );
  if (state === 'refused' || made === null)
    return <Alert type="error" showIcon title={t('sheets.import.refused')} />;
  const { first, last } = made;
  return (
    <div className="stack">
      <Alert
        type="success"
        showIcon
        title={t('sheets.import.done')}
        description={saidMade(made, saying).join(t('shell.word.comma'))}
      />
      {first !== null && last !== null && <span>{t('sheets.import.made.numbers', { first, last })}</span>}
      {made.accounts > 0 && <Alert type="info" showIcon title={t('sheets.import.passwords')} />}
    </div>
  );
}

/** What became of a file: how far it is, what it made, or what stood against it. Can be left and found again, and printed. */
export default function ImportRecordPage() {
  const { id = '' } = useParams();
  const { t, nameOf } = useTerms();
  const asked = useAsk(
    'readImport',
    { id },
    { refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 1000 : false) },
  );
  return (
    <div className="page stack">
      <PageHead title={t('sheets.import.record')}>
        <Button className="no-print" onClick={() => window.print()}>
          {t('shell.word.print')}
        </Button>
      </PageHead>
      <Answered asked={asked}>
        {(state) => (
          <>
            <Card size="small" title={nameOf('sheets.import', state.kind)}>
              <Outcome state={state} />
            </Card>
            <Card size="small">
              <Descriptions
                size="small"
                column={1}
                items={[
                  {
                    key: 'file',
                    label: t('sheets.import.file'),
                    children: `${state.fileName} · ${saySize(state.size)}`,
                  },
                  {
                    key: 'digest',
                    label: t('sheets.import.digest'),
                    children: <span className="digest">{state.sha256}</span>,
                  },
                  { key: 'by', label: t('sheets.import.by'), children: state.by },
                  {
                    key: 'start',
                    label: t('sheets.import.startedAt'),
                    children: sayInstant(state.startedAt),
                  },
                  {
                    key: 'end',
                    label: t('sheets.import.endedAt'),
                    children: state.endedAt === null ? '—' : sayInstant(state.endedAt),
                  },
                ]}
              />
            </Card>
            {state.faults.length > 0 && (
              <Card size="small" title={t('sheets.import.faults')}>
                <CellFaults
                  kind={state.kind}
                  faults={state.faults}
                  columns={[]}
                  total={state.faults.length}
                />
              </Card>
            )}
            <div className="row no-print">
              <Link to={state.kind === 'cases' ? '/cases' : '/people'}>
                {t(state.kind === 'cases' ? 'shell.page.cases' : 'shell.page.people')}
              </Link>
              <Link to={`/${state.kind}/import`}>{t('sheets.import.another')}</Link>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
