import { type Input, type Output, type PayloadErasure, sayInstant } from '@liuhen/contract';
import { App, Button, Card, Input as Field, Form, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered } from '../../parts/PageState.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { usePages } from '../../parts/usePages.ts';
import { sayFault } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { MoreRows } from './LogLists.tsx';

const stateColor = { proposed: 'gold', approved: 'default', refused: 'red' } as const;

type Entered = Pick<Input<'proposeErasure'>, 'basis' | 'reason'>;

function AskForm({ row, close }: { row: Output<'listEntries'>['rows'][number]; close: () => void }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const propose = useChange('proposeErasure', ['listErasures', 'workbench']);
  // Made once: pressed twice, or sent again after a broken network, it is one proposal.
  const [id] = useState(() => crypto.randomUUID());
  const submit = async (entered: Entered) => {
    await propose.mutateAsync({ id, entryId: row.entryId, ...entered });
    void message.success(t('custody.erasure.asked'));
  };
  const field = (name: keyof Entered, hint: string, rows: number, maxLength: number) => (
    <Form.Item
      name={name}
      label={t(`custody.erasure.${name}`)}
      rules={[
        {
          required: true,
          whitespace: true,
          message: t('shell.word.required', { field: t(`custody.erasure.${name}`) }),
        },
      ]}
    >
      <Field.TextArea rows={rows} maxLength={maxLength} placeholder={hint} />
    </Form.Item>
  );
  return (
    <RegisterForm<Entered>
      title={t('custody.erasure.askTitle', { index: (row.logIndex ?? 0) + 1 })}
      initial={{}}
      submit={submit}
      close={close}
    >
      <p className="quiet">{t('custody.erasure.askLine')}</p>
      {field('basis', t('custody.erasure.basisHint'), 1, 200)}
      {field('reason', t('custody.erasure.reasonHint'), 3, 2000)}
    </RegisterForm>
  );
}

/** Says that what an entry sealed is erased, or proposes it: for those who may, where a later entry has replaced it. */
export function AskErasure({ row }: { row: Output<'listEntries'>['rows'][number] }) {
  const { t } = useTerms();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (row.content === 'erased') return <Tag>{t('custody.erasure.state.approved')}</Tag>;
  if (row.content === 'kept' || !may('erasure.propose')) return null;
  return (
    <>
      <Button size="small" type="link" className="no-print" onClick={() => setOpen(true)}>
        {t('custody.erasure.ask')}
      </Button>
      {open && <AskForm row={row} close={() => setOpen(false)} />}
    </>
  );
}

function Decide({ id }: { id: string }) {
  const saying = useTerms();
  const { t } = saying;
  const { message } = App.useApp();
  const [refusing, setRefusing] = useState(false);
  const decide = useChange('decideErasure', ['listErasures', 'listEntries', 'workbench']);
  const approve = () =>
    decide
      .mutateAsync({ id, approve: true, reason: null })
      .catch((error: unknown) => message.error(sayFault(error, saying)));
  return (
    <span className="row no-print">
      <Popconfirm title={t('custody.erasure.approveAsk')} onConfirm={() => void approve()}>
        <Button danger size="small" loading={decide.isPending}>
          {t('custody.erasure.approve')}
        </Button>
      </Popconfirm>
      <Button size="small" onClick={() => setRefusing(true)}>
        {t('custody.erasure.refuse')}
      </Button>
      {refusing && (
        <RegisterForm<{ reason: string }>
          title={t('custody.erasure.refuse')}
          initial={{}}
          submit={({ reason }) => decide.mutateAsync({ id, approve: false, reason })}
          close={() => setRefusing(false)}
        >
          <Form.Item
            name="reason"
            label={t('custody.erasure.whyNot')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t('shell.word.required', { field: t('custody.erasure.whyNot') }),
              },
            ]}
          >
            <Field.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </RegisterForm>
      )}
    </span>
  );
}

function ErasureLine({ erasure }: { erasure: PayloadErasure }) {
  const { t, nameOf } = useTerms();
  const { state, logIndex, kind, subject, entryId } = erasure;
  return (
    <div className="card-row" style={{ padding: 8, flexWrap: 'wrap' }} data-testid="erasure">
      <span className="stack" style={{ gap: 2, minWidth: 220 }}>
        <span>
          <Link to={`/log?entry=${entryId}`}>{logIndex + 1}</Link> {nameOf('names.entryKind', kind)} ·{' '}
          {nameOf('names.subject', subject.split('/')[0] ?? '')}{' '}
          <Tag color={stateColor[state]}>{t(`custody.erasure.state.${state}`)}</Tag>
        </span>
        <span>{erasure.basis}</span>
        <span className="quiet">{erasure.reason}</span>
        <span className="quiet">
          {t('custody.erasure.proposed', { by: erasure.proposedBy, at: sayInstant(erasure.proposedAt) })}
        </span>
        {erasure.decidedAt !== null && (
          <span className="quiet">
            {t('custody.erasure.decided', { by: erasure.decidedBy ?? '', at: sayInstant(erasure.decidedAt) })}
            {erasure.decisionReason !== null && `${t('shell.word.colon')}${erasure.decisionReason}`}
          </span>
        )}
      </span>
      {erasure.mayDecide && <Decide id={erasure.id} />}
    </div>
  );
}

/** What was proposed to be erased, what two people erased, and under which law. */
export function Erasures() {
  const { t } = useTerms();
  const asked = usePages('listErasures', { limit: 10 });
  return (
    <Card
      id="erasures"
      size="small"
      title={t('custody.erasure.title')}
      extra={<ExportButton small list="erasures" />}
    >
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('custody.erasure.line')}
      </p>
      <Answered asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="quiet">{t('custody.erasure.empty')}</p>
          ) : (
            <>
              <div className="card-list">
                {rows.map((erasure) => (
                  <ErasureLine key={erasure.id} erasure={erasure} />
                ))}
              </div>
              <MoreRows asked={asked} />
            </>
          )
        }
      </Answered>
    </Card>
  );
}
