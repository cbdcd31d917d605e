import { Form, Select } from 'antd';
import { useAsk } from '../../api.ts';
import { useTerms } from '../../shell/language.ts';

/** The unit and the people of an act or a case, each under the name that it has there. */
export function PeopleFields({ unit, officers, extra }: { unit: string; officers: string; extra?: string }) {
  const { t, nameOf } = useTerms();
  const units = useAsk('listUnits', {});
  const people = useAsk('listOfficers', {});
  const chosen = (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }];
  const search = { optionFilterProp: 'label' };
  return (
    <>
      <Form.Item name="unitId" label={unit} rules={chosen(unit)}>
        <Select
          showSearch={search}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="officerIds" label={officers} rules={chosen(officers)} extra={extra}>
        <Select
          mode="multiple"
          showSearch={search}
          options={(['officer', 'assistant'] as const).flatMap((kind) => {
            const own = (people.data ?? []).filter((one) => one.kind === kind);
            const options = own.map(({ id, name, unitName }) => ({
              value: id,
              label: t('shell.word.bracketed', { name, more: unitName }),
            }));
            return own.length === 0 ? [] : [{ label: nameOf('names.officerKind', kind), options }];
          })}
        />
      </Form.Item>
    </>
  );
}
