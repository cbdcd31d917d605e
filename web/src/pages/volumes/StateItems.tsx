import type { TextItem } from '@liuhen/contract';
import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useChange } from '../../api.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { intoView } from '../../parts/place-faults.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';

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
  const draft = draftOf(useWho()?.account.id, 'itemStatements', caseId);
  const blank = Object.fromEntries(
    items.map((item) => [item.id, { how: 'open', reason: item.proposal ? pick(item.proposal) : '' }]),
  ) as Typed;
  const [start] = useState({ ...blank, ...readDraft<Typed>(draft) });
  const submit = (typed: Typed) => {
    const statements = items.flatMap((item) => {
      const { how, reason = '' } = typed[item.id] ?? { how: 'open' };
      if (how === 'open') return [];
      const applicable = how === 'present';
      const replaces = item.stated?.versionId ?? null;
      return [{ id: ids.current.get(item.id) ?? newId(), item: item.id, applicable, reason, replaces }];
    });
    const done = () => {
      dropDraft(draft);
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
  const renew = (_: unknown, typed: Typed) => {
    writeDraft(draft, typed);
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
        scrollToFirstError={intoView}
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
        <div className="row">
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('shell.word.save')}
          </Button>
          <span className="quiet">{t('shell.word.draftKept')}</span>
        </div>
      </Form>
    </Modal>
  );
}

/** Takes a statement back, with the reason. */
export function TakeBack({ item, close }: { item: TextItem; close: () => void }) {
  const { t } = useTerms();
  const who = useWho();
  const change = useChange('withdrawCaseItem', renewed);
  const id = useRef(newId());
  const replaces = item.stated?.versionId ?? '';
  const field = t('acts.step.reason');
  return (
    <RegisterForm<{ reason: string }>
      {...{ title: t('volumes.takeBack'), initial: {}, close }}
      draft={draftOf(who?.account.id, 'takeBack', replaces)}
      submit={({ reason }) => change.mutateAsync({ id: id.current, replaces, reason })}
    >
      <Form.Item
        {...{ name: 'reason', label: field }}
        rules={[{ required: true, whitespace: true, message: t('shell.word.required', { field }) }]}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </RegisterForm>
  );
}
