import type { MatterList } from '@liuhen/contract';
import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { beijingToday } from '../../shell/clock.ts';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';

export const renewed = ['getMatterList', 'listMatterLists', 'workbench'] as const;

type Doing = 'review' | 'approve' | 'withdraw';

interface Entered {
  remarks: string;
  effectiveFrom: string | null;
  retroactive: boolean;
}

interface Props {
  list: MatterList;
  doing: Doing;
  close: () => void;
}

/** Says who sent it: agreed or not, with what is entered. */
function useDeciding({ list, doing, close }: Props) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const review = useChange('reviewMatterList', renewed);
  const approve = useChange('approveMatterList', renewed);
  const withdraw = useChange('withdrawMatterList', renewed);
  const step = { id: list.id, revision: list.revision };
  const run = (agrees: boolean, { remarks, ...day }: Entered) => {
    if (doing === 'review') return review.mutateAsync({ ...step, agrees, remarks });
    if (doing === 'withdraw') return withdraw.mutateAsync({ ...step, reason: remarks });
    return approve.mutateAsync({ ...step, agrees, remarks, ...day });
  };
  const send = async (agrees: boolean) => {
    const {
      remarks = '',
      effectiveFrom = null,
      retroactive = false,
    } = form.getFieldsValue(true) as Partial<Entered>;
    const isBare = remarks.trim() === '' && (doing === 'withdraw' || !agrees);
    const label = t(doing === 'withdraw' ? 'matters.reason' : 'matters.remarks');
    if (isBare) {
      form.setFields([{ name: 'remarks', errors: [t('shell.word.required', { field: label })] }]);
      return;
    }
    try {
      await run(agrees, { remarks, effectiveFrom, retroactive });
    } catch (error) {
      form.setFields(fieldFaults(error, language) as Parameters<typeof form.setFields>[0]);
      return;
    }
    message.success(t('shell.word.saved'));
    close();
  };
  const busy = review.isPending || approve.isPending || withdraw.isPending;
  return { form, send, busy, fault: review.error ?? approve.error ?? withdraw.error };
}

function DayFields() {
  const { t } = useTerms();
  const from = Form.useWatch<string | null>('effectiveFrom');
  return (
    <>
      <Form.Item name="effectiveFrom" label={t('matters.effectiveFrom')} extra={t('matters.effectiveHint')}>
        <WallClock dateOnly />
      </Form.Item>
      {from && from < beijingToday() && (
        <Form.Item name="retroactive" valuePropName="checked">
          <Checkbox>{t('matters.retroactive')}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

/** Review, approval or withdrawal of a list, with what is to be said of it. */
function Deciding(props: Props) {
  const { list, doing, close } = props;
  const { t } = useTerms();
  const { form, send, busy, fault } = useDeciding(props);
  const day = list.effectiveFrom;
  return (
    <Modal open title={t(`matters.${doing}Title`)} footer={null} onCancel={close} destroyOnHidden>
      <Form<Entered>
        form={form}
        layout="vertical"
        initialValues={{
          ...{ remarks: '', retroactive: false },
          // A day that passed meanwhile is not proposed again.
          effectiveFrom: day !== null && day < beijingToday() ? null : day,
        }}
        onFinish={() => void send(true)}
      >
        {fault !== null && <FaultLine fault={fault} />}
        {doing === 'approve' && <DayFields />}
        <Form.Item name="remarks" label={t(doing === 'withdraw' ? 'matters.reason' : 'matters.remarks')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <div className="row">
          <Button type="primary" danger={doing === 'withdraw'} htmlType="submit" loading={busy}>
            {t(doing === 'review' ? 'matters.agree' : `matters.${doing}`)}
          </Button>
          {doing !== 'withdraw' && (
            <Button disabled={busy} onClick={() => void send(false)}>
              {t('matters.return')}
            </Button>
          )}
        </div>
      </Form>
    </Modal>
  );
}

/** What the person who is signed in may do with a list now. */
export function MatterActions({ list }: { list: MatterList }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const [doing, setDoing] = useState<Doing | null>(null);
  const submit = useChange('submitMatterList', renewed);
  const { edit, review, approve, withdraw } = list.abilities;
  const send = () =>
    submit.mutate(
      { id: list.id, revision: list.revision },
      { onSuccess: () => void message.success(t('shell.word.saved')) },
    );
  return (
    <div className="stack no-print">
      {submit.error !== null && <FaultLine fault={submit.error} />}
      <div className="row">
        {edit && (
          <>
            <Link to={`/matters/${list.id}/edit`}>
              <Button type={list.faults.length > 0 ? 'primary' : 'default'}>{t('matters.edit')}</Button>
            </Link>
            <Button
              type={list.faults.length > 0 ? 'default' : 'primary'}
              loading={submit.isPending}
              onClick={send}
            >
              {t('matters.submit')}
            </Button>
          </>
        )}
        {review && (
          <Button type="primary" onClick={() => setDoing('review')}>
            {t('matters.reviewTitle')}
          </Button>
        )}
        {approve && (
          <Button type="primary" onClick={() => setDoing('approve')}>
            {t('matters.approve')}
          </Button>
        )}
        {withdraw && (
          <Button danger onClick={() => setDoing('withdraw')}>
            {t('matters.withdraw')}
          </Button>
        )}
      </div>
      {doing && <Deciding list={list} doing={doing} close={() => setDoing(null)} />}
    </div>
  );
}
