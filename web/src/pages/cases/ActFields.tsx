import { actStepShapes, cases, refusals } from '@liuhen/contract';
import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { PickCase, useCase } from '../../parts/PickCase.tsx';
import { useOrder } from '../../parts/useOrder.ts';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';
import { PeopleFields } from './PeopleFields.tsx';
import { PlanFields, PositionFields } from './PlaceFields.tsx';
import { Qualified } from './Qualified.tsx';

/** An act of a case has the procedure of its case; only one of none is asked. */
function ProcedureField() {
  const { t, nameOf } = useTerms();
  const caseId = Form.useWatch<string | null | undefined>('caseId');
  const { data: served } = useCase(caseId);
  if (caseId)
    return (
      <Form.Item label={t('acts.procedure')}>
        {served &&
          t('acts.procedureOfCase', {
            procedure: nameOf('names.procedure', served.procedure),
            number: served.number,
          })}
      </Form.Item>
    );
  return (
    <Form.Item name="procedure" label={t('acts.procedure')}>
      <Radio.Group
        options={[
          { value: 'none', label: t('acts.noProcedure') },
          ...actStepShapes.procedures.map((one) => ({ value: one, label: nameOf('names.procedure', one) })),
        ]}
      />
    </Form.Item>
  );
}

/** The fields of an act. */
export function ActFields() {
  const { t, nameOf } = useTerms();
  const inOrder = useOrder('startedAt', refusals.beforeStart);
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <>
      <Form.Item
        name="type"
        label={t('acts.type')}
        rules={[{ required: true, message: t('shell.word.choose', { field: t('acts.type') }) }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={cases.enteredActType.options.map((type) => ({
            value: type,
            label: nameOf('names.actType', type),
          }))}
        />
      </Form.Item>
      <Form.Item name="caseId" label={t('acts.case')} extra={t('acts.caseLine')}>
        <PickCase />
      </Form.Item>
      <Form.Item name="cause" label={t('acts.cause')} rules={required(t('acts.cause'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="party" label={t('acts.party')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="place" label={t('acts.place')}>
        <Input maxLength={200} />
      </Form.Item>
      <PositionFields />
      <PlanFields />
      <Form.Item name="startedAt" label={t('acts.startedAt')} rules={required(t('acts.startedAt'))}>
        <WallClock />
      </Form.Item>
      <Form.Item name="endedAt" label={t('acts.endedAt')} dependencies={['startedAt']} rules={[inOrder]}>
        <WallClock />
      </Form.Item>
      <PeopleFields unit={t('acts.unit')} officers={t('onSite.people')} extra={t('onSite.peopleLine')} />
      <Qualified />
      <Form.Item name="filmed" label={t('acts.filmed')}>
        <Radio.Group
          options={[
            { value: true, label: t('acts.filmedYes') },
            { value: false, label: t('acts.filmedNo') },
          ]}
        />
      </Form.Item>
      <Form.Item name="circumstances" label={t('acts.circumstances')} extra={t('acts.circumstancesLine')}>
        <Checkbox.Group
          options={actStepShapes.circumstances.map((one) => ({
            value: one,
            label: nameOf('names.circumstance', one),
          }))}
        />
      </Form.Item>
      <ProcedureField />
    </>
  );
}
