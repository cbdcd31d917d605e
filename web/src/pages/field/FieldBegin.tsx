import { type Coordinates, cases, type EnteredActType, type FieldWhat } from '@liuhen/contract';
import { Alert, Button, Form, Input, Select, Switch } from 'antd';
import { useCallback, useRef } from 'react';
import { useNavigate } from 'react-router';
import { keepTyped, readTyped } from '../../field/drafts.ts';
import { fieldInstant, type Phone, tap } from '../../field/phone.ts';
import { newId } from '../../parts/new-id.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { useKeeping } from './useKeeping.ts';
import { WhereHere } from './WhereHere.tsx';

interface Typed {
  type: EnteredActType;
  cause: string;
  party?: string;
  place?: string;
  officerIds: string[];
  filmed: boolean;
}
type ActWhat = Extract<FieldWhat, { kind: 'act' }>;

const orNull = (text: string | undefined) => text?.trim() || null;

/** Begins an act where the officer stands: few fields, the rest on the full page later. */
export function FieldBegin({ phone }: { phone: Phone }) {
  const { t, nameOf } = useTerms();
  const who = useWho();
  const navigate = useNavigate();
  const { keep, busy } = useKeeping();
  const own = phone.kit?.officers.find(({ id }) => id === who?.account.officerId);
  const start = { type: 'onSiteInspection', filmed: true, officerIds: own ? [own.id] : [] };
  const [form] = Form.useForm<Typed>();
  // What the phone knows when it is begun; the answer is never waited for.
  const where = useRef<Coordinates | null>(null);
  const tellWhere = useCallback((coordinates: Coordinates | null) => {
    where.current = coordinates;
  }, []);
  const chosen = Form.useWatch('officerIds', form) ?? [];
  if (phone.kit === null) return <main className="field-body">{t('field.page.noKit')}</main>;
  const { officers, units } = phone.kit;
  const submit = async (typed: Typed) => {
    const id = newId();
    const unitId =
      own?.unitId ?? officers.find((one) => one.id === typed.officerIds[0])?.unitId ?? units[0]?.id ?? '';
    const act: ActWhat['act'] = {
      ...{ id, type: typed.type, cause: typed.cause.trim(), party: orNull(typed.party), unitId },
      ...{ place: orNull(typed.place), officerIds: typed.officerIds, filmed: typed.filmed },
      coordinates: where.current,
      ...{ startedAt: fieldInstant(), endedAt: null, circumstances: [], procedure: null, caseId: null },
    };
    if (!(await keep(() => tap([{ actId: id, what: { kind: 'act', act } }])))) return;
    keepTyped('act', null);
    void navigate(`/field/${id}`, { replace: true });
  };
  const filled = (field: string) => [
    { required: true, whitespace: true, message: t('shell.word.required', { field }) },
  ];
  const chosenRule = (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }];
  const people = officers.map(({ id, name }) => ({
    value: id,
    label: id === own?.id ? `${name}${t('field.act.self')}` : name,
  }));
  const types = cases.enteredActType.options.map((type) => ({
    value: type,
    label: nameOf('names.actType', type),
  }));
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      className="field-form"
      // What is typed here is sealed; a browser that offers it again would keep it open.
      autoComplete="off"
      initialValues={{ ...start, ...readTyped<Partial<Typed>>('act') }}
      onValuesChange={(_, all) => keepTyped('act', all)}
      onFinish={submit}
      scrollToFirstError={{ block: 'center', focus: true }}
    >
      <main className="field-body" id="content">
        <h1>{t('field.page.start')}</h1>
        <Form.Item name="type" label={t('acts.type')} rules={chosenRule(t('acts.type'))}>
          <Select size="large" options={types} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="cause" label={t('acts.cause')} rules={filled(t('acts.cause'))}>
          <Input size="large" maxLength={100} />
        </Form.Item>
        <Form.Item name="party" label={t('acts.party')}>
          <Input size="large" maxLength={100} />
        </Form.Item>
        <Form.Item name="place" label={t('acts.place')}>
          <Input size="large" maxLength={200} />
        </Form.Item>
        <WhereHere tell={tellWhere} />
        <Form.Item name="officerIds" label={t('acts.officers')} rules={chosenRule(t('acts.officers'))}>
          <Select size="large" mode="multiple" options={people} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        {chosen.length < 2 && <Alert type="info" showIcon title={t('field.act.twoOfficers')} />}
        <Form.Item name="filmed" label={t('field.act.filmed')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </main>
      <footer className="field-dock">
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('field.act.begin')}
        </Button>
      </footer>
    </Form>
  );
}
