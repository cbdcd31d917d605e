import { type CaseEvidence, sayInstant } from '@liuhen/contract';
import { Button, Card, Table } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { RecordingCard } from '../../parts/RecordingRows.tsx';
import { useTerms } from '../../shell/language.ts';
import { CaseHead } from './CaseHead.tsx';
import { EvidenceItemCard } from './EvidenceItemCard.tsx';
import { NoteText } from './ItemDetails.tsx';
import { beginWith, ItemForm } from './ItemForm.tsx';

type Suggestion = CaseEvidence['suggestions'][number];

function Suggestions({ rows, take }: { rows: readonly Suggestion[]; take: (row: Suggestion) => void }) {
  const { t } = useTerms();
  return (
    <Card size="small" className="no-print" title={t('evidence.suggestions', { n: rows.length })}>
      <div className="card-list">
        {rows.map((row) => (
          <div key={row.id} className="stack" style={{ gap: 4 }}>
            <RecordingCard row={row} />
            <Button size="small" style={{ alignSelf: 'start' }} onClick={() => take(row)}>
              {t('evidence.useThis')}
            </Button>
          </div>
        ))}
      </div>
    </Card>
  );
}

/** The list as it is filed: a table for paper, what was withdrawn left out. */
function Paper({ known }: { known: CaseEvidence }) {
  const { t, nameOf } = useTerms();
  const comma = t('shell.word.comma');
  return (
    <div className="print-only">
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={known.items.filter(({ withdrawn }) => withdrawn === null)}
        columns={[
          { title: t('evidence.no'), dataIndex: 'number' },
          { title: t('evidence.title'), dataIndex: 'title' },
          { title: t('evidence.kindLabel'), render: (_, row) => nameOf('evidence.kind', row.kind) },
          {
            title: t('evidence.source'),
            render: (_, row) => [row.source, row.providedBy].filter(Boolean).join(comma),
          },
          {
            title: t('evidence.officers'),
            render: (_, row) => row.officers.map(({ name }) => name).join(comma),
          },
          {
            title: t('evidence.obtainedAt'),
            render: (_, row) => `${sayInstant(row.obtainedAt)} ${row.place}`,
          },
          { title: t('evidence.proves'), dataIndex: 'proves' },
        ]}
      />
      {known.items
        .filter(({ withdrawn, note }) => withdrawn === null && note !== null)
        .map((item) => (
          <section key={item.id} style={{ breakInside: 'avoid' }}>
            <strong>{`${t('evidence.number', { n: item.number })} · ${item.title}`}</strong>
            <NoteText item={item} />
          </section>
        ))}
      <div className="signatures">
        <span>{t('evidence.signHere')}</span>
      </div>
    </div>
  );
}

function Shown({ caseId, known }: { caseId: string; known: CaseEvidence }) {
  const { t } = useTerms();
  const [entering, setEntering] = useState<Suggestion | 'new' | null>(null);
  const { change } = known.abilities;
  const enter = (
    <Button type="primary" onClick={() => setEntering('new')}>
      {t('evidence.enter')}
    </Button>
  );
  return (
    <>
      <CaseHead caseId={caseId} title={t('evidence.page')}>
        {known.items.length > 0 && <ExportButton list="evidence" filter={{ id: caseId }} />}
        {change && <span className="no-print">{enter}</span>}
      </CaseHead>
      <Paper known={known} />
      <div className="stack no-print">
        {known.items.length === 0 && (
          <Card size="small">
            <Blank title={t('evidence.emptyTitle')} line={t('evidence.emptyLine')} action={change && enter} />
          </Card>
        )}
        {known.suggestions.length > 0 && <Suggestions rows={known.suggestions} take={setEntering} />}
        {known.items.length > 0 && (
          <Card size="small" title={t('evidence.section', { n: known.items.length })}>
            <div className="card-list">
              {known.items.map((item) => (
                <EvidenceItemCard key={item.id} item={item} known={known} />
              ))}
            </div>
          </Card>
        )}
      </div>
      {entering !== null && (
        <ItemForm
          caseId={caseId}
          item={null}
          {...(entering === 'new' ? {} : { begun: beginWith(entering) })}
          close={() => setEntering(null)}
        />
      )}
    </>
  );
}

/** What a case rests on, on a screen to work with and on paper as the list that is filed. */
export default function EvidencePage() {
  const { id = '' } = useParams();
  const asked = useAsk('caseEvidence', { id });
  return (
    <div className="page">
      <Answered asked={asked} rows={8}>
        {(known) => <Shown caseId={id} known={known} />}
      </Answered>
    </div>
  );
}
