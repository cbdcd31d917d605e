import type { Excuse } from '@liuhen/contract';
import { App, Button, Form, Input } from 'antd';
import { useId } from 'react';
import { useChange } from '../api.ts';
import { fieldFaults } from '../shell/faults.ts';
import { useTerms } from '../shell/language.ts';
import { useWho } from '../shell/session.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from './draft.ts';
import { renewedByExcuses } from './excuse-routes.ts';
import { FaultLine } from './PageState.tsx';

interface Entered {
  reason: string;
}

/** Accepts, where the person may, or refuses; always with a reason. */
export function Decide({ excuse }: { excuse: Excuse }) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const change = useChange('decideExcuse', renewedByExcuses);
  const draft = draftOf(useWho()?.account.id, 'excuse', 'decision', excuse.id);
  const label = t('excuses.reason');
  const step = excuse.steps.filter(({ decision }) => decision !== null).length;
  const decide = async (accepted: boolean) => {
    const entered = await form.validateFields().catch(() => null);
    if (entered === null) return;
    change.mutate(
      { id: excuse.id, step, accepted, reason: entered.reason },
      {
        onSuccess: () => {
          dropDraft(draft);
          message.success(t('shell.word.saved'));
        },
        onError: (error) =>
          form.setFields(fieldFaults(error, language) as Parameters<typeof form.setFields>[0]),
      },
    );
  };
  return (
    <Form<Entered>
      name={`decision${useId()}`}
      form={form}
      layout="vertical"
      className="excuse-form no-print"
      initialValues={{ reason: '', ...readDraft<Entered>(draft) }}
      onValuesChange={(_, all) => writeDraft(draft, all)}
    >
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, whitespace: true, message: t('shell.word.required', { field: label }) }]}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <div className="row">
        {excuse.abilities.decide && (
          <Button type="primary" loading={change.isPending} onClick={() => void decide(true)}>
            {t('excuses.accept')}
          </Button>
        )}
        <Button danger disabled={change.isPending} onClick={() => void decide(false)}>
          {t('excuses.refuse')}
        </Button>
      </div>
    </Form>
  );
}
