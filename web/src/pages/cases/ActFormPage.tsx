import {
  type Act,
  type ActType,
  actStepShapes,
  type Circumstance,
  cases,
  fromWallClock,
  type Input as In,
  type Procedure,
  toWallClock,
} from '@liuhen/contract';
import { Alert, App, Button, Card, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { call, queries, useAsk } from '../../api.ts';
import { dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { Answered, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';

interface Entered {
  type: ActType;
  cause: string;
  party?: string;
  place?: string;
  unitId: string;
  officerIds: string[];
  startedAt: string;
  endedAt?: string;
  filmed: boolean;
  circumstances: Circumstance[];
  /** A group of choices has no value that is nothing. */
  procedure: Procedure | 'none';
}

/** A faulty field is brought to the middle of the window, clear of the head that stays above, and gets the focus. */
const intoView = { block: 'center', focus: true } as const;

const orNull = (text: string | undefined) => text?.trim() || null;

function toInput(entered: Entered) {
  return {
    ...{ type: entered.type, cause: entered.cause, unitId: entered.unitId, filmed: entered.filmed },
    ...{ party: orNull(entered.party), place: orNull(entered.place), officerIds: entered.officerIds },
    startedAt: fromWallClock(entered.startedAt) ?? entered.startedAt,
    endedAt: fromWallClock(entered.endedAt),
    circumstances: entered.circumstances,
    procedure: entered.procedure === 'none' ? null : entered.procedure,
  } satisfies In<'createAct'>;
}

const fromAct = (act: Act): Entered => ({
  ...{ type: act.type, cause: act.cause, party: act.party ?? '', place: act.place ?? '' },
  ...{ unitId: act.unitId, officerIds: act.officers.map(({ id }) => id), filmed: act.filmed },
  ...{ circumstances: act.circumstances, procedure: act.procedure ?? 'none' },
  ...{ startedAt: toWallClock(act.startedAt), endedAt: toWallClock(act.endedAt) },
});

function Fields() {
  const { t, nameOf } = useTerms();
  const units = useAsk('listUnits', {});
  const officers = useAsk('listOfficers', {});
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  const chosen = (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }];
  const search = { optionFilterProp: 'label' };
  return (
    <>
      <Form.Item name="type" label={t('acts.type')} rules={chosen(t('acts.type'))}>
        <Select
          options={cases.actType.options.map((type) => ({
            value: type,
            label: nameOf('names.actType', type),
          }))}
        />
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
      <Form.Item name="unitId" label={t('acts.unit')} rules={chosen(t('acts.unit'))}>
        <Select
          showSearch={search}
          options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="officerIds" label={t('acts.officers')} rules={chosen(t('acts.officers'))}>
        <Select
          mode="multiple"
          showSearch={search}
          options={(officers.data ?? []).map(({ id, name, unitName }) => ({
            value: id,
            label: t('shell.word.bracketed', { name, more: unitName }),
          }))}
        />
      </Form.Item>
      <Form.Item name="startedAt" label={t('acts.startedAt')} rules={required(t('acts.startedAt'))}>
        <WallClock />
      </Form.Item>
      <Form.Item name="endedAt" label={t('acts.endedAt')}>
        <WallClock />
      </Form.Item>
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
      <Form.Item name="procedure" label={t('acts.procedure')}>
        <Radio.Group
          options={[
            { value: 'none', label: t('acts.noProcedure') },
            ...actStepShapes.procedures.map((one) => ({ value: one, label: nameOf('names.procedure', one) })),
          ]}
        />
      </Form.Item>
    </>
  );
}

function ActForm({ act }: { act: Act | null }) {
  const { t, language } = useTerms();
  const who = useWho();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const draftName = `act.${who?.account.id}.${act?.id ?? 'new'}`;
  const [draft, setDraft] = useState(() => readDraft<Partial<Entered>>(draftName));
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const own = who?.account.officerId;
  const start: Partial<Entered> = act
    ? fromAct(act)
    : { filmed: true, officerIds: own ? [own] : [], circumstances: [], procedure: 'none' };
  const submit = async (entered: Entered) => {
    setBusy(true);
    setFault(null);
    try {
      const input = toInput(entered);
      const { id } = act ? await call('changeAct', { ...input, id: act.id }) : await call('createAct', input);
      dropDraft(draftName);
      message.success(t('shell.word.saved'));
      await queries.invalidateQueries();
      void navigate(`/acts/${id}`, { replace: true });
    } catch (error) {
      setFault(error);
      const faults = fieldFaults(error, language);
      form.setFields(faults as Parameters<typeof form.setFields>[0]);
      const first = faults[0];
      if (first) form.scrollToField(first.name, intoView);
    } finally {
      setBusy(false);
    }
  };
  const discard = () => {
    dropDraft(draftName);
    setDraft(null);
    form.setFieldsValue({ cause: '', party: '', place: '', ...start });
  };
  return (
    <Form<Entered>
      form={form}
      layout="vertical"
      style={{ maxWidth: 640 }}
      scrollToFirstError={intoView}
      initialValues={{ ...start, ...draft }}
      onValuesChange={(_, all) => writeDraft(draftName, all)}
      onFinish={submit}
    >
      {draft !== null && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('acts.draftRestored')}
          action={
            <Button size="small" onClick={discard}>
              {t('acts.discardDraft')}
            </Button>
          }
        />
      )}
      {fault !== null && <FaultLine fault={fault} />}
      <Fields />
      <div className="row">
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t('shell.word.save')}
        </Button>
        <span className="quiet">{t('shell.word.draftKept')}</span>
      </div>
    </Form>
  );
}

function ChangedAct({ id }: { id: string }) {
  const asked = useAsk('getAct', { id }, { staleTime: Number.POSITIVE_INFINITY });
  return <Answered asked={asked}>{(act) => <ActForm act={act} />}</Answered>;
}

/** Registers an act, or changes one. */
export default function ActFormPage() {
  const { t } = useTerms();
  const { id } = useParams();
  return (
    <div className="page">
      <PageHead title={t(id ? 'acts.editAct' : 'acts.newAct')} />
      <Card>{id ? <ChangedAct id={id} /> : <ActForm act={null} />}</Card>
    </div>
  );
}
