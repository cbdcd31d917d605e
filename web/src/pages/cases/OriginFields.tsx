import { type Cause, cases } from '@liuhen/contract';
import { Form, type FormInstance, Input, Select } from 'antd';
import { useTerms } from '../../shell/language.ts';
import type { TypedCase } from './case-typed.ts';
import { sourceFault } from './typed-times.ts';

/** Where the case came from, when, and under which reference. */
export function OriginFields() {
  const { t, nameOf, pick } = useTerms();
  const notAfter = ({ getFieldValue }: Pick<FormInstance<TypedCase>, 'getFieldValue'>) => ({
    validator: async (_: unknown, on?: string) => {
      const said = sourceFault(on, getFieldValue('openedAt'));
      if (said) throw new Error(pick(said));
    },
  });
  return (
    <>
      <Form.Item name="source" label={t('cases.source')}>
        <Select
          allowClear
          options={cases.caseSources.map((one) => ({ value: one, label: nameOf('names.caseSource', one) }))}
        />
      </Form.Item>
      <Form.Item name="sourceOn" label={t('cases.sourceOn')} rules={[notAfter]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="sourceNote" label={t('cases.sourceNote')} extra={t('cases.sourceNoteLine')}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

interface Causes {
  causes: readonly Cause[];
  words?: string | undefined;
  /** The cause that the case has, which may be one that is no longer used. */
  kept?: string | null | undefined;
}

/** One of the organ's causes; in words where the organ has no list. A case keeps the words or the cause that it has. */
export function CauseField({ causes, words, kept }: Causes) {
  const { t } = useTerms();
  const rules = [{ required: true, message: t('shell.word.required', { field: t('cases.cause') }) }];
  const active = causes.filter((one) => one.active || one.id === kept);
  if (active.length === 0)
    return (
      <Form.Item name="cause" label={t('cases.cause')} rules={rules} extra={t('cases.causeLine')}>
        <Input maxLength={100} />
      </Form.Item>
    );
  const listed = active.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  const own = words === undefined ? [] : [{ value: '', label: words }];
  return (
    <>
      <Form.Item name="causeId" label={t('cases.cause')} rules={words === undefined ? rules : []}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={[...own, ...listed]} />
      </Form.Item>
      {/* The words that a case keeps are sent only as a field of its form. */}
      <Form.Item name="cause" hidden>
        <Input />
      </Form.Item>
    </>
  );
}
