import type { Input } from '@liuhen/contract';
import { Button, Input as Field, Form, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChange } from '../api.ts';
import { useTerms } from '../shell/language.ts';
import { useMay } from '../shell/session.ts';
import { FaultLine } from './PageState.tsx';

type What = Pick<Input<'orderPackage'>, 'kind' | 'ids'>;

interface Entered {
  recipient: string;
  purpose: string;
}

function OrderForm({ what }: { what: What }) {
  const { t } = useTerms();
  const navigate = useNavigate();
  const change = useChange('orderPackage', ['listPackages']);
  // Made once: the same order pressed twice, or sent again after a broken network, is one package.
  const [id] = useState(() => crypto.randomUUID());
  const submit = (entered: Entered) =>
    change.mutate({ id, ...what, ...entered }, { onSuccess: () => void navigate('/packages') });
  const required = (field: string) => [
    { required: true, whitespace: true, message: t('shell.word.required', { field }) },
  ];
  return (
    <Form<Entered> layout="vertical" onFinish={submit}>
      <p className="quiet">{t('packages.makeLine')}</p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form.Item name="recipient" label={t('packages.recipient')} rules={required(t('packages.recipient'))}>
        <Field maxLength={200} placeholder={t('packages.recipientHint')} autoFocus />
      </Form.Item>
      <Form.Item name="purpose" label={t('packages.purpose')} rules={required(t('packages.purpose'))}>
        <Field.TextArea rows={2} maxLength={2000} placeholder={t('packages.purposeHint')} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('packages.submit')}
      </Button>
    </Form>
  );
}

/** The button that has an evidence package made of what the page shows; for those who may. */
export function MakePackage(what: What) {
  const { t } = useTerms();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('evidence.package')) return null;
  return (
    <>
      <Button className="no-print" onClick={() => setOpen(true)}>
        {t('packages.make')}
      </Button>
      <Modal
        open={open}
        footer={null}
        title={t('packages.make')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <OrderForm what={what} />
      </Modal>
    </>
  );
}
