import { type CalendarChange, type CalendarView, ContractError } from '@liuhen/contract';
import { Alert, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useChange } from '../../api.ts';
import { draftOf } from '../../parts/draft.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { contentOf, type TypedContent, typeContent } from './calendar-typed.ts';

interface Entered {
  documentNo: string;
  title: string;
  source: string;
  content: TypedContent;
}

/** Faults at the fields that the form has; pasted text is one field. */
function placed(error: unknown, isPasted: boolean): unknown {
  if (!(error instanceof ContractError) || error.body.fields === undefined) return error;
  const fields = error.body.fields.map(({ path, ...said }) => ({
    ...said,
    path: (isPasted ? path.replace(/^content\..*/, 'content.text') : path)
      .replace(/(\.makeUp)\.\d+$/, '$1')
      .replace(/\.off$/, '.off.from')
      .replace(/^supersedes$/, 'documentNo'),
  }));
  return new ContractError({ ...error.body, fields }, error.status);
}

function useRequired() {
  const { t } = useTerms();
  return (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
}

function Names({ at }: { at: number }) {
  const { t } = useTerms();
  const required = useRequired();
  return (
    <>
      <Form.Item
        name={[at, 'name', 'zh']}
        label={t('calendar.form.name')}
        rules={required(t('calendar.form.name'))}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name={[at, 'name', 'en']}
        label={t('calendar.form.nameEn')}
        extra={t('calendar.form.nameEnHint')}
      >
        <Input maxLength={50} />
      </Form.Item>
    </>
  );
}

function DateField({ name, label }: { name: (string | number)[]; label: string }) {
  const required = useRequired();
  return (
    <Form.Item name={name} label={label} rules={required(label)}>
      <Input maxLength={10} placeholder="2027-01-01" inputMode="numeric" />
    </Form.Item>
  );
}

function Holidays() {
  const { t } = useTerms();
  const required = useRequired();
  return (
    <>
      <Form.Item
        name={['content', 'year']}
        label={t('calendar.form.yearField')}
        rules={required(t('calendar.form.yearField'))}
      >
        <InputNumber min={2004} max={2899} precision={0} />
      </Form.Item>
      <Form.List name={['content', 'holidays']} initialValue={[{}]}>
        {(rows, { add, remove }) => (
          <div className="stack">
            {rows.map(({ key, name }) => (
              <div key={key} className="field-group">
                <Names at={name} />
                <DateField name={[name, 'off', 'from']} label={t('calendar.form.from')} />
                <DateField name={[name, 'off', 'to']} label={t('calendar.form.to')} />
                <Form.Item name={[name, 'makeUp']} label={t('calendar.form.makeUp')}>
                  <Input maxLength={200} />
                </Form.Item>
                {rows.length > 1 && <Button onClick={() => remove(name)}>{t('calendar.form.remove')}</Button>}
              </div>
            ))}
            <Button onClick={() => add({})}>{t('calendar.form.addHoliday')}</Button>
          </div>
        )}
      </Form.List>
    </>
  );
}

function Days() {
  const { t } = useTerms();
  const options = [
    { value: false, label: t('calendar.form.off') },
    { value: true, label: t('calendar.form.on') },
  ];
  return (
    <Form.List name={['content', 'days']} initialValue={[{ working: false }]}>
      {(rows, { add, remove }) => (
        <div className="stack">
          {rows.map(({ key, name }) => (
            <div key={key} className="field-group">
              <DateField name={[name, 'date']} label={t('calendar.form.date')} />
              <Form.Item name={[name, 'working']} label={t('calendar.form.working')}>
                <Radio.Group options={options} />
              </Form.Item>
              <Names at={name} />
              {rows.length > 1 && <Button onClick={() => remove(name)}>{t('calendar.form.remove')}</Button>}
            </div>
          ))}
          <Button onClick={() => add({ working: false })}>{t('calendar.form.addDay')}</Button>
        </div>
      )}
    </Form.List>
  );
}

function Pasted() {
  const { t } = useTerms();
  const required = useRequired();
  return (
    <Form.Item
      name={['content', 'text']}
      label={t('calendar.form.text')}
      extra={t('calendar.form.textHint')}
      rules={required(t('calendar.form.text'))}
    >
      <Input.TextArea rows={10} className="digest" maxLength={20_000} />
    </Form.Item>
  );
}

function Contents() {
  const { t } = useTerms();
  const kind = Form.useWatch<Entered['content']['kind'] | undefined>(['content', 'kind']);
  const options = (['notice', 'days', 'yaml'] as const).map((value) => ({
    value,
    label: t(`calendar.form.${value}`),
  }));
  return (
    <>
      <Form.Item name={['content', 'kind']} label={t('calendar.form.kind')}>
        <Radio.Group options={options} optionType="button" />
      </Form.Item>
      {kind === 'notice' && <Holidays />}
      {kind === 'days' && <Days />}
      {kind === 'yaml' && <Pasted />}
    </>
  );
}

interface Props {
  view: CalendarView;
  /** The change that the new one takes the place of. */
  instead: CalendarChange | null;
  close: () => void;
}

/** Proposes a year's notice or single days, typed or pasted, with the document that decides them. */
export function CalendarForm({ view, instead, close }: Props) {
  const { t } = useTerms();
  const required = useRequired();
  const propose = useChange('proposeCalendarChange', ['readCalendar', 'workbench']);
  const submit = ({ content, ...document }: Entered) =>
    propose
      .mutateAsync({ ...document, content: contentOf(content), supersedes: instead?.id ?? null })
      .catch((error: unknown) => {
        throw placed(error, content.kind === 'yaml');
      });
  const about = ['documentNo', 'title'] as const;
  return (
    <RegisterForm<Entered>
      title={t('calendar.propose')}
      initial={{
        content: instead ? typeContent(instead.content) : { kind: 'notice', year: view.missingYear },
      }}
      draft={draftOf(useWho()?.account.id, 'calendar', instead?.id ?? 'new')}
      submit={submit}
      close={close}
    >
      <Alert
        type="info"
        style={{ marginBottom: 12 }}
        title={
          instead
            ? t('calendar.superseding', { title: instead.title, documentNo: instead.documentNo })
            : t(view.scope === 'house' ? 'calendar.forHouse' : 'calendar.forOrgan')
        }
      />
      {about.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={t(`calendar.${field}`)}
          rules={required(t(`calendar.${field}`))}
        >
          <Input maxLength={field === 'title' ? 200 : 100} />
        </Form.Item>
      ))}
      <Form.Item name="source" label={t('calendar.sourceField')} rules={required(t('calendar.sourceField'))}>
        <Input maxLength={500} />
      </Form.Item>
      <Contents />
    </RegisterForm>
  );
}
