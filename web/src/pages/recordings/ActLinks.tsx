import type { Recording } from '@liuhen/contract';
import { App, Button, Card, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

interface Entered {
  actId: string;
  note?: string;
}

function LinkForm({ recordingId, done }: { recordingId: string; done: () => void }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const acts = useAsk('listActs', text === '' ? {} : { text });
  const change = useChange('linkEvidence', ['getRecording', 'listRecordings', 'getAct', 'listActs']);
  const submit = ({ actId, note }: Entered) =>
    change.mutate(
      { actId, recordingId, note: note?.trim() || null },
      {
        onSuccess: () => {
          message.success(t('shell.word.saved'));
          done();
        },
      },
    );
  return (
    <Form<Entered> layout="vertical" onFinish={submit}>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form.Item
        name="actId"
        label={t('recordings.link.pick')}
        rules={[{ required: true, message: t('shell.word.required', { field: t('recordings.link.pick') }) }]}
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setText }}
          placeholder={t('recordings.link.search')}
          loading={acts.isFetching}
          options={(acts.data?.rows ?? []).map(({ id, number, cause, party }) => ({
            value: id,
            label: [number, cause, party].filter(Boolean).join(' · '),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('recordings.link.note')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('recordings.link.submit')}
      </Button>
    </Form>
  );
}

/** The acts that this recording is evidence of. */
export function ActLinks({ recording }: { recording: Recording }) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  return (
    <Card
      size="small"
      title={t('recordings.section.acts')}
      extra={
        recording.abilities.link && (
          <Button size="small" className="no-print" onClick={() => setOpen(true)}>
            {t('recordings.link.open')}
          </Button>
        )
      }
    >
      {recording.acts.length === 0 && <span className="quiet">{t('recordings.link.none')}</span>}
      {recording.acts.map(({ id, number, cause, party, note }) => (
        <div key={id}>
          <Link to={`/acts/${id}`}>{number}</Link> {[cause, party].filter(Boolean).join(' · ')}
          {note && <div className="quiet">{note}</div>}
        </div>
      ))}
      <Modal
        open={open}
        footer={null}
        title={t('recordings.link.open')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <LinkForm recordingId={recording.id} done={() => setOpen(false)} />
      </Modal>
    </Card>
  );
}
