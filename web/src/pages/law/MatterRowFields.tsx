import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { matterShapes } from '@liuhen/contract';
import { Button, Card, Checkbox, Form, Input, Select } from 'antd';
import { useTerms } from '../../shell/language.ts';
import { blankRow } from './matter-typed.ts';

function useChoices() {
  const { t, nameOf } = useTerms();
  const options = (list: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: nameOf(`matters.${list}`, value) }));
  return {
    subjects: [
      { value: 'all', label: t('matters.everyActivity') },
      ...options('activity', matterShapes.activity.options),
      ...options('circumstance', matterShapes.circumstance.options),
    ],
    methods: options('method', matterShapes.filmingMethod.options),
    duties: options('duty', matterShapes.filmingDuty.options),
  };
}

/** The fields of one matter. */
function Fields({ at }: { at: number }) {
  const { t } = useTerms();
  const choices = useChoices();
  const label = (key: 'matter' | 'subject' | 'content' | 'link' | 'methods' | 'duty' | 'articles') =>
    t(`matters.column.${key}`);
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  const chosen = (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }];
  return (
    <div className="matter-fields">
      <Form.Item name={[at, 'matter']} label={label('matter')} rules={required(label('matter'))}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name={[at, 'duty']} label={label('duty')} rules={chosen(label('duty'))}>
        <Select options={choices.duties} />
      </Form.Item>
      <Form.Item
        className="matter-wide"
        name={[at, 'subjects']}
        label={label('subject')}
        rules={chosen(label('subject'))}
      >
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={choices.subjects} />
      </Form.Item>
      <Form.Item name={[at, 'content']} label={label('content')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name={[at, 'link']} label={label('link')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
      </Form.Item>
      <Form.Item name={[at, 'methods']} label={label('methods')}>
        <Checkbox.Group options={choices.methods} />
      </Form.Item>
      <Form.Item name={[at, 'articles']} label={label('articles')} extra={t('matters.articlesHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} />
      </Form.Item>
    </div>
  );
}

/** All matters of a list, to be added, removed and ordered. */
export function MatterRows() {
  const { t } = useTerms();
  return (
    <Form.List name="rows">
      {(rows, { add, remove, move }) => (
        <div className="stack">
          {rows.map(({ key, name }) => (
            <Card
              key={key}
              size="small"
              data-testid="matter-row"
              title={t('matters.rowNo', { n: name + 1 })}
              extra={
                <>
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined />}
                    disabled={name === 0}
                    aria-label={t('matters.moveUp', { n: name + 1 })}
                    onClick={() => move(name, name - 1)}
                  />
                  <Button
                    type="text"
                    icon={<ArrowDownOutlined />}
                    disabled={name === rows.length - 1}
                    aria-label={t('matters.moveDown', { n: name + 1 })}
                    onClick={() => move(name, name + 1)}
                  />
                  <Button
                    type="text"
                    danger
                    icon={<DeleteOutlined />}
                    aria-label={t('matters.removeRow', { n: name + 1 })}
                    onClick={() => remove(name)}
                  />
                </>
              }
            >
              <Fields at={name} />
            </Card>
          ))}
          <Button type="dashed" block disabled={rows.length >= 300} onClick={() => add({ ...blankRow })}>
            {t('matters.addRow')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
