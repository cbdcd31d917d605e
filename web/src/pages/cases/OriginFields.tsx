import { type Cause, cases } from '@liuhen/contract';
import { Form, Input, Select } from 'antd';
import { useTerms } from '../../shell/language.ts';

/** Where the case came from, when, and under which reference. */
export function OriginFields() {
  const { t, nameOf } = useTerms();
  return (
    <>
      <Form.Item name="source" label={t('cases.source')}>
        <Select
          allowClear
          options={cases.caseSources.map((one) => ({ value: one, label: nameOf('names.caseSource', one) }))}
        />
      </Form.Item>
      <Form.Item name="sourceOn" label={t('cases.sourceOn')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="sourceNote" label={t('cases.sourceNote')} extra={t('cases.sourceNoteLine')}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

/** One of the organ's causes; in words where the organ has no list. A case that was opened in words may keep them. */
export function CauseField({ causes, words }: { causes: readonly Cause[]; words?: string | undefined }) {
  const { t } = useTerms();
  const rules = [{ required: true, message: t('shell.word.required', { field: t('cases.cause') }) }];
  const active = causes.filter((one) => one.active);
  if (active.length === 0)
    return (
      <Form.Item name="cause" label={t('cases.cause')} rules={rules} extra={t('cases.causeLine')}>
        <Input maxLength={100} />
      </Form.Item>
    );
  const listed = active.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  const own = words === undefined ? [] : [{ value: '', label: words }];
  return (
    <Form.Item name="causeId" label={t('cases.cause')} rules={words === undefined ? rules : []}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={[...own, ...listed]} />
    </Form.Item>
  );
}
