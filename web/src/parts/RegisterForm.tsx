import { Alert, App, Button, Form, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTerms } from '../shell/language.ts';
import { dropDraft, readDraft, writeDraft } from './draft.ts';
import { FaultLine } from './PageState.tsx';
import { intoView, placeFaultsIn } from './place-faults.ts';

interface Props<T extends object> {
  title: string;
  initial: Partial<T>;
  submit: (entered: T) => Promise<unknown>;
  close: () => void;
  /** Under which what is typed is kept until it is saved; without it a reload loses it. */
  draft?: string;
  /** What of it is kept: never what nobody may find on the computer. */
  keep?: (typed: T) => Partial<T>;
  children: ReactNode;
}

function Restored({ discard }: { discard: () => void }) {
  const { t } = useTerms();
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('shell.draft.restored')}
      action={
        <Button size="small" onClick={discard}>
          {t('shell.draft.discard')}
        </Button>
      }
    />
  );
}

/** The form of one line of a register, in a window of its own; faults stand beside their fields. */
export function RegisterForm<T extends object>(props: Props<T>) {
  const { title, close, draft } = props;
  const [kept, setKept] = useState(() => (draft === undefined ? null : readDraft<T>(draft)));
  const discard = () => {
    if (draft !== undefined) dropDraft(draft);
    setKept(null);
  };
  return (
    <Modal open title={title} footer={null} onCancel={close} destroyOnHidden>
      {kept !== null && <Restored discard={discard} />}
      <Inner key={kept === null ? 'begun' : 'kept'} {...props} initial={kept ?? props.initial} />
    </Modal>
  );
}

function Inner<T extends object>({
  initial,
  submit,
  close,
  draft,
  keep = (typed) => typed,
  children,
}: Props<T>) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<T>();
  const [fault, setFault] = useState<{ error: unknown; more: string[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (entered: T) => {
    setBusy(true);
    setFault(null);
    try {
      await submit(entered);
      if (draft !== undefined) dropDraft(draft);
      message.success(t('shell.word.saved'));
      close();
    } catch (error) {
      setFault({ error, more: placeFaultsIn(form, error, language) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<T>
      form={form}
      layout="vertical"
      onFinish={finish}
      initialValues={initial}
      scrollToFirstError={intoView}
      onValuesChange={(_, all) => draft !== undefined && writeDraft(draft, keep(all))}
    >
      {fault !== null && <FaultLine fault={fault.error} more={fault.more} />}
      {children}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('shell.word.save')}
        </Button>
        {draft !== undefined && <span className="quiet">{t('shell.word.draftKept')}</span>}
      </div>
    </Form>
  );
}
