import { App, Button, Form, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { fieldFaults } from '../shell/faults.ts';
import { useTerms } from '../shell/language.ts';
import { FaultLine } from './PageState.tsx';

interface Props<T extends object> {
  title: string;
  initial: Partial<T>;
  submit: (entered: T) => Promise<unknown>;
  close: () => void;
  children: ReactNode;
}

/** The form of one line of a register, in a window of its own; faults stand beside their fields. */
export function RegisterForm<T extends object>({ title, initial, submit, close, children }: Props<T>) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<T>();
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (entered: T) => {
    setBusy(true);
    setFault(null);
    try {
      await submit(entered);
      message.success(t('shell.word.saved'));
      close();
    } catch (error) {
      setFault(error);
      form.setFields(fieldFaults(error, language) as Parameters<typeof form.setFields>[0]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={title} footer={null} onCancel={close} destroyOnHidden>
      <Form<T> form={form} layout="vertical" onFinish={finish} initialValues={initial}>
        {fault !== null && <FaultLine fault={fault} />}
        {children}
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('shell.word.save')}
        </Button>
      </Form>
    </Modal>
  );
}
