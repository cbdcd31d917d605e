import {
  fromWallClock,
  type Input as In,
  type RegisterField,
  type RegisterKind,
  type RegisterRow,
  toWallClock,
} from '@liuhen/contract';
import { Alert, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { draftOf } from '../../parts/draft.ts';
import { newId } from '../../parts/new-id.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay, useWho } from '../../shell/session.ts';
import { fieldsOf, sayTimes } from './register-typed.ts';

const search = { optionFilterProp: 'label' };

function DevicePicker(props: { id?: string; value?: string; onChange?: (id: string) => void }) {
  const devices = useAsk('listDevices', {});
  const options = (devices.data ?? []).map(({ id, deviceNo }) => ({ value: id, label: deviceNo }));
  return <Select {...props} showSearch={search} options={options} />;
}

function OfficersPicker(props: { id?: string; value?: string[]; onChange?: (ids: string[]) => void }) {
  const { t } = useTerms();
  const officers = useAsk('listOfficers', {});
  const options = (officers.data ?? []).map(({ id, name, unitName }) => ({
    value: id,
    label: t('books.page.person', { name, unit: unitName }),
  }));
  return <Select {...props} mode="multiple" showSearch={search} options={options} />;
}

function FilePicker(props: { id?: string; value?: string; onChange?: (id: string) => void }) {
  const files = useAsk('listRecordings', { kind: 'document', limit: 100 });
  const options = (files.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <Select {...props} allowClear showSearch={search} options={options} />;
}

/** Fields that are chosen, not typed. */
const chosen = new Set<RegisterField['type']>([
  'choice',
  'device',
  'officers',
  'recording',
  'date',
  'instant',
]);

function inputOf(
  { type, choices = [] }: RegisterField,
  nameOf: (list: 'books.choice', of: string) => string,
): ReactNode {
  switch (type) {
    case 'text':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 16 }} maxLength={20_000} />;
    case 'date':
      return <WallClock dateOnly />;
    case 'instant':
      return <WallClock />;
    case 'number':
      return <InputNumber min={0.5} step={0.5} style={{ width: '100%' }} />;
    case 'money':
      return <InputNumber min={0} precision={2} style={{ width: '100%' }} />;
    case 'count':
    case 'year':
      return <InputNumber min={1} precision={0} style={{ width: '100%' }} />;
    case 'choice':
      return <Select options={choices.map((value) => ({ value, label: nameOf('books.choice', value) }))} />;
    case 'device':
      return <DevicePicker />;
    case 'officers':
      return <OfficersPicker />;
    case 'recording':
      return <FilePicker />;
    default:
      return <Input maxLength={200} />;
  }
}

type Content = Record<string, unknown>;
interface Entered {
  content: Content;
  reason?: string;
}

interface Props {
  kind: RegisterKind;
  /** The version that is corrected; null for a new entry. */
  seen: RegisterRow | null;
  /** What saving a fault does, with its articles. */
  notice: string | null;
  close: () => void;
}

/** Enters something into a register, or corrects it with a reason. What is typed is kept until it is saved. */
export function EntryForm({ kind, seen, notice, close }: Props) {
  const { t, nameOf } = useTerms();
  const may = useMay();
  const draft = draftOf(useWho()?.account.id, 'register', kind, seen?.id ?? 'new');
  const renewed = ['listRegister', 'listRegisters', 'getRegisterEntry', 'listDevices'] as const;
  const enter = useChange('enterRegister', renewed);
  const correct = useChange('correctRegister', renewed);
  const submit = ({ content, reason }: Entered) => {
    const said = { id: newId(), kind, content: sayTimes(kind, content, fromWallClock) };
    return seen === null
      ? enter.mutateAsync(said as In<'enterRegister'>)
      : correct.mutateAsync({ ...said, replaces: seen.id, reason } as In<'correctRegister'>);
  };
  const required = (field: string, isChosen = false) => [
    { required: true, message: t(isChosen ? 'shell.word.choose' : 'shell.word.required', { field }) },
  ];
  return (
    <RegisterForm<Entered>
      title={`${nameOf('books.kind', kind)} · ${t(seen === null ? 'books.page.add' : 'books.page.correct')}`}
      initial={seen === null ? {} : { content: sayTimes(kind, { ...seen.content }, toWallClock) }}
      submit={submit}
      close={close}
      draft={draft}
    >
      {notice !== null && <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={notice} />}
      {fieldsOf(kind).map(([field, of]) =>
        of.type === 'recording' && !may('recording.readOwn') ? null : (
          <Form.Item
            key={field}
            name={['content', field]}
            label={nameOf('books.field', field)}
            rules={of.required ? required(nameOf('books.field', field), chosen.has(of.type)) : []}
          >
            {inputOf(of, nameOf)}
          </Form.Item>
        ),
      )}
      {seen !== null && (
        <Form.Item name="reason" label={t('books.page.reason')} rules={required(t('books.page.reason'))}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
      )}
    </RegisterForm>
  );
}

/** Takes an entry back, with a reason. */
export function WithdrawForm({ seen, close }: { seen: RegisterRow; close: () => void }) {
  const { t } = useTerms();
  const withdraw = useChange('withdrawRegister', ['listRegister', 'listRegisters', 'getRegisterEntry']);
  return (
    <RegisterForm<{ reason: string }>
      title={t('books.page.withdraw')}
      initial={{}}
      submit={({ reason }) => withdraw.mutateAsync({ id: newId(), replaces: seen.id, reason })}
      close={close}
    >
      {seen.kind === 'fault' && (
        <Alert type="info" showIcon style={{ marginBottom: 12 }} title={t('books.page.faultWithdrawn')} />
      )}
      <Form.Item
        name="reason"
        label={t('books.page.reason')}
        rules={[{ required: true, message: t('shell.word.required', { field: t('books.page.reason') }) }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
    </RegisterForm>
  );
}
