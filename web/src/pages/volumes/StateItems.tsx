import type { TextItem } from '@liuhen/contract';
import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useRef } from 'react';
import { useChange } from '../../api.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';

const renewed = ['caseCompleteness', 'caseTimeline', 'caseVolume'] as const;
type Typed = Record<string, { how: 'open' | 'present' | 'notApplicable'; reason?: string }>;

interface Props {
  caseId: string;
  items: readonly TextItem[];
  close: () => void;
}

/** States of several missing items at once that they do not apply, or are there. */
export function StateItems({ caseId, items, close }: Props) {
  const { t, pick, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const change = useChange('stateCaseItems', renewed);
  // Made once for what is typed: a lost answer does not state anything twice.
  const ids = useRef(new Map(items.map(({ id }) => [id, newId()])));
  const start = Object.fromEntries(
    items.map((item) => [item.id, { how: 'open', reason: item.proposal ? pick(item.proposal) : '' }]),
  ) as Typed;
  const submit = (typed: Typed) => {
    const statements = items.flatMap((item) => {
      const { how, reason = '' } = typed[item.id] ?? { how: 'open' };
      if (how === 'open') return [];
      const applicable = how === 'present';
      const replaces = item.stated?.versionId ?? null;
      return [{ id: ids.current.get(item.id) ?? newId(), item: item.id, applicable, reason, replaces }];
    });
    const done = () => {
      message.success(t('shell.word.saved'));
      close();
    };
    const onError = (error: unknown) =>
      form.setFields(
        fieldFaults(error, language).flatMap(({ name, errors }) => {
          const at = statements[Number(name[1])];
          return at ? [{ name: [at.item, 'reason'] as [string, 'reason'], errors }] : [];
        }),
      );
    if (statements.length > 0) change.mutate({ caseId, statements }, { onSuccess: done, onError });
  };
  const renew = () => {
    for (const { id } of items) ids.current.set(id, newId());
  };
  const required = t('shell.word.required', { field: t('volumes.reason') });
  return (
    <Modal open title={t('volumes.mark')} footer={null} onCancel={close} width={640} destroyOnHidden>
      <p className="quiet">{t('volumes.markLine')}</p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={start}
        onFinish={submit}
        onValuesChange={renew}
      >
        {items.map((item) => (
          <div key={item.id}>
            <Form.Item name={[item.id, 'how']} label={pick(item)} style={{ marginBottom: 4 }}>
              <Radio.Group
                options={[
                  { value: 'open', label: t('volumes.keepOpen') },
                  { value: 'notApplicable', label: t('volumes.state.notApplicable') },
                  { value: 'present', label: t('volumes.state.present') },
                ]}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={[[item.id, 'how']]}>
              {({ getFieldValue }) =>
                getFieldValue([item.id, 'how']) !== 'open' && (
                  <Form.Item
                    name={[item.id, 'reason']}
                    label={t('volumes.reason')}
                    rules={[{ required: true, whitespace: true, message: required }]}
                  >
                    <Input.TextArea autoSize maxLength={2000} />
                  </Form.Item>
                )
              }
            </Form.Item>
          </div>
        ))}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('shell.word.save')}
        </Button>
      </Form>
    </Modal>
  );
}

/** Takes a statement back, with the reason. */
export function TakeBack({ item, close }: { item: TextItem; close: () => void }) {
  const { t } = useTerms();
  const change = useChange('withdrawCaseItem', renewed);
  const id = useRef(newId());
  const submit = ({ reason }: { reason: string }) =>
    change.mutate({ id: id.current, replaces: item.stated?.versionId ?? '', reason }, { onSuccess: close });
  return (
    <Modal open title={t('volumes.takeBack')} footer={null} onCancel={close} destroyOnHidden>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form<{ reason: string }> layout="vertical" onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('acts.step.reason')}
          rules={[
            {
              required: true,
              whitespace: true,
              message: t('shell.word.required', { field: t('acts.step.reason') }),
            },
          ]}
        >
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Button danger htmlType="submit" loading={change.isPending}>
          {t('volumes.takeBack')}
        </Button>
      </Form>
    </Modal>
  );
}
