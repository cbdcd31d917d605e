import type { ShownDocument } from '@liuhen/contract';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { Answered, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { EditDocument } from './EditDocument.tsx';
import { ShowDocument } from './ShowDocument.tsx';
import { isReading, renewed, stateColors } from './words.ts';

function VoidIt({ document }: { document: ShownDocument }) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const change = useChange('voidDocument', renewed);
  const send = ({ reason }: { reason: string }) =>
    change.mutateAsync({ id: document.id, reason }).then(
      () => setOpen(false),
      () => undefined,
    );
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('documents.void')}
      </Button>
      <Modal
        open={open}
        footer={null}
        title={t('documents.void')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('documents.voidLine')}</p>
        {change.error !== null && <FaultLine fault={change.error} />}
        <Form layout="vertical" requiredMark={false} onFinish={send}>
          <Form.Item
            name="reason"
            label={t('documents.voidReason')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t('shell.word.required', { field: t('documents.voidReason') }),
              },
            ]}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <Button danger type="primary" htmlType="submit" loading={change.isPending}>
            {t('documents.void')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}

function Shown({ document }: { document: ShownDocument }) {
  const { t, language } = useTerms();
  const back = document.caseId === null ? `/acts/${document.actId}` : `/cases/${document.caseId}`;
  return (
    <>
      <PageHead
        title={
          <>
            {document.title[language]} {document.number}{' '}
            <Tag color={stateColors[document.state]}>{t(`documents.state.${document.state}`)}</Tag>
          </>
        }
      >
        {document.abilities.void && <VoidIt document={document} />}
        <Link to={back}>
          <Button>{t(document.caseId === null ? 'documents.toAct' : 'documents.toCase')}</Button>
        </Link>
      </PageHead>
      {document.abilities.edit ? (
        <EditDocument key={document.id} document={document} />
      ) : (
        <ShowDocument document={document} />
      )}
    </>
  );
}

/** One document: written while it is a draft, signed and attached to once it is final. */
export default function DocumentPage() {
  const { id = '' } = useParams();
  const asked = useAsk(
    'getDocument',
    { id },
    // The text of scans is read by and by.
    { refetchInterval: ({ state }) => (isReading(state.data) && state.dataUpdateCount < 200 ? 2000 : false) },
  );
  return (
    <div className="page">
      <Answered asked={asked} rows={10}>
        {(document) => <Shown document={document} />}
      </Answered>
    </div>
  );
}
