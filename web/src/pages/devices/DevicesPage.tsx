import type { Device, DeviceModel } from '@liuhen/contract';
import { Button, Card, Grid, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FactCard } from '../../parts/FactCard.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { DeviceForm, ModelForm } from './DeviceForms.tsx';

function EditButton({ edit }: { edit: () => void }) {
  const { t } = useTerms();
  return (
    <Button size="small" onClick={edit}>
      {t('shell.word.edit')}
    </Button>
  );
}

function InUse({ inUse }: { inUse: boolean }) {
  const { t } = useTerms();
  return <Tag color={inUse ? 'green' : 'default'}>{t(inUse ? 'registers.inUse' : 'registers.retired')}</Tag>;
}

function Patterns({ model }: { model: DeviceModel }) {
  return (
    <>
      {model.namePatterns.map((pattern) => (
        <div key={pattern} className="digest">
          {pattern}
        </div>
      ))}
    </>
  );
}

function DeviceTable({ devices, edit }: { devices: readonly Device[]; edit: (device: Device) => void }) {
  const { t } = useTerms();
  const isManager = useMay()('device.manage');
  const isWide = Grid.useBreakpoint().md !== false;
  if (devices.length === 0)
    return <Blank title={t('registers.emptyDevices')} line={t('registers.emptyDevicesLine')} />;
  if (!isWide)
    return (
      <div className="card-list">
        {devices.map((device) => (
          <FactCard
            key={device.id}
            title={device.deviceNo}
            tags={<InUse inUse={device.inUse} />}
            facts={[
              { key: 'model', label: t('registers.model'), said: device.modelName },
              { key: 'unit', label: t('registers.unit'), said: device.unitName },
              { key: 'holder', label: t('registers.holder'), said: device.holderName },
              { key: 'clock', label: t('registers.clockOffset'), said: device.clockOffsetSeconds },
            ]}
            action={isManager && <EditButton edit={() => edit(device)} />}
          />
        ))}
      </div>
    );
  const columns: TableColumnsType<Device> = [
    { title: t('registers.deviceNo'), dataIndex: 'deviceNo' },
    { title: t('registers.model'), dataIndex: 'modelName' },
    { title: t('registers.unit'), dataIndex: 'unitName' },
    { title: t('registers.holder'), dataIndex: 'holderName', render: (value) => value ?? '—' },
    { title: t('registers.clockOffset'), dataIndex: 'clockOffsetSeconds' },
    {
      title: t('registers.inUse'),
      dataIndex: 'inUse',
      render: (inUse) => <InUse inUse={inUse} />,
    },
    {
      title: t('shell.word.actions'),
      key: 'actions',
      hidden: !isManager,
      render: (_, device) => <EditButton edit={() => edit(device)} />,
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
  const isManager = useMay()('device.manage');
  const isWide = Grid.useBreakpoint().md !== false;
  if (models.length === 0)
    return <Blank title={t('registers.emptyModels')} line={t('registers.emptyModelsLine')} />;
  if (!isWide)
    return (
      <div className="card-list">
        {models.map((model) => (
          <FactCard
            key={model.id}
            title={model.name}
            facts={[
              { key: 'maker', label: t('registers.maker'), said: model.maker },
              { key: 'patterns', label: t('registers.namePatterns'), said: <Patterns model={model} /> },
            ]}
            action={isManager && <EditButton edit={() => edit(model)} />}
          />
        ))}
      </div>
    );
  const columns: TableColumnsType<DeviceModel> = [
    { title: t('registers.modelName'), dataIndex: 'name' },
    { title: t('registers.maker'), dataIndex: 'maker' },
    {
      title: t('registers.namePatterns'),
      key: 'patterns',
      render: (_, model) => <Patterns model={model} />,
    },
    {
      title: t('shell.word.actions'),
      key: 'actions',
      hidden: !isManager,
      render: (_, model) => <EditButton edit={() => edit(model)} />,
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
      <PageHead title={t('shell.page.devices')}>
        <ExportButton list="devices" />
      </PageHead>
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
          <span className="row">
            <ExportButton list="deviceModels" />
            {may('device.manage') && (
              <Button onClick={() => setModel('new')}>{t('registers.addModel')}</Button>
            )}
          </span>
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
