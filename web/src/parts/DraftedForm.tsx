import { Alert, App, Button, Form } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { isOvertaken, queries } from '../api.ts';
import { useTerms } from '../shell/language.ts';
import { useWho } from '../shell/session.ts';
import { dropDraft, readDraft, writeDraft } from './draft.ts';
import { FaultLine } from './PageState.tsx';
import { intoView, placeFaultsIn } from './place-faults.ts';

interface Props<T extends object> {
  /** What it is a form of, and of which one: the name of its draft. */
  kind: string;
  of: string;
  /** What stands in it at first. */
  start: Partial<T>;
  /** Which state of the record stands in it, where changes of others must not be lost. */
  revision?: number;
  /** The record as it now is, shown when others have changed it meanwhile. */
  latest?: ReactNode;
  /** Sends what was typed on top of a revision; returns the page to go on to. */
  send: (typed: T, revision: number) => Promise<string>;
  children: ReactNode;
}

interface Kept<T> {
  typed: Partial<T>;
  /** The revision that it was typed on. */
  base: number;
}

/** Keeps what is typed on this computer, with the state of the record on which it is built. */
function useKept<T>(kind: string, of: string, revision: number) {
  const name = `${kind}.${useWho()?.account.id}.${of}`;
  const [kept, setKept] = useState(() => readDraft<Kept<T>>(name));
  const [base, setBase] = useState(kept?.base ?? revision);
  const drop = () => {
    dropDraft(name);
    setKept(null);
    setBase(revision);
  };
  const write = (typed: Partial<T>, on = base) => {
    setBase(on);
    writeDraft(name, { typed, base: on } satisfies Kept<T>);
  };
  return { restored: kept?.typed ?? null, base, drop, write };
}

/** A form with a page of its own: what is typed is kept until it is sent, faults stand beside their fields. */
export function DraftedForm<T extends object>(props: Props<T>) {
  const { kind, of, start, revision = 0, latest, send, children } = props;
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<T>();
  const kept = useKept<T>(kind, of, revision);
  const [fault, setFault] = useState<{ error: unknown; more: string[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const overtaken = kept.base < revision && !busy;
  const submit = async (typed: T) => {
    setBusy(true);
    setFault(null);
    try {
      const page = await send(typed, kept.base);
      kept.drop();
      message.success(t('shell.word.saved'));
      await queries.invalidateQueries();
      void navigate(page, { replace: true });
    } catch (error) {
      setFault({ error, more: placeFaultsIn(form, error, language) });
      if (isOvertaken(error)) await queries.invalidateQueries();
    } finally {
      setBusy(false);
    }
  };
  const startAfresh = () => {
    kept.drop();
    setFault(null);
    const emptied = Object.fromEntries(Object.keys(form.getFieldsValue()).map((field) => [field, undefined]));
    form.setFieldsValue({ ...emptied, ...start } as Parameters<typeof form.setFieldsValue>[0]);
  };
  const keepMine = () => {
    kept.write(form.getFieldsValue(), revision);
    setFault(null);
  };
  return (
    <Form<T>
      form={form}
      layout="vertical"
      style={{ maxWidth: 640 }}
      scrollToFirstError={intoView}
      initialValues={{ ...start, ...kept.restored }}
      onValuesChange={(_, all) => kept.write(all)}
      onFinish={submit}
    >
      {kept.restored !== null && !overtaken && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('shell.draft.restored')}
          action={
            <Button size="small" onClick={startAfresh}>
              {t('shell.draft.discard')}
            </Button>
          }
        />
      )}
      {fault !== null && <FaultLine fault={fault.error} more={fault.more} />}
      {overtaken && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('shell.draft.overtaken')}
          description={
            <div className="stack">
              {latest}
              <div className="row">
                <Button onClick={keepMine}>{t('shell.draft.keepMine')}</Button>
                <Button onClick={startAfresh}>{t('shell.draft.takeLatest')}</Button>
              </div>
            </div>
          }
        />
      )}
      {children}
      <div className="row">
        <Button type="primary" htmlType="submit" size="large" loading={busy} disabled={overtaken}>
          {t('shell.word.save')}
        </Button>
        <span className="quiet">{t('shell.word.draftKept')}</span>
      </div>
    </Form>
  );
}
