import type { Device, DeviceModel, Input as In } from '@liuhen/contract';
import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useAsk, useChange } from '../../api.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { placeFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { deviceSaid, deviceTyped, type EnteredModel, modelSaid, modelTyped } from './device-typed.ts';

const search = { optionFilterProp: 'label' };

/** Registers a recorder or changes one. */
export function DeviceForm({ device, close }: { device: Device | null; close: () => void }) {
  const { t } = useTerms();
  const models = useAsk('listDeviceModels', {});
  const units = useAsk('listUnits', {});
  const officers = useAsk('listOfficers', {});
  const register = useChange('registerDevice', ['listDevices']);
  const change = useChange('changeDevice', ['listDevices']);
  const submit = (entered: In<'registerDevice'>) => {
    const input = deviceSaid(entered);
    return device ? change.mutateAsync({ ...input, id: device.id }) : register.mutateAsync(input);
  };
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  const chosen = (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }];
  return (
    <RegisterForm<In<'registerDevice'>>
      title={t(device ? 'registers.editDevice' : 'registers.addDevice')}
      initial={deviceTyped(device)}
      submit={submit}
      close={close}
    >
      <Form.Item name="deviceNo" label={t('registers.deviceNo')} rules={required(t('registers.deviceNo'))}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="modelId" label={t('registers.model')} rules={chosen(t('registers.model'))}>
        <Select
          showSearch={search}
          options={(models.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t('registers.unit')} rules={chosen(t('registers.unit'))}>
        <Select
          showSearch={search}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="holderId" label={t('registers.holder')}>
        <Select
          allowClear
          showSearch={search}
          options={(officers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="clockOffsetSeconds"
        label={t('registers.clockOffset')}
        rules={required(t('registers.clockOffset'))}
      >
        <InputNumber precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="inUse" label={t('registers.inUse')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </RegisterForm>
  );
}

/** Registers a make of recorder with its file-name patterns, one a line. */
export function ModelForm({ model, close }: { model: DeviceModel | null; close: () => void }) {
  const { t } = useTerms();
  const register = useChange('registerDeviceModel', ['listDeviceModels']);
  const change = useChange('changeDeviceModel', ['listDeviceModels']);
  const submit = (entered: EnteredModel) => {
    const input = modelSaid(entered);
    const saved = model ? change.mutateAsync({ ...input, id: model.id }) : register.mutateAsync(input);
    return saved.catch((error: unknown) => {
      throw placeFaults(error, { namePatterns: 'patterns' });
    });
  };
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <RegisterForm<EnteredModel>
      title={t(model ? 'registers.editModel' : 'registers.addModel')}
      initial={modelTyped(model)}
      submit={submit}
      close={close}
    >
      <Form.Item name="name" label={t('registers.modelName')} rules={required(t('registers.modelName'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="maker" label={t('registers.maker')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="patterns"
        label={t('registers.namePatterns')}
        extra={t('registers.namePatternsHint')}
        rules={required(t('registers.namePatterns'))}
      >
        <Input.TextArea rows={3} className="digest" />
      </Form.Item>
    </RegisterForm>
  );
}
