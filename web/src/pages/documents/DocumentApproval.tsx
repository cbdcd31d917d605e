import type { DocumentApproval, ShownDocument } from '@liuhen/contract';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { call, queries } from '../../api.ts';
import { ApprovalList } from '../../parts/ApprovalList.tsx';
import { newId } from '../../parts/new-id.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { remarksOf } from './remarks.ts';

interface Asking {
  document: ShownDocument;
  /** Saves what is typed and says which version is the last then; null where it could not be saved. */
  flush: () => Promise<number | null>;
}

/** Asks for the approval of what is typed now. */
function AskForm({ document, flush, close }: Asking & { close: () => void }) {
  const { t } = useTerms();
  const [approvalId] = useState(newId);
  const send = async ({ opinion = '' }: { opinion?: string }) => {
    const revision = await flush();
    if (revision === null) return Promise.reject(new Error('not saved'));
    await call('askForApproval', { id: document.id, approvalId, revision, opinion });
    await queries.invalidateQueries();
  };
  return (
    <RegisterForm<{ opinion?: string }>
      title={t('documents.approval.ask')}
      initial={{}}
      submit={send}
      close={close}
      draft={`document.approval.${document.id}`}
    >
      <p className="quiet">{t('documents.approval.askLine')}</p>
      <Form.Item name="opinion" label={t('documents.approval.opinion')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </RegisterForm>
  );
}

const tones = {
  none: 'info',
  open: 'info',
  approved: 'success',
  returned: 'warning',
  changed: 'warning',
} as const;

function Standing({ approval }: { approval: DocumentApproval }) {
  const { t } = useTerms();
  const remarks = remarksOf(approval);
  return (
    <Alert
      type={tones[approval.state]}
      showIcon
      title={t(`documents.approval.state.${approval.state}`)}
      {...(remarks ? { description: t('documents.approval.remarks', remarks) } : {})}
    />
  );
}

/** Where the approval of a document stands, who has the next word, and where it is asked for. */
export function ApprovalCard({ document, flush }: { document: ShownDocument; flush?: Asking['flush'] }) {
  const { t, nameOf } = useTerms();
  const [asking, setAsking] = useState(false);
  const { approval, abilities } = document;
  if (approval === null || (document.state !== 'draft' && approval.asked.length === 0)) return null;
  return (
    <Card size="small" title={t('documents.approval.title')} className="no-print">
      <div className="stack">
        {document.state === 'draft' && (approval.state !== 'none' || approval.demanded) && (
          <Standing approval={approval} />
        )}
        {document.state === 'draft' && (
          <span className="quiet">
            {t('documents.approval.matter', { matter: nameOf('names.approvalMatter', approval.matter) })}
            {approval.demanded && ` ${t('documents.approval.demanded')}`}
          </span>
        )}
        <ApprovalList approvals={approval.asked} />
        {abilities.ask && flush && (
          <div className="row">
            <Button onClick={() => setAsking(true)}>{t('documents.approval.ask')}</Button>
          </div>
        )}
      </div>
      {asking && flush && <AskForm document={document} flush={flush} close={() => setAsking(false)} />}
    </Card>
  );
}
