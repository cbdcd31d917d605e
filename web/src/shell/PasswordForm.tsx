import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call, whoIsHere } from '../api.ts';
import { FaultLine } from '../parts/PageState.tsx';
import { useTerms } from './language.ts';

interface Entered {
  current: string;
  next: string;
  again: string;
}

/** Sets an own password, after a one-time one or by choice. */
export function PasswordForm({ oneTime = false, done }: { oneTime?: boolean; done?: () => void }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ current, next }: Entered) => {
    setBusy(true);
    setFault(null);
    try {
      await call('changePassword', { current, next });
      const session = whoIsHere.get();
      if (session) whoIsHere.set({ ...session, mustChangePassword: false });
      message.success(t('shell.password.done'));
      done?.();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const required = (field: string) => ({ required: true, message: t('shell.word.required', { field }) });
  const currentLabel = t(oneTime ? 'shell.password.current' : 'shell.password.currentOwn');
  return (
    <Form<Entered> layout="vertical" onFinish={submit} requiredMark={false}>
      {fault !== null && <FaultLine fault={fault} />}
      <Form.Item name="current" label={currentLabel} rules={[required(currentLabel)]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('shell.password.next')}
        extra={t('shell.password.rule')}
        rules={[required(t('shell.password.next'))]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('shell.password.again')}
        dependencies={['next']}
        rules={[
          required(t('shell.password.again')),
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue('next')) throw new Error(t('shell.password.differs'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('shell.password.submit')}
      </Button>
    </Form>
  );
}
