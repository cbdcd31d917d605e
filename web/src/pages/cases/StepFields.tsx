import {
  type Act,
  actStepShapes,
  itemWords,
  listOf,
  reasonWord,
  refusals,
  type StepKind,
  sayInstant,
} from '@liuhen/contract';
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useOrder } from '../../parts/useOrder.ts';
import { WallClock } from '../../parts/WallClock.tsx';
import { useTerms } from '../../shell/language.ts';
import { aboutOf, everyInterruption, type Field, fieldsOf } from './step-fields.ts';

interface Props {
  act: Act;
  kind: StepKind;
}

function useRules() {
  const { t } = useTerms();
  return {
    typed: (field: string) => [
      { required: true, whitespace: true, message: t('shell.word.required', { field }) },
    ],
    chosen: (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }],
  };
}

function Items({ act, kind }: Props) {
  const { t, nameOf } = useTerms();
  const { chosen } = useRules();
  const asked = act.checklists.statementFields;
  const { list = '', words = [] } = itemWords[kind] ?? {};
  const offered = kind === 'openingStated' && asked.length > 0 ? asked : words;
  const label = t('acts.step.items');
  return (
    <Form.Item name={['detail', 'items']} label={label} rules={chosen(label)}>
      <Checkbox.Group options={offered.map((word) => ({ value: word, label: nameOf(list, word) }))} />
    </Form.Item>
  );
}

function Item({ act, kind }: Props) {
  const { t, pick } = useTerms();
  const { chosen } = useRules();
  const label = t('acts.step.item');
  return (
    <Form.Item name={['detail', 'item']} label={label} rules={chosen(label)}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={(listOf(kind, act.checklists) ?? []).map((item) => ({ value: item.id, label: pick(item) }))}
      />
    </Form.Item>
  );
}

function Words({
  field,
  list,
  words,
}: {
  field: 'breach' | 'cause' | 'ground' | 'trigger';
  list: string;
  words: readonly string[];
}) {
  const { t, nameOf } = useTerms();
  const { chosen } = useRules();
  const label = t(`acts.step.${field}`);
  return (
    <Form.Item name={['detail', field]} label={label} rules={chosen(label)}>
      <Select options={words.map((word) => ({ value: word, label: nameOf(list, word) }))} />
    </Form.Item>
  );
}

function YesNo({ field }: { field: 'voice' | 'resumed' | 'applicable' }) {
  const { t } = useTerms();
  const { chosen } = useRules();
  const label = t(`acts.step.${field}`);
  const options = [
    { value: true, label: t('shell.word.yes') },
    { value: false, label: t('shell.word.no') },
  ];
  return (
    <Form.Item name={['detail', field]} label={label} rules={chosen(label)}>
      <Radio.Group aria-label={label} options={options} />
    </Form.Item>
  );
}

/** Of an interruption's report: which one, or every one before. */
function AboutInterruption({ act, kind }: Props) {
  const { t } = useTerms();
  const every = { value: everyInterruption, label: t('acts.step.everyInterruption') };
  const interruptions = aboutOf(act, kind).map(({ id, at }) => ({
    value: id,
    label: t('acts.step.interruptionAt', { at: sayInstant(at) }),
  }));
  return (
    <Form.Item name={['detail', 'about']} label={t('acts.step.about')}>
      <Select options={[every, ...interruptions]} />
    </Form.Item>
  );
}

/** Which of several steps is meant; with one there is nothing to choose. */
function About({ act, kind }: Props) {
  const { t, nameOf } = useTerms();
  const label = t('acts.step.aboutStep');
  if (!actStepShapes.stepsAbout[kind]) return <AboutInterruption act={act} kind={kind} />;
  const options = aboutOf(act, kind).map((one) => ({
    value: one.id,
    label: t('acts.step.stepAt', { step: nameOf('names.stepKind', one.kind), at: sayInstant(one.at) }),
  }));
  if (options.length < 2) return null;
  const chosen = (value: unknown) => options.some((option) => option.value === value);
  return (
    <Form.Item
      name={['detail', 'about']}
      label={label}
      required
      getValueProps={(value) => ({ value: chosen(value) ? value : undefined })}
      rules={[
        {
          validator: async (_, value) => {
            if (!chosen(value)) throw new Error(t('shell.word.choose', { field: label }));
          },
        },
      ]}
    >
      <Select options={options} />
    </Form.Item>
  );
}

function Recording({ act }: Props) {
  const { t } = useTerms();
  const { chosen } = useRules();
  const label = t('acts.step.recording');
  return (
    <Form.Item
      name={['detail', 'recording']}
      label={label}
      rules={chosen(label)}
      extra={act.links.length === 0 && t('acts.noLinks')}
    >
      <Select options={act.links.map(({ recording: { id, name } }) => ({ value: id, label: name }))} />
    </Form.Item>
  );
}

function Years() {
  const { t } = useTerms();
  const { chosen, typed } = useRules();
  const keptFor = Form.useWatch<string | undefined>(['detail', 'keptFor']);
  const options = [
    { value: 'years', label: t('acts.step.forYears') },
    { value: 'permanent', label: t('acts.step.permanent') },
  ];
  return (
    <>
      <Form.Item
        name={['detail', 'keptFor']}
        label={t('acts.step.period')}
        rules={chosen(t('acts.step.period'))}
      >
        <Radio.Group options={options} />
      </Form.Item>
      {keptFor === 'years' && (
        <Form.Item
          name={['detail', 'years']}
          label={t('acts.step.years')}
          rules={typed(t('acts.step.years')).map(({ whitespace, ...rule }) => rule)}
        >
          <InputNumber min={1} max={100} precision={0} />
        </Form.Item>
      )}
    </>
  );
}

function Day({ field }: { field: 'on' | 'startsOn' }) {
  const { t } = useTerms();
  const { typed } = useRules();
  const label = t(`acts.step.${field}`);
  return (
    <Form.Item name={['detail', field]} label={label} rules={typed(label)}>
      <WallClock dateOnly />
    </Form.Item>
  );
}

function Reason({ kind }: Props) {
  const { t } = useTerms();
  const { typed } = useRules();
  const applicable = Form.useWatch<boolean | undefined>(['detail', 'applicable']);
  if (fieldsOf(kind).includes('applicable') && applicable !== false) return null;
  const label = t(reasonWord(kind));
  return (
    <Form.Item name={['detail', 'reason']} label={label} rules={typed(label)}>
      <Input.TextArea rows={2} maxLength={2000} />
    </Form.Item>
  );
}

function NotifiedAt() {
  const { t } = useTerms();
  return (
    <Form.Item name={['detail', 'notifiedAt']} label={t('acts.step.notifiedAt')}>
      <WallClock />
    </Form.Item>
  );
}

function Until() {
  const { t } = useTerms();
  const inOrder = useOrder('at', refusals.beforeStep);
  return (
    <Form.Item name="until" label={t('acts.step.until')} dependencies={['at']} rules={[inOrder]}>
      <WallClock />
    </Form.Item>
  );
}

const shown: Record<Field, (props: Props) => ReactNode> = {
  until: Until,
  items: Items,
  item: Item,
  applicable: () => <YesNo field="applicable" />,
  reason: Reason,
  cause: () => (
    <Words field="cause" list="names.interruptionCause" words={actStepShapes.interruptionCauses} />
  ),
  breach: () => <Words field="breach" list="names.breach" words={actStepShapes.breaches} />,
  ground: () => (
    <Words field="ground" list="names.restrictionGround" words={actStepShapes.restrictionGrounds} />
  ),
  voice: () => <YesNo field="voice" />,
  resumed: () => <YesNo field="resumed" />,
  about: About,
  recording: Recording,
  trigger: () => (
    <Words field="trigger" list="names.longTermTrigger" words={actStepShapes.longTermTriggers} />
  ),
  years: Years,
  startsOn: () => <Day field="startsOn" />,
  on: () => <Day field="on" />,
  notifiedAt: NotifiedAt,
};

/** The fields that a step of this kind has beside its time, and no others. */
export function StepFields(props: Props) {
  return fieldsOf(props.kind).map((field) => {
    const Shown = shown[field];
    return <Shown key={`${props.kind}.${field}`} {...props} />;
  });
}
