import {
  type Duty,
  describeError,
  type Excuse as Explanation,
  excuseShapes,
  sayInstant,
} from '@liuhen/contract';
import { Alert, App, Button, Form, Input, Popconfirm, Radio, Select, Tag } from 'antd';
import { useEffect, useId, useState } from 'react';
import { Link } from 'react-router';
import { queries, useAsk, useChange } from '../api.ts';
import { fieldFaults, placeFaults } from '../shell/faults.ts';
import { useTerms } from '../shell/language.ts';
import { useMay, useWho } from '../shell/session.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from './draft.ts';
import { sayCitation } from './duty-words.ts';
import { Decide } from './ExcuseDecision.tsx';
import { renewedByExcuses } from './excuse-routes.ts';
import { FaultLine } from './PageState.tsx';
import { whyUnexcusable } from './unexcusable.ts';

interface Entered {
  kind: Explanation['kind'];
  ground: string;
  note: string;
  recordingIds: string[];
}

const blank: Partial<Entered> = { ground: '', note: '', recordingIds: [] };
const useDraftName = (duty: Duty) => draftOf(useWho()?.account.id, 'excuse', duty.id);

/** Films that the person may name; found by words of their name. */
function Films() {
  const { t } = useTerms();
  const [text, setText] = useState('');
  const found = useAsk('listRecordings', text === '' ? {} : { text });
  return (
    <Form.Item name="recordingIds" label={t('excuses.recordings')}>
      <Select
        mode="multiple"
        showSearch={{ filterOption: false, onSearch: setText }}
        placeholder={t('excuses.searchRecordings')}
        loading={found.isFetching}
        maxCount={20}
        options={(found.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

function Fields() {
  const { t, nameOf } = useTerms();
  const may = useMay();
  const [kind, ground] = [t('excuses.kindLabel'), t('excuses.ground')];
  return (
    <>
      <Form.Item
        name="kind"
        label={kind}
        rules={[{ required: true, message: t('shell.word.choose', { field: kind }) }]}
      >
        <Radio.Group
          aria-label={kind}
          options={excuseShapes.excuseKind.options.map((value) => ({
            value,
            label: nameOf('excuses.kind', value),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="ground"
        label={ground}
        rules={[{ required: true, whitespace: true, message: t('shell.word.required', { field: ground }) }]}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="note" label={t('excuses.note')} extra={t('excuses.evidenceLine')}>
        <Input.TextArea rows={3} maxLength={5000} />
      </Form.Item>
      {may('recording.readOwn') && <Films />}
    </>
  );
}

/** Why it was missed, in the words of whoever owes it. Kept as typed until it is sent. */
function ExplainForm({ duty, close }: { duty: Duty; close: () => void }) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const draft = useDraftName(duty);
  const change = useChange('stateExcuse', renewedByExcuses);
  const submit = ({ kind, ground, note, recordingIds }: Entered) =>
    change.mutate(
      { id: duty.id, kind, ground, note: note?.trim() || null, recordingIds: recordingIds ?? [] },
      {
        onSuccess: () => {
          dropDraft(draft);
          message.success(t('shell.word.saved'));
          close();
        },
        onError: (error) => {
          const placed = placeFaults(error, { recordingIds: 'recordingIds' });
          form.setFields(fieldFaults(placed, language) as Parameters<typeof form.setFields>[0]);
        },
      },
    );
  return (
    <Form<Entered>
      // The same duty can stand on a page twice: each form has labels of its own.
      name={`excuse${useId()}`}
      form={form}
      layout="vertical"
      className="excuse-form"
      initialValues={{ ...blank, ...readDraft<Entered>(draft) }}
      onValuesChange={(_, all) => writeDraft(draft, all)}
      onFinish={submit}
    >
      {change.error !== null && <FaultLine fault={change.error} />}
      <Fields />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('excuses.submit')}
        </Button>
        <Button onClick={close}>{t('shell.word.cancel')}</Button>
        <span className="quiet">{t('shell.word.draftKept')}</span>
      </div>
    </Form>
  );
}

function Explain({ duty }: { duty: Duty }) {
  const { t } = useTerms();
  const draft = useDraftName(duty);
  const [open, setOpen] = useState(() => readDraft(draft) !== null);
  return (
    <div className="no-print">
      <p className="quiet" style={{ margin: '2px 0 6px' }}>
        {t('excuses.line')}
      </p>
      {open ? (
        <ExplainForm duty={duty} close={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>{t(duty.excuse ? 'excuses.again' : 'excuses.open')}</Button>
      )}
    </div>
  );
}

/** Who stated it, who agreed or refused and why, who decides next. */
function Course({ excuse }: { excuse: Explanation }) {
  const { t, nameOf } = useTerms();
  const turn = excuse.state === 'stated' ? excuse.steps.findIndex(({ decision }) => decision === null) : -1;
  const waiting = (at: number, role: string) => {
    if (turn < 0) return t('excuses.notReached');
    return at === turn ? t('excuses.next', { role: nameOf('names.role', role) }) : t('excuses.afterwards');
  };
  return (
    <ol className="excuse-course">
      <li>{t('excuses.statedBy', { by: excuse.statedBy, at: sayInstant(excuse.statedAt) })}</li>
      {excuse.steps.map(({ office, role, decision }, at) => (
        <li key={office}>
          {nameOf('excuses.office', office)}
          {t('shell.word.colon')}
          {decision === null
            ? waiting(at, role)
            : t(decision.accepted ? 'excuses.acceptedBy' : 'excuses.refusedBy', {
                by: decision.by,
                at: sayInstant(decision.at),
              })}
          {decision !== null && <div className="quiet">{decision.reason}</div>}
        </li>
      ))}
    </ol>
  );
}

/** Who can agree now; and what to do where the organ has too few people for all the steps. */
function Prospect({ excuse: { deciders, lacking } }: { excuse: Explanation }) {
  const { t, nameOf } = useTerms();
  return (
    <>
      {deciders.length > 0 && (
        <p className="quiet">{t('excuses.deciders', { names: deciders.join(t('shell.word.comma')) })}</p>
      )}
      {lacking !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('excuses.lacking', { role: nameOf('names.role', lacking) })}
        />
      )}
    </>
  );
}

function Withdraw({ excuse }: { excuse: Explanation }) {
  const { t } = useTerms();
  const change = useChange('withdrawExcuse', renewedByExcuses);
  return (
    <div className="no-print">
      {change.error !== null && <FaultLine fault={change.error} />}
      <Popconfirm
        title={t('excuses.withdrawLine')}
        okText={t('excuses.withdraw')}
        cancelText={t('shell.word.cancel')}
        onConfirm={() => change.mutate({ id: excuse.id })}
      >
        <Button size="small" loading={change.isPending}>
          {t('excuses.withdraw')}
        </Button>
      </Popconfirm>
    </div>
  );
}

const stateColours = { stated: 'blue', accepted: 'green', refused: 'red', withdrawn: 'default' } as const;

function Given({ excuse }: { excuse: Explanation }) {
  const { t, nameOf } = useTerms();
  return (
    <div>
      <div className="row">
        <Tag color={stateColours[excuse.state]}>{nameOf('excuses.state', excuse.state)}</Tag>
        {excuse.version > 1 && <span className="quiet">{t('excuses.version', { n: excuse.version })}</span>}
      </div>
      <div className="excuse-words">
        {nameOf('excuses.kind', excuse.kind)}
        {t('shell.word.colon')}
        {excuse.ground}
      </div>
      {excuse.note !== null && <div className="excuse-words">{excuse.note}</div>}
      {excuse.recordings.map(({ id, name }) => (
        <div key={id} className="excuse-words">
          <Link to={`/recordings/${id}`}>{name}</Link>
        </div>
      ))}
      <Course excuse={excuse} />
      <Prospect excuse={excuse} />
      {excuse.abilities.refuse && <Decide excuse={excuse} />}
      {excuse.abilities.withdraw && <Withdraw excuse={excuse} />}
    </div>
  );
}

/** After an explanation was accepted the duty is judged again a moment later; the page looks until it was. */
function useJudgement({ state, excuse }: Duty): void {
  const isComing = excuse?.state === 'accepted' && (state === 'overdue' || state === 'dischargedLate');
  useEffect(() => {
    if (!isComing) return;
    let tries = 0;
    const timer = setInterval(() => {
      tries += 1;
      if (tries > 10) return clearInterval(timer);
      for (const route of renewedByExcuses) void queries.invalidateQueries({ queryKey: [route] });
    }, 1500);
    return () => clearInterval(timer);
  }, [isComing]);
}

/** Why a missed duty cannot be explained, in the words of the refusal; null for one that can, or was. */
function useRefusal(duty: Duty): string | null {
  const { language } = useTerms();
  const code = whyUnexcusable(duty);
  if (code === null) return null;
  const { message, messageEn } = describeError(code, { cited: sayCitation(duty.citation, language) });
  return language === 'zh' ? message : messageEn;
}

/** The explanation of a missed duty: what was said and decided, and the form for whoever may explain it now. */
export function Excuse({ duty }: { duty: Duty }) {
  const { t } = useTerms();
  useJudgement(duty);
  const refused = useRefusal(duty);
  if (duty.excuse === null && !duty.mayExplain && refused === null) return null;
  return (
    <section className="excuse" aria-label={t('excuses.section')}>
      <strong>{t('excuses.section')}</strong>
      {duty.excuse !== null && <Given excuse={duty.excuse} />}
      {duty.mayExplain && <Explain duty={duty} />}
      {refused !== null && <p className="quiet">{refused}</p>}
    </section>
  );
}
