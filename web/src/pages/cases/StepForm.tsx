import { type Act, type ActStep, toWallClock } from '@liuhen/contract';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useChange } from '../../api.ts';
import { dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { readInstant } from '../../shell/clock.ts';
import { fieldFaults, placeFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { MediaFields } from './MediaFields.tsx';
import { StepFields } from './StepFields.tsx';
import { everyInterruption, groupsFor, mediaOf, type Typed, toStated } from './step-fields.ts';

const renewed = ['getAct', 'listActs', 'workbench'] as const;

/** What stands in the form at first: an answer where there is a likely one, nothing where guessing would be stating. */
function startOf(step: ActStep | null): Partial<Typed> {
  const last = step?.versions.at(-1);
  if (!step || !last)
    return { at: toWallClock(readInstant()), detail: { about: everyInterruption, applicable: true } };
  const { about = null, years, notifiedAt, ...detail } = last.detail;
  return {
    ...{ kind: step.kind, at: toWallClock(last.at), until: toWallClock(last.until) || null },
    media: last.media ?? {},
    detail: {
      ...{ ...detail, about: about ?? everyInterruption, applicable: detail.applicable ?? true },
      ...(notifiedAt === undefined ? {} : { notifiedAt: toWallClock(notifiedAt) }),
      ...(years === undefined ? {} : { keptFor: years === 'permanent' ? years : 'years' }),
      ...(typeof years === 'number' ? { years } : {}),
    },
  };
}

function Kind({ act, fixed }: { act: Act; fixed: boolean }) {
  const { t, nameOf } = useTerms();
  const label = t('acts.step.kind');
  const options = groupsFor(act.checklists).map(({ group, kinds }) => ({
    label: nameOf('names.stepGroup', group),
    options: kinds.map((kind) => ({ value: kind, label: nameOf('names.stepKind', kind) })),
  }));
  return (
    <Form.Item
      name="kind"
      label={label}
      rules={[{ required: true, message: t('shell.word.choose', { field: label }) }]}
    >
      <Select showSearch={{ optionFilterProp: 'label' }} disabled={fixed} options={options} />
    </Form.Item>
  );
}

type Draft = Partial<Typed> & { id: string };

interface Props {
  act: Act;
  step: ActStep | null;
  close: () => void;
}

/** Enters a step of an act, or corrects one. What is typed stays on this computer until it is sent or thrown away. */
export function StepForm({ act, step, close }: Props) {
  const { t } = useTerms();
  const draftName = `step.${useWho()?.account.id}.${step?.id ?? act.id}`;
  const [draft, setDraft] = useState(() => readDraft<Draft>(draftName));
  const discard = () => {
    dropDraft(draftName);
    setDraft(null);
  };
  const restored = draft !== null && (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('shell.draft.restored')}
      action={
        <Button size="small" onClick={discard}>
          {t('shell.draft.discard')}
        </Button>
      }
    />
  );
  return (
    <Modal
      open
      title={t(step ? 'acts.step.correct' : 'acts.step.enter')}
      footer={null}
      onCancel={close}
      destroyOnHidden
    >
      {restored}
      <Inner key={draft?.id ?? ''} {...{ act, step, close, draft, draftName }} />
    </Modal>
  );
}

function Inner({ act, step, close, draft, draftName }: Props & { draft: Draft | null; draftName: string }) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  // The same words under the same id are entered once, also when the answer was lost and the page closed meanwhile.
  const id = useRef(draft?.id ?? newId());
  const enter = useChange('enterActStep', renewed);
  const correct = useChange('correctActStep', renewed);
  const change = step ? correct : enter;
  const kind = Form.useWatch('kind', form);
  const keep = (_: unknown, all: Typed) => {
    id.current = newId();
    writeDraft(draftName, { ...all, id: id.current });
  };
  const send = (typed: Typed) => {
    const stated = { ...toStated(typed), id: id.current, media: mediaOf(typed) };
    const seen = step?.versions.at(-1);
    return seen
      ? correct.mutateAsync({ ...stated, replaces: seen.id, reason: typed.why ?? '' })
      : enter.mutateAsync({ ...stated, actId: act.id });
  };
  const submit = async (typed: Typed) => {
    try {
      await send(typed);
    } catch (error) {
      const faults = fieldFaults(placeFaults(error, { reason: 'why' }), language);
      form.setFields(faults as Parameters<typeof form.setFields>[0]);
      return;
    }
    dropDraft(draftName);
    message.success(t('shell.word.saved'));
    close();
  };
  const why = t('acts.step.why');
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      scrollToFirstError={{ block: 'center', focus: true }}
      initialValues={{ ...startOf(step), ...draft }}
      onValuesChange={keep}
      onFinish={submit}
    >
      {change.error !== null && <FaultLine fault={change.error} />}
      <Kind act={act} fixed={step !== null} />
      <Form.Item name="at" label={t('acts.step.at')} rules={required(t('acts.step.at'))}>
        <WallClock />
      </Form.Item>
      {kind && <StepFields act={act} kind={kind} />}
      <MediaFields act={act} />
      {step && (
        <Form.Item name="why" label={why} rules={required(why)}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      )}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('shell.word.save')}
        </Button>
        <span className="quiet">{t('shell.word.draftKept')}</span>
      </div>
    </Form>
  );
}
