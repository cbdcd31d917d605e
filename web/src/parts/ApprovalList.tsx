import { type Approval, sayInstant } from '@liuhen/contract';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call, queries } from '../api.ts';
import { useTerms } from '../shell/language.ts';
import { FaultLine } from './PageState.tsx';
import { RegisterForm } from './RegisterForm.tsx';

type Deciding = { approval: Approval; agrees: boolean };

function Word({ approval, agrees, close }: Deciding & { close: () => void }) {
  const { t } = useTerms();
  const { id, revision } = approval;
  const label = t('procedure.field.opinion');
  const send = async ({ opinion }: { opinion?: string }) => {
    await call('decideApproval', { id, revision, agrees, opinion: opinion ?? '' });
    await queries.invalidateQueries();
  };
  return (
    <RegisterForm<{ opinion?: string }>
      title={`${t(agrees ? 'procedure.approval.agree' : 'procedure.approval.refuse')} · ${approval.title}`}
      initial={{}}
      submit={send}
      close={close}
      draft={`approval.${id}`}
    >
      <Form.Item
        name="opinion"
        label={label}
        rules={agrees ? [] : [{ required: true, message: t('shell.word.required', { field: label }) }]}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </RegisterForm>
  );
}

function Stands({ approval }: { approval: Approval }) {
  const { t, language } = useTerms();
  const next = approval.state === 'open' ? approval.steps[approval.words.length] : undefined;
  const { move } = approval;
  const at = (move as { at?: string | null } | null)?.at;
  const stated = Object.entries(move?.detail ?? {}).filter(
    ([, value]) => typeof value === 'string' && value !== '' && !/^[0-9a-f-]{36}$/.test(value),
  );
  return (
    <>
      <span className="quiet">
        {t('procedure.approval.asked', { by: approval.requestedBy, at: sayInstant(approval.requestedAt) })}
        {at && ` · ${t('procedure.approval.paperDate', { at: sayInstant(at) })}`}
      </span>
      {approval.opinion !== '' && move === null && <span>{approval.opinion}</span>}
      {stated.map(([field, value]) => (
        <span key={field}>
          {field === 'outcome' ? t(`procedure.outcome.${value as 'penalise'}`) : String(value)}
        </span>
      ))}
      {approval.words.map((word) => (
        <span key={word.at} className="quiet">
          {word.agrees ? '✓' : '✗'}{' '}
          {t(word.agrees ? 'procedure.approval.agreed' : 'procedure.approval.refused', { by: word.by })}{' '}
          {sayInstant(word.at)} {word.opinion}
        </span>
      ))}
      {next && (
        <span>
          {t('procedure.approval.waitsFor', {
            who: next.role && language === 'en' ? next.role : next.who,
          })}
        </span>
      )}
    </>
  );
}

/** Approvals, newest first, each with who spoke and who has the next word. `linked`: those of documents lead to them. */
export function ApprovalList({ approvals, linked = false }: { approvals: Approval[]; linked?: boolean }) {
  const { t, nameOf } = useTerms();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const takeBack = async ({ id, revision }: Approval) => {
    setFault(null);
    try {
      await call('withdrawApproval', { id, revision });
    } catch (error) {
      setFault(error);
    }
    await queries.invalidateQueries();
  };
  return (
    <>
      {fault !== null && <FaultLine fault={fault} />}
      <div className="card-list">
        {approvals.map((one) => (
          <div key={one.id} id={`approval-${one.id}`} className="card-row duty-row">
            <span className="stack duty-words">
              <span>
                <strong>{nameOf('names.approvalMatter', one.matter)}</strong>{' '}
                {linked && one.subject.type === 'document' && (
                  <Link to={`/documents/${one.subject.id}`}>{one.title} </Link>
                )}
                · {t(`procedure.approval.state.${one.state}`)}
              </span>
              <Stands approval={one} />
            </span>
            <span className="row no-print">
              {one.abilities.decide && (
                <>
                  <Button type="primary" onClick={() => setDeciding({ approval: one, agrees: true })}>
                    {t('procedure.approval.agree')}
                  </Button>
                  <Button danger onClick={() => setDeciding({ approval: one, agrees: false })}>
                    {t('procedure.approval.refuse')}
                  </Button>
                </>
              )}
              {one.abilities.withdraw && (
                <Button onClick={() => void takeBack(one)}>{t('procedure.approval.takeBack')}</Button>
              )}
            </span>
          </div>
        ))}
      </div>
      {deciding && <Word {...deciding} close={() => setDeciding(null)} />}
    </>
  );
}
