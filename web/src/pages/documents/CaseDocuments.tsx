import { type DocumentList, type DocumentRowShown, documentShapes, sayInstant } from '@liuhen/contract';
import { Button, Card, Input, InputNumber, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { newId } from '../../parts/new-id.ts';
import { Answered, Blank, FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { AttachScan, ScanLine } from './Scans.tsx';
import { renewed, stateColors } from './words.ts';

interface About {
  caseId?: string;
  actId?: string;
}

/** All kinds, by the stage in which they are made, narrowed by a word. */
function Chooser({ about, close }: { about: About; close: () => void }) {
  const { t, language } = useTerms();
  const navigate = useNavigate();
  const [word, setWord] = useState('');
  const kinds = useAsk('listDocumentKinds', {}, { staleTime: Number.POSITIVE_INFINITY });
  const draft = useChange('draftDocument', renewed);
  const [id] = useState(newId);
  const begin = (kind: string) =>
    draft.mutateAsync({ id, kind, caseId: about.caseId ?? null, actId: about.actId ?? null }).then(
      () => {
        close();
        void navigate(`/documents/${id}`);
      },
      () => undefined,
    );
  return (
    <Answered asked={kinds}>
      {(all) => (
        <div className="stack">
          <Input.Search
            allowClear
            autoFocus
            placeholder={t('documents.chooser.search')}
            aria-label={t('documents.chooser.search')}
            value={word}
            onChange={({ target }) => setWord(target.value)}
          />
          {draft.error !== null && <FaultLine fault={draft.error} />}
          {documentShapes.documentStage.options.map((stage) => {
            const shown = all.filter(
              (kind) => kind.stage === stage && kind.title[language].includes(word.trim()),
            );
            return shown.length === 0 ? null : (
              <section key={stage}>
                <h3 className="chooser-stage">{t(`documents.stage.${stage}`)}</h3>
                <div className="row">
                  {shown.map((kind) => (
                    <Button key={kind.id} disabled={draft.isPending} onClick={() => void begin(kind.id)}>
                      {kind.title[language]}
                    </Button>
                  ))}
                </div>
              </section>
            );
          })}
        </div>
      )}
    </Answered>
  );
}

function Line({ row }: { row: DocumentRowShown }) {
  const { t, language } = useTerms();
  return (
    <li className="document-line">
      <Link to={`/documents/${row.id}`}>{row.title[language]}</Link> <span>{row.number}</span>{' '}
      <Tag color={stateColors[row.state]}>{t(`documents.state.${row.state}`)}</Tag>
      <span className="quiet">
        {row.by} {sayInstant(row.signedAt ?? row.finalizedAt ?? row.createdAt)}
      </span>
      {row.voidReason !== null && (
        <div className="quiet">{t('documents.voided', { reason: row.voidReason })}</div>
      )}
    </li>
  );
}

/** Pages whose code could not be read: somebody says of which document they are. */
function Unmatched({ list }: { list: DocumentList }) {
  const { t, language } = useTerms();
  const assign = useChange('assignScan', renewed);
  const [chosen, setChosen] = useState<Record<string, { documentId?: string; page: number }>>({});
  const open = list.rows.filter(({ state }) => state === 'final' || state === 'signed');
  return (
    <section className="stack">
      <strong>{t('documents.scan.waiting', { n: list.unmatched.length })}</strong>
      {assign.error !== null && <FaultLine fault={assign.error} />}
      {list.unmatched.map((scan) => {
        const { documentId, page = 1 } = chosen[scan.id] ?? {};
        const set = (to: { documentId?: string; page?: number }) =>
          setChosen({
            ...chosen,
            [scan.id]: { page, ...(documentId === undefined ? {} : { documentId }), ...to },
          });
        return (
          <div key={scan.id} className="row">
            <ScanLine scan={scan} />
            <Select
              className="scan-target"
              placeholder={t('documents.scan.choose')}
              aria-label={t('documents.scan.choose')}
              value={documentId ?? null}
              options={open.map((row) => ({
                value: row.id,
                label: `${row.title[language]} ${row.number ?? ''}`,
              }))}
              onChange={(next: string | null) => next !== null && set({ documentId: next })}
            />
            <InputNumber
              min={1}
              max={999}
              value={page}
              aria-label={t('documents.scan.pageNo')}
              onChange={(next) => set({ page: next ?? 1 })}
            />
            <Button
              disabled={documentId === undefined}
              loading={assign.isPending}
              onClick={() =>
                void assign
                  .mutateAsync({ id: scan.id, documentId: documentId ?? '', page })
                  .catch(() => undefined)
              }
            >
              {t('documents.scan.assign')}
            </Button>
          </div>
        );
      })}
    </section>
  );
}

function Listed({ list, about }: { list: DocumentList; about: About }) {
  const { t } = useTerms();
  const [choosing, setChoosing] = useState(false);
  const begin = list.abilities.create && (
    <Button type="primary" className="no-print" onClick={() => setChoosing(true)}>
      {t('documents.begin')}
    </Button>
  );
  return (
    <div className="stack">
      {list.rows.length === 0 && (
        <Blank title={t('documents.empty')} line={t('documents.emptyLine')} action={begin} />
      )}
      {documentShapes.documentStage.options.map((stage) => {
        const rows = list.rows.filter((row) => row.stage === stage);
        return rows.length === 0 ? null : (
          <section key={stage}>
            <strong>{t(`documents.stage.${stage}`)}</strong>
            <ul className="document-list">
              {rows.map((row) => (
                <Line key={row.id} row={row} />
              ))}
            </ul>
          </section>
        );
      })}
      {list.unmatched.length > 0 && <Unmatched list={list} />}
      {list.rows.length > 0 && (
        <div className="row no-print">
          {begin}
          {list.abilities.create && <AttachScan caseId={about.caseId ?? null} documentId={null} />}
        </div>
      )}
      <Modal
        open={choosing}
        width={760}
        footer={null}
        title={t('documents.begin')}
        onCancel={() => setChoosing(false)}
        destroyOnHidden
      >
        <Chooser about={about} close={() => setChoosing(false)} />
      </Modal>
    </div>
  );
}

/** The documents of a case or an act, by stage, and where another one is begun. */
export function CaseDocuments(about: About) {
  const { t } = useTerms();
  const asked = useAsk('listDocuments', about);
  return (
    <Card
      size="small"
      title={t('documents.title')}
      extra={
        (asked.data?.rows.length ?? 0) > 0 && <ExportButton small list="documents" filter={{ ...about }} />
      }
    >
      <Answered asked={asked} rows={3}>
        {(list) => <Listed list={list} about={about} />}
      </Answered>
    </Card>
  );
}
