import { type Approval, sayInstant } from '@liuhen/contract';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call, queries } from '../api.ts';
import { useTerms } from '../shell/language.ts';
import { wordsOfMove } from './move-words.ts';
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

/** Names what an approval speaks of by its id: a measure, a person. */
type NameOfId = (id: string) => string | undefined;

function Stands({ approval, nameOfId }: { approval: Approval; nameOfId: NameOfId | undefined }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const next = approval.state === 'open' ? approval.steps[approval.words.length] : undefined;
  const { move } = approval;
  return (
    <>
      <span className="quiet">
        {t('procedure.approval.asked', { by: approval.requestedBy, at: sayInstant(approval.requestedAt) })}
        {move?.at && ` · ${t('procedure.approval.paperDate', { at: sayInstant(move.at) })}`}
      </span>
      {approval.opinion !== '' && move === null && <span>{approval.opinion}</span>}
      {wordsOfMove(move?.detail ?? {}, saying, nameOfId).map(({ field, label, text }) => (
        <span key={field}>
          {label !== null && (
            <span className="quiet">
              {label}
              {t('shell.word.colon')}
            </span>
          )}
          {text}
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
            who: next.role ? nameOf('names.role', next.role) : next.who,
          })}
        </span>
      )}
    </>
  );
}

interface Props {
  approvals: Approval[];
  linked?: boolean;
  nameOfId?: NameOfId;
}

/** Approvals, newest first, each with who spoke and who has the next word. `linked`: those of documents lead to them. */
export function ApprovalList({ approvals, linked = false, nameOfId }: Props) {
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
              <Stands approval={one} nameOfId={nameOfId} />
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
