import { byteRoutes, type Volume } from '@liuhen/contract';
import { Alert, App, Button, Card, Form, Input, InputNumber, Radio, Tag } from 'antd';
import { useRef } from 'react';
import { Link, useParams } from 'react-router';
import { useAsk, useChange } from '../../api.ts';
import { CompletenessBar } from '../../parts/CompletenessBar.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { newId } from '../../parts/new-id.ts';
import { Answered, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { Catalogue, Cover, Faults, NoteSheet } from './VolumeSheets.tsx';

const renewed = ['caseVolume', 'caseCompleteness', 'caseTimeline', 'getCase'] as const;

function Period({ volume }: { volume: Volume }) {
  const { t } = useTerms();
  const change = useChange('enterActStep', [...renewed, 'getAct']);
  const id = useRef(newId());
  const submit = ({ years, startsOn }: { years: number | null; startsOn: string }) => {
    const detail = { years: years ?? ('permanent' as const), startsOn };
    const step = { kind: 'volumePeriodSet' as const, at: readInstant(), until: null, detail };
    change.mutate({ id: id.current, actId: volume.periodActId ?? '', ...step });
  };
  return (
    <Card size="small" title={t('volumes.setPeriod')} className="no-print">
      <p className="quiet">{t('volumes.periodLine')}</p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form layout="inline" onFinish={submit} initialValues={{ years: null, kind: 'years' }}>
        <Form.Item name="kind" label={t('acts.step.period')}>
          <Radio.Group
            options={[
              { value: 'years', label: t('acts.step.forYears') },
              { value: 'permanent', label: t('acts.step.permanent') },
            ]}
          />
        </Form.Item>
        <Form.Item noStyle dependencies={['kind']}>
          {({ getFieldValue }) =>
            getFieldValue('kind') === 'years' && (
              <Form.Item name="years" label={t('acts.step.years')} rules={[{ required: true }]}>
                <InputNumber min={1} max={100} precision={0} />
              </Form.Item>
            )
          }
        </Form.Item>
        <Form.Item name="startsOn" label={t('acts.step.startsOn')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t('shell.word.save')}
        </Button>
      </Form>
    </Card>
  );
}

function Closing({ volume }: { volume: Volume }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const change = useChange('closeVolume', renewed);
  const id = useRef(newId());
  const { faults, toTell, lines, caseId } = volume;
  const submit = ({ note = '' }: { note?: string }) =>
    change.mutate(
      { id: id.current, caseId, note, lines: lines.length },
      { onSuccess: () => message.success(t('shell.word.saved')) },
    );
  return (
    <Card size="small" title={t('volumes.close')} className="no-print">
      {faults.length === 0 ? (
        <p>{t('volumes.ready')}</p>
      ) : (
        <>
          <strong>{t('volumes.faults', { n: faults.length })}</strong>
          <Faults faults={faults} />
        </>
      )}
      <p className="quiet">{t('volumes.closeLine')}</p>
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form<{ note?: string }> layout="vertical" onFinish={submit}>
        <Form.Item
          name="note"
          label={t('volumes.note')}
          extra={t('volumes.noteLine')}
          rules={[
            {
              required: toTell.length > 0,
              whitespace: true,
              message: t('shell.word.required', { field: t('volumes.note') }),
            },
          ]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={faults.length > 0} loading={change.isPending}>
          {t('volumes.close')}
        </Button>
      </Form>
    </Card>
  );
}

function Check({ volumeId }: { volumeId: string }) {
  const { t } = useTerms();
  const change = useChange('checkVolume', renewed);
  const id = useRef(newId());
  return (
    <Card size="small" title={t('volumes.check')} className="no-print">
      {change.error !== null && <FaultLine fault={change.error} />}
      <Form<{ remarks?: string }>
        layout="vertical"
        onFinish={({ remarks = '' }) => change.mutate({ id: id.current, volumeId, remarks })}
      >
        <Form.Item name="remarks" label={t('volumes.remarks')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('volumes.check')}
        </Button>
      </Form>
    </Card>
  );
}

function Shown({ volume }: { volume: Volume }) {
  const { t, nameOf } = useTerms();
  const [newest] = volume.versions;
  const unset = volume.cover.period === null;
  return (
    <>
      <PageHead title={volume.cover.title}>
        <Tag>{nameOf('volumes.volumeState', volume.state)}</Tag>
        <ExportButton list="volume" filter={{ id: volume.caseId }} />
        {(['cover', 'catalogue', 'note'] as const).map((sheet) => (
          <Button
            key={sheet}
            className="no-print"
            href={byteRoutes.volumeSheet(volume.caseId, sheet)}
            target="_blank"
            rel="noopener"
          >
            {t(`volumes.sheet.${sheet}`)}
          </Button>
        ))}
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
        <Link to={`/cases/${volume.caseId}`} className="no-print">
          {volume.cover.caseNumber}
        </Link>
      </PageHead>
      <div className="stack">
        {volume.state === 'reopened' && (
          <Alert type="warning" showIcon title={t('volumes.volumeState.reopened')} />
        )}
        <Cover volume={volume} />
        <Card size="small" title={t('volumes.textItems')}>
          <CompletenessBar figure={volume.figure} />
        </Card>
        {unset && volume.abilities.setPeriod && <Period volume={volume} />}
        {volume.abilities.close && <Closing volume={volume} />}
        {(['main', 'internal'] as const).map((part) => (
          <Catalogue key={part} part={part} lines={volume.lines.filter((line) => line.part === part)} />
        ))}
        <NoteSheet volume={volume} />
        {volume.abilities.check && newest && <Check volumeId={newest.id} />}
      </div>
    </>
  );
}

/** The volume of a case: cover, catalogue, note; what it lacks, and its closing. */
export default function VolumePage() {
  const { id = '' } = useParams();
  const asked = useAsk('caseVolume', { id });
  return (
    <div className="page">
      <Answered asked={asked} rows={10}>
        {(volume) => <Shown volume={volume} />}
      </Answered>
    </div>
  );
}
