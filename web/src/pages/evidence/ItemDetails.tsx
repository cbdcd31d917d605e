import { type EvidenceItem, sayInstant } from '@liuhen/contract';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { LifeLine } from '../../parts/LifeLine.tsx';
import { Answered, FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { renewedByEvidence } from './ItemForm.tsx';

type Transfer = EvidenceItem['transfers'][number];

/** What the receiver of a thing answers. */
function Answer({ transfer }: { transfer: Transfer }) {
  const { t } = useTerms();
  const [refusing, setRefusing] = useState(false);
  const change = useChange('answerTransfer', renewedByEvidence);
  const send = (received: boolean, remarks = '') => change.mutate({ id: transfer.id, received, remarks });
  return (
    <div className="no-print">
      {change.error !== null && <FaultLine fault={change.error} />}
      {refusing ? (
        <Form<{ remarks: string }> layout="vertical" onFinish={({ remarks }) => send(false, remarks)}>
          <Form.Item name="remarks" label={t('evidence.transfer.remarks')} rules={[{ required: true }]}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
          <Button danger htmlType="submit" loading={change.isPending}>
            {t('evidence.transfer.refuse')}
          </Button>
        </Form>
      ) : (
        <div className="row">
          <Button type="primary" size="small" loading={change.isPending} onClick={() => send(true)}>
            {t('evidence.transfer.take')}
          </Button>
          <Button size="small" onClick={() => setRefusing(true)}>
            {t('evidence.transfer.refuse')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Each hand that a thing passed, as people said it. */
export function Transfers({ item }: { item: EvidenceItem }) {
  const { t } = useTerms();
  const who = useWho();
  return (
    <>
      {item.transfers.map((one) => (
        <div key={one.id}>
          <div>
            {t('evidence.transfer.said', {
              ...{ by: one.givenBy, at: sayInstant(one.givenAt), to: one.to, reason: one.reason },
            })}
            {' · '}
            {one.answeredAt === null
              ? t('evidence.transfer.waiting', { to: one.to })
              : one.received
                ? t('evidence.transfer.received', { at: sayInstant(one.answeredAt) })
                : t('evidence.transfer.refused', {
                    at: sayInstant(one.answeredAt),
                    remarks: one.remarks ?? '',
                  })}
          </div>
          {one.answeredAt === null && who?.account.id === one.toAccount && <Answer transfer={one} />}
        </div>
      ))}
    </>
  );
}

/** The film, at the second where a clip begins. */
const filmOf = (id: string, from: number | null) =>
  from === null ? `/recordings/${id}` : `/recordings/${id}?at=${from}`;

/** The note of an item as it now holds. */
export function NoteText({ item }: { item: EvidenceItem }) {
  const { t } = useTerms();
  const { note } = item;
  if (note === null) return null;
  const lines = [
    ['takenBy', note.takenBy],
    ['takenAt', sayInstant(note.takenAt)],
    ['place', note.place],
    ['method', note.method],
    ['transcript', note.transcript],
  ] as const;
  return (
    <section>
      <h3>{t('evidence.note.title')}</h3>
      {lines
        .filter(([, said]) => said)
        .map(([key, said]) => (
          <div key={key} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            <span className="quiet">{t(`evidence.note.${key}`)} </span>
            {said}
          </div>
        ))}
      <div>
        <span className="quiet">{t('evidence.proves')} </span>
        {note.proves}
      </div>
      <div className="quiet">
        {t('evidence.note.version', {
          ...{ n: note.version, by: note.statedBy, at: sayInstant(note.statedAt) },
        })}
      </div>
    </section>
  );
}

/** All that is known of an item, with each hand that it passed from the log. */
export function ItemDetails({ item, close }: { item: EvidenceItem; close: () => void }) {
  const { t } = useTerms();
  const chain = useAsk('evidenceChain', { id: item.id });
  return (
    <Modal
      open
      title={`${t('evidence.number', { n: item.number })} · ${item.title}`}
      footer={null}
      onCancel={close}
      width={680}
      destroyOnHidden
    >
      <div className="stack">
        {item.recording && (
          <Link to={filmOf(item.recording.id, item.fromSeconds)}>
            {item.recording.name}
            {item.form === 'clip' &&
              ` · ${t('evidence.range', { from: item.fromSeconds ?? 0, to: item.toSeconds ?? 0 })}`}
          </Link>
        )}
        {item.documentId && <Link to={`/documents/${item.documentId}`}>{t('evidence.document')}</Link>}
        <NoteText item={item} />
        <Transfers item={item} />
        <section>
          <h3>{t('evidence.chain')}</h3>
          <p className="quiet">{t('evidence.chainLine')}</p>
          <Answered asked={chain}>{({ events }) => <LifeLine events={events} />}</Answered>
        </section>
      </div>
    </Modal>
  );
}
