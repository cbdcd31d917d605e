import { type Act, fromWallClock } from '@liuhen/contract';
import { Button, Form, InputNumber, Select } from 'antd';
import { sayFileName } from '../../parts/file-name.ts';
import { useTerms } from '../../shell/language.ts';
import { filmsAt } from './axis-draw.ts';

/** What the time of the step says of the film that is chosen. */
function Derived({ act, take }: { act: Act; take: (second: number) => void }) {
  const { t } = useTerms();
  const at = fromWallClock(Form.useWatch<string | undefined>('at'));
  const recordingId = Form.useWatch<string | undefined>(['media', 'recordingId']);
  if (at === null || act.axis === null) return null;
  const found = filmsAt(act.axis, at).find((film) => film.recordingId === recordingId);
  if (!found) return <span>{t('onSite.step.outside')}</span>;
  return (
    <span className="row">
      {t('onSite.step.derived', { n: found.second })}
      <Button size="small" onClick={() => take(found.second)}>
        {t('onSite.step.take')}
      </Button>
    </span>
  );
}

/** Ties a step to a second of a film of the act. */
export function MediaFields({ act }: { act: Act }) {
  const { t } = useTerms();
  const form = Form.useFormInstance();
  const recordingId = Form.useWatch<string | undefined>(['media', 'recordingId']);
  if (act.links.length === 0) return null;
  const label = t('onSite.step.second');
  return (
    <>
      <Form.Item name={['media', 'recordingId']} label={t('onSite.step.media')}>
        <Select
          allowClear
          options={act.links.map(({ recording: { id, name } }) => ({ value: id, label: sayFileName(name) }))}
        />
      </Form.Item>
      {recordingId && (
        <Form.Item
          name={['media', 'second']}
          label={label}
          rules={[{ required: true, message: t('shell.word.required', { field: label }) }]}
          extra={<Derived act={act} take={(second) => form.setFieldValue(['media', 'second'], second)} />}
        >
          <InputNumber min={0} precision={1} style={{ width: '100%' }} />
        </Form.Item>
      )}
    </>
  );
}
