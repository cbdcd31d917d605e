import { type Attribution, fromWallClock, type Recording, sayInstant, toWallClock } from '@liuhen/contract';
import { Alert, App, Button, Card, Descriptions, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';

function Guessed({ field }: { field: Attribution['device'] }) {
  const { t, nameOf } = useTerms();
  const isLeftOut = field.value === null && field.source === 'person';
  const others = field.alternatives.map(({ label, source }) =>
    t('shell.word.bracketed', { name: label, more: nameOf('names.guess', source) }),
  );
  return (
    <span>
      {isLeftOut ? (
        t('shell.word.none')
      ) : (
        <>
          {field.label ?? field.value ?? '—'}{' '}
          <span className="quiet">{nameOf('names.guess', field.source)}</span>
        </>
      )}
      {others.length > 0 && (
        <div className="quiet">
          {t('recordings.attribution.alternatives', { values: others.join(t('shell.word.comma')) })}
        </div>
      )}
    </span>
  );
}

function Facts({ attribution }: { attribution: Attribution }) {
  const { t, nameOf } = useTerms();
  const { deviceStart, clockOffsetSeconds, startSource } = attribution;
  const clock = [
    deviceStart?.replace('T', ' '),
    clockOffsetSeconds === 0 ? null : t('recordings.attribution.offset', { n: clockOffsetSeconds }),
  ].filter(Boolean);
  const rows = [
    {
      key: 'device',
      label: t('recordings.attribution.device'),
      children: <Guessed field={attribution.device} />,
    },
    {
      key: 'officer',
      label: t('recordings.attribution.officer'),
      children: <Guessed field={attribution.officer} />,
    },
    { key: 'unit', label: t('recordings.attribution.unit'), children: attribution.unit.label ?? '—' },
    {
      key: 'start',
      label: t('recordings.attribution.startedAt'),
      children:
        attribution.startedAt === null && startSource === 'person'
          ? t('shell.word.none')
          : `${sayInstant(attribution.startedAt, true)} ${nameOf('names.guess', startSource)}`,
    },
    {
      key: 'end',
      label: t('recordings.attribution.endedAt'),
      children: sayInstant(attribution.endedAt, true),
    },
    ...(clock.length > 0
      ? [
          {
            key: 'clock',
            label: t('recordings.attribution.deviceStart'),
            children: clock.join(t('shell.word.semicolon')),
          },
        ]
      : []),
  ];
  return <Descriptions size="small" column={1} items={rows} />;
}

/** Hints that contradict each other; the other doubts are of something that is missing or that no register knows. */
const contradictions = ['deviceDiffers', 'userIsNotHolder', 'startDiffers', 'startAfterWriting'];

/** What a person must look at before the guesses count. */
function Doubts({ attribution: { conflicts } }: { attribution: Attribution }) {
  const { t, pick } = useTerms();
  if (conflicts.length === 0) return null;
  const isContradicted = conflicts.some(({ code }) => contradictions.includes(code));
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 8 }}
      title={t(`recordings.attribution.${isContradicted ? 'conflictsTitle' : 'missingTitle'}`)}
      description={conflicts.map((conflict) => <div key={conflict.code}>{pick(conflict.sentence)}</div>)}
    />
  );
}

interface Entered {
  deviceId: string | null;
  officerId: string | null;
  startedAt: string;
  endedAt: string;
  reason: string;
}

function AttributionForm({ recording, done }: { recording: Recording; done: () => void }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const { attribution, id } = recording;
  const devices = useAsk('listDevices', {});
  const officers = useAsk('listOfficers', {});
  const change = useChange('attributeRecording', ['getRecording', 'listRecordings', 'workbench']);
  const submit = ({ deviceId, officerId, startedAt, endedAt, reason }: Entered) =>
    change.mutate(
      {
        ...{ id, version: attribution.version, reason },
        ...{ deviceId: deviceId ?? null, officerId: officerId ?? null },
        ...{ startedAt: fromWallClock(startedAt), endedAt: fromWallClock(endedAt) },
      },
      {
        onSuccess: () => {
          message.success(t('shell.word.saved'));
          done();
        },
      },
    );
  const pick = (options: { value: string; label: string }[]) => (
    <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />
  );
  return (
    <Form<Entered>
      layout="vertical"
      onFinish={submit}
      initialValues={{
        deviceId: attribution.device.value,
        officerId: attribution.officer.value,
        startedAt: toWallClock(attribution.startedAt),
        endedAt: toWallClock(attribution.endedAt),
      }}
    >
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form.Item name="deviceId" label={t('recordings.attribution.device')}>
        {pick((devices.data ?? []).map((one) => ({ value: one.id, label: one.deviceNo })))}
      </Form.Item>
      <Form.Item name="officerId" label={t('recordings.attribution.officer')}>
        {pick(
          (officers.data ?? []).map((one) => ({
            value: one.id,
            label: t('shell.word.bracketed', { name: one.name, more: one.unitName }),
          })),
        )}
      </Form.Item>
      <Form.Item name="startedAt" label={t('recordings.attribution.startedAt')}>
        <WallClock />
      </Form.Item>
      <Form.Item name="endedAt" label={t('recordings.attribution.endedAt')}>
        <WallClock />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('recordings.attribution.reason')}
        extra={t('recordings.attribution.reasonHint')}
        rules={[
          {
            required: true,
            whitespace: true,
            message: t('shell.word.required', { field: t('recordings.attribution.reason') }),
          },
        ]}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('recordings.attribution.submit')}
      </Button>
    </Form>
  );
}

/** Which device, who and when: what was guessed from what, where hints disagree, and who confirmed it. */
export function AttributionCard({ recording }: { recording: Recording }) {
  const { t, pick } = useTerms();
  const [open, setOpen] = useState(false);
  const { attribution, abilities } = recording;
  return (
    <Card
      size="small"
      title={t('recordings.section.attribution')}
      extra={
        abilities.attribute && (
          <Button size="small" className="no-print" onClick={() => setOpen(true)}>
            {t('recordings.attribution.confirm')}
          </Button>
        )
      }
    >
      {!attribution.confirmed && <Doubts attribution={attribution} />}
      <Facts attribution={attribution} />
      <p className="quiet" style={{ marginBottom: 0 }}>
        {attribution.confirmed
          ? t('recordings.attribution.confirmed', {
              by: attribution.statedBy ?? '',
              reason: attribution.reason ?? '',
            })
          : t('recordings.attribution.unconfirmed')}
      </p>
      {attribution.confirmed && attribution.conflicts.length > 0 && (
        <div className="quiet">
          {t('recordings.attribution.settled')}
          {attribution.conflicts.map((conflict) => (
            <div key={conflict.code}>{pick(conflict.sentence)}</div>
          ))}
        </div>
      )}
      <Modal
        open={open}
        footer={null}
        title={t('recordings.attribution.confirm')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <AttributionForm recording={recording} done={() => setOpen(false)} />
      </Modal>
    </Card>
  );
}
