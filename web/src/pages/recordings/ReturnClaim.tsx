import { type Duty, type Recording, recordingShapes } from '@liuhen/contract';
import { App, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useChange } from '../../api.ts';
import { toneOf } from '../../parts/deadline.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useNow } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';

type Ground = (typeof recordingShapes.returnGround.options)[number];

interface Entered {
  ground: Ground;
  returnDate: Dayjs;
  evidence: string;
}

function ClaimForm({ id, done }: { id: string; done: () => void }) {
  const { t, nameOf } = useTerms();
  const { message } = App.useApp();
  const change = useChange('claimReturn', ['getRecording', 'listRecordings', 'workbench']);
  const submit = ({ ground, returnDate, evidence }: Entered) =>
    change.mutate(
      { id, ground, returnDate: returnDate.format('YYYY-MM-DD'), evidence },
      {
        onSuccess: () => {
          message.success(t('shell.word.saved'));
          done();
        },
      },
    );
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <Form<Entered> layout="vertical" onFinish={submit}>
      <p className="quiet">{t('recordings.returnClaim.line')}</p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form.Item
        name="ground"
        label={t('recordings.returnClaim.ground')}
        rules={required(t('recordings.returnClaim.ground'))}
      >
        <Select
          options={recordingShapes.returnGround.options.map((ground) => ({
            value: ground,
            label: nameOf('names.returnGround', ground),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="returnDate"
        label={t('recordings.returnClaim.date')}
        rules={required(t('recordings.returnClaim.date'))}
      >
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="evidence"
        label={t('recordings.returnClaim.evidence')}
        rules={required(t('recordings.returnClaim.evidence'))}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('recordings.returnClaim.submit')}
      </Button>
    </Form>
  );
}

/** Whether a return is of any account to a duty: it is late already, or cannot be told without it. */
const isWanting = (duty: Duty, now: number): boolean =>
  ['overdue', 'doneLate'].includes(toneOf(duty, now)) || duty.state === 'undetermined';

/** What was stated of a late return, and the way to state it where it matters, or to state it anew. */
export function ReturnClaim({ recording }: { recording: Recording }) {
  const { t, nameOf } = useTerms();
  const [open, setOpen] = useState(false);
  const now = useNow();
  const { returnClaim, abilities, duties, id } = recording;
  const isAsked = returnClaim !== null || duties.some((duty) => isWanting(duty, now));
  return (
    <div>
      {returnClaim !== null && (
        <p style={{ margin: 0 }}>
          {t('recordings.returnClaim.stated', {
            ground: nameOf('names.returnGround', returnClaim.ground),
            date: returnClaim.returnDate,
            evidence: returnClaim.evidence,
          })}
        </p>
      )}
      {abilities.claimReturn && isAsked && (
        <Button size="small" className="no-print" onClick={() => setOpen(true)}>
          {t('recordings.returnClaim.open')}
        </Button>
      )}
      <Modal
        open={open}
        footer={null}
        title={t('recordings.returnClaim.title')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ClaimForm id={id} done={() => setOpen(false)} />
      </Modal>
    </div>
  );
}
