import { Form, Select } from 'antd';
import { useAsk } from '../../api.ts';
import { useTerms } from '../../shell/language.ts';

/** The unit and the people of an act or a case, each under the name that it has there. */
export function PeopleFields({ unit, officers }: { unit: string; officers: string }) {
  const { t } = useTerms();
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
      <Form.Item name="officerIds" label={officers} rules={chosen(officers)}>
        <Select
          mode="multiple"
          showSearch={search}
          options={(people.data ?? []).map(({ id, name, unitName }) => ({
            value: id,
            label: t('shell.word.bracketed', { name, more: unitName }),
          }))}
        />
      </Form.Item>
    </>
  );
}
