import type { Device, DeviceModel } from '@liuhen/contract';
import { Button, Card, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { DeviceForm, ModelForm } from './DeviceForms.tsx';

function DeviceTable({ devices, edit }: { devices: readonly Device[]; edit: (device: Device) => void }) {
  const { t } = useTerms();
  const may = useMay();
  if (devices.length === 0)
    return <Blank title={t('registers.emptyDevices')} line={t('registers.emptyDevicesLine')} />;
  const columns: TableColumnsType<Device> = [
    { title: t('registers.deviceNo'), dataIndex: 'deviceNo' },
    { title: t('registers.model'), dataIndex: 'modelName' },
    { title: t('registers.unit'), dataIndex: 'unitName' },
    { title: t('registers.holder'), dataIndex: 'holderName', render: (value) => value ?? '—' },
    { title: t('registers.clockOffset'), dataIndex: 'clockOffsetSeconds' },
    {
      title: t('registers.inUse'),
      dataIndex: 'inUse',
      render: (inUse) => (
        <Tag color={inUse ? 'green' : 'default'}>{t(inUse ? 'registers.inUse' : 'registers.retired')}</Tag>
      ),
    },
    {
      title: t('shell.word.actions'),
      key: 'actions',
      render: (_, device) =>
        may('device.manage') && (
          <Button size="small" onClick={() => edit(device)}>
            {t('shell.word.edit')}
          </Button>
        ),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      scroll={{ x: 760 }}
      pagination={false}
      dataSource={[...devices]}
      columns={columns}
    />
  );
}

function ModelTable({
  models,
  edit,
}: {
  models: readonly DeviceModel[];
  edit: (model: DeviceModel) => void;
}) {
  const { t } = useTerms();
  const may = useMay();
  if (models.length === 0)
    return <Blank title={t('registers.emptyModels')} line={t('registers.emptyModelsLine')} />;
  const columns: TableColumnsType<DeviceModel> = [
    { title: t('registers.modelName'), dataIndex: 'name' },
    { title: t('registers.maker'), dataIndex: 'maker' },
    {
      title: t('registers.namePatterns'),
      key: 'patterns',
      render: (_, { namePatterns }) =>
        namePatterns.map((pattern) => (
          <div key={pattern} className="digest">
            {pattern}
          </div>
        )),
    },
    {
      title: t('shell.word.actions'),
      key: 'actions',
      render: (_, model) =>
        may('device.manage') && (
          <Button size="small" onClick={() => edit(model)}>
            {t('shell.word.edit')}
          </Button>
        ),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      scroll={{ x: 640 }}
      pagination={false}
      dataSource={[...models]}
      columns={columns}
    />
  );
}

/** The recorders of the organ and how their makes name files. */
export default function DevicesPage() {
  const { t } = useTerms();
  const may = useMay();
  const devices = useAsk('listDevices', {});
  const models = useAsk('listDeviceModels', {});
  const [device, setDevice] = useState<Device | 'new' | null>(null);
  const [model, setModel] = useState<DeviceModel | 'new' | null>(null);
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.devices')} />
      <Card
        title={t('registers.devices')}
        extra={
          may('device.manage') && (
            <Button type="primary" onClick={() => setDevice('new')}>
              {t('registers.addDevice')}
            </Button>
          )
        }
      >
        <Answered asked={devices}>{(rows) => <DeviceTable devices={rows} edit={setDevice} />}</Answered>
      </Card>
      <Card
        title={t('registers.models')}
        extra={
          may('device.manage') && <Button onClick={() => setModel('new')}>{t('registers.addModel')}</Button>
        }
      >
        <Answered asked={models}>{(rows) => <ModelTable models={rows} edit={setModel} />}</Answered>
      </Card>
      {device !== null && (
        <DeviceForm device={device === 'new' ? null : device} close={() => setDevice(null)} />
      )}
      {model !== null && <ModelForm model={model === 'new' ? null : model} close={() => setModel(null)} />}
    </div>
  );
}
