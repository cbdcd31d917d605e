import { sayInstant } from '@liuhen/contract';
import { Form, type FormInstance, type FormRule, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { isReversed } from '../../parts/clock-typed.ts';
import { useCase } from '../../parts/PickCase.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';

type Name = string | (string | number)[];
type NamePath = string | string[];
interface Of {
  name: Name;
  label: string;
  required?: boolean;
  extra?: ReactNode;
}

function useRules(required: boolean | undefined, label: string, chosen = false) {
  const { t } = useTerms();
  const message = t(chosen ? 'shell.word.choose' : 'shell.word.required', { field: label });
  return required ? [{ required: true, message }] : [];
}

/** What a field wants because of what stands in others. */
export interface Wanted {
  of: string[];
  /** Why what was typed is not enough; null where it is. */
  missing: (read: FormInstance['getFieldValue']) => string | null;
}

/** A time that cannot be before another: said with what is missing, not after that is mended. */
export const notBefore = (first: string, second: NamePath, said: string): Wanted => ({
  of: [first],
  missing: (read) => (isReversed(read(first), read(second)) ? said : null),
});

/** The rules of a field, with what others make it want. */
export const ruled = (wanted: Wanted | undefined, rules: FormRule[]) =>
  wanted === undefined
    ? { rules }
    : {
        dependencies: wanted.of,
        rules: [
          ...rules,
          ({ getFieldValue }: Pick<FormInstance, 'getFieldValue'>) => ({
            validator: async () => {
              const missing = wanted.missing(getFieldValue);
              if (missing !== null) throw new Error(missing);
            },
          }),
        ],
      };

export function TextField({
  name,
  label,
  required,
  extra,
  rows,
  max = 200,
  wanted,
}: Of & { rows?: number; max?: number; wanted?: Wanted }) {
  const rules = useRules(required, label);
  return (
    <Form.Item name={name} label={label} extra={extra} {...ruled(wanted, rules)}>
      {rows ? <Input.TextArea rows={rows} maxLength={max} /> : <Input maxLength={max} />}
    </Form.Item>
  );
}

export function TimeField({ name, label, required, extra, wanted }: Of & { wanted?: Wanted }) {
  const rules = useRules(required, label);
  return (
    <Form.Item name={name} label={label} extra={extra} {...ruled(wanted, rules)}>
      <WallClock />
    </Form.Item>
  );
}

export function ChoiceField({ name, label, required, extra, options }: Of & { options: Option[] }) {
  return (
    <Form.Item name={name} label={label} rules={useRules(required, label, true)} extra={extra}>
      <Select options={options} showSearch={{ optionFilterProp: 'label' }} allowClear={!required} />
    </Form.Item>
  );
}
interface Option {
  value: string;
  label: string;
}

export function OfficersField({ name, label, required, extra, wanted }: Of & { wanted?: Wanted }) {
  const { t } = useTerms();
  const people = useAsk('listOfficers', {});
  const rules = useRules(required, label, true);
  return (
    <Form.Item name={name} label={label} extra={extra} {...ruled(wanted, rules)}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={(people.data ?? []).map(({ id, name, unitName }) => ({
          value: id,
          label: t('shell.word.bracketed', { name, more: unitName }),
        }))}
      />
    </Form.Item>
  );
}

/** Recordings and files that the person may see, found by words of their name. */
export function RecordingField({ name, label, required, extra, many }: Of & { many?: boolean }) {
  const { t } = useTerms();
  const [text, setText] = useState('');
  const found = useAsk('listRecordings', text === '' ? {} : { text });
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: t('shell.word.bracketed', { name: row.name, more: sayInstant(row.startedAt) }),
  }));
  return (
    <Form.Item name={name} label={label} rules={useRules(required, label, true)} extra={extra}>
      <Select
        {...(many ? { mode: 'multiple' as const } : { allowClear: true })}
        showSearch={{ filterOption: false, onSearch: setText }}
        placeholder={t('evidence.searchRecording')}
        loading={found.isFetching}
        options={options}
      />
    </Form.Item>
  );
}

/** Acts of the case. */
export function ActField({ name, label, required, extra, caseId }: Of & { caseId: string }) {
  const { nameOf } = useTerms();
  const { data } = useCase(caseId);
  const options = (data?.acts ?? []).map((act) => ({
    value: act.id,
    label: `${act.number} · ${nameOf('names.actType', act.type)} · ${sayInstant(act.startedAt)}`,
  }));
  return <ChoiceField {...{ name, label, extra, options, required: required === true }} />;
}
