import { type Act, sayInstant } from '@liuhen/contract';
import { App, Button, Card, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { RecordingCard } from '../../parts/RecordingRows.tsx';
import { useTerms } from '../../shell/language.ts';

const renewed = ['getAct', 'listActs', 'listRecordings', 'workbench'] as const;

function Unlink({ linkId, done }: { linkId: string; done: () => void }) {
  const { t } = useTerms();
  const change = useChange('unlinkEvidence', renewed);
  return (
    <Form<{ reason: string }>
      layout="vertical"
      onFinish={({ reason }) => change.mutate({ id: linkId, reason }, { onSuccess: done })}
    >
      <p className="quiet">{t('acts.unlinkLine')}</p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form.Item
        name="reason"
        label={t('acts.unlinkReason')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('shell.word.required', { field: t('acts.unlinkReason') }),
          },
        ]}
      >
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Button danger htmlType="submit" loading={change.isPending}>
        {t('acts.unlink')}
      </Button>
    </Form>
  );
}

function Suggestions({ act }: { act: Act }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const change = useChange('linkEvidence', renewed);
  const link = (recordingId: string) =>
    change.mutate(
      { actId: act.id, recordingId, note: null },
      { onSuccess: () => message.success(t('shell.word.saved')) },
    );
  return (
    <Card size="small" title={t('acts.section.suggestions')}>
      <p className="quiet" style={{ marginTop: 0 }}>
        {act.suggestions.length === 0 ? t('acts.noSuggestions') : t('acts.suggestionsLine')}
      </p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <div className="card-list">
        {act.suggestions.map((row) => (
          <div key={row.id} className="row" style={{ flexWrap: 'nowrap' }}>
            <div style={{ flex: 1, minWidth: 0 }}>
              <RecordingCard row={row} />
            </div>
            <Button type="primary" loading={change.isPending} onClick={() => link(row.id)}>
              {t('acts.link')}
            </Button>
          </div>
        ))}
      </div>
    </Card>
  );
}

/** The recordings of an act, and those that probably belong to it. */
export function Film({ act }: { act: Act }) {
  const { t } = useTerms();
  const [unlinking, setUnlinking] = useState<string | null>(null);
  return (
    <>
      <Card size="small" title={t('acts.section.linked')}>
        {act.recordings === 0 && <span className="quiet">{t('acts.noLinks')}</span>}
        <div className="card-list">
          {act.links.map((link) => (
            <div key={link.id}>
              <RecordingCard row={link.recording} />
              <div className="row" style={{ marginTop: 4 }}>
                <span className="quiet">
                  {t('acts.linked', { by: link.linkedBy, at: sayInstant(link.linkedAt) })}
                  {link.note && ` · ${link.note}`}
                </span>
                {act.abilities.link && (
                  <Button size="small" type="text" className="no-print" onClick={() => setUnlinking(link.id)}>
                    {t('acts.unlink')}
                  </Button>
                )}
              </div>
            </div>
          ))}
        </div>
      </Card>
      {act.abilities.link && <Suggestions act={act} />}
      <Modal
        open={unlinking !== null}
        footer={null}
        title={t('acts.unlink')}
        onCancel={() => setUnlinking(null)}
        destroyOnHidden
      >
        {unlinking !== null && <Unlink linkId={unlinking} done={() => setUnlinking(null)} />}
      </Modal>
    </>
  );
}
