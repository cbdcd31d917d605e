import {
  type CaseMoveKind,
  caseCourseShapes,
  fromWallClock,
  type Input as In,
  type PossibleMove,
  type ShownCourse,
  standingMoves,
  type Term,
  terms,
  toWallClock,
} from '@liuhen/contract';
import { Checkbox, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { call, queries, useAsk } from '../../api.ts';
import { newId } from '../../parts/new-id.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { readClock } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { sayMeasure } from './measure-words.ts';
import { detailOf, fieldsNow, isOptional, isSwitch, type MoveField } from './move-fields.ts';
import { hearingDayFault, timeFault } from './typed-times.ts';

interface Typed {
  move?: { at?: string; detail?: Record<string, unknown> };
}

const long: readonly MoveField[] = ['content', 'report', 'reason', 'result', 'opinion', 'note'];

function Choice({ field, course, ...bound }: { field: MoveField; course: ShownCourse }) {
  const { t, nameOf } = useTerms();
  const officers = useAsk('listOfficers', {});
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  const options = () => {
    if (field === 'reviewerId') return named(course.reviewers);
    if (field === 'presiderId') return named(officers.data ?? []);
    if (field === 'stepId')
      return course.measures
        .filter(({ endedAt }) => endedAt === null)
        .map((one) => ({ value: one.stepId, label: sayMeasure(one, nameOf) }));
    return caseCourseShapes.decisionOutcomes.map((one) => ({
      value: one,
      label: t(`procedure.outcome.${one}`),
    }));
  };
  return <Select {...bound} allowClear options={options()} showSearch={{ optionFilterProp: 'label' }} />;
}

type Hands = Pick<FormInstance<Typed>, 'getFieldValue'>;

const laterDay =
  (pick: (said: Term) => string) =>
  ({ getFieldValue }: Hands) => ({
    validator: async (_: unknown, on?: string) => {
      const today = toWallClock(new Date(readClock()).toISOString()).slice(0, 10);
      const said = hearingDayFault(on, getFieldValue(['move', 'at']), today);
      if (said) throw new Error(pick(said));
    },
  });

const saidOrWaived =
  (pick: (said: Term) => string) =>
  ({ getFieldValue }: Hands) => ({
    validator: async (_: unknown, content?: string) => {
      if (!content?.trim() && getFieldValue(['move', 'detail', 'waived']) !== true)
        throw new Error(pick(terms.procedure.statementMissing));
    },
  });

/** Told before it is sent, with whatever else is missing: a time that lies ahead, or before the last step of the case. */
function useTimeRule({ moves }: ShownCourse) {
  const { pick } = useTerms();
  const last = standingMoves(moves).at(-1);
  const before = last ? { step: terms.procedure.move[last.kind], at: last.at } : null;
  return {
    validator: async (_: unknown, typed?: string) => {
      const said = timeFault(typed, readClock(), before);
      if (said) throw new Error(pick(said));
    },
  };
}

function Field({ kind, field, course }: { kind: CaseMoveKind; field: MoveField; course: ShownCourse }) {
  const { t, pick } = useTerms();
  const label = t(`procedure.field.${field}`);
  const name = ['move', 'detail', field];
  if (isSwitch(field))
    return (
      <Form.Item name={name} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    );
  const chosen = ['reviewerId', 'presiderId', 'stepId', 'outcome'].includes(field);
  const message = t(chosen ? 'shell.word.choose' : 'shell.word.required', { field: label });
  const rules = [
    ...(isOptional(kind, field) ? [] : [{ required: true, whitespace: true, message }]),
    ...(field === 'on' ? [laterDay(pick)] : []),
    ...(kind === 'hearStatement' && field === 'content' ? [saidOrWaived(pick)] : []),
  ];
  return (
    <Form.Item name={name} label={label} rules={rules}>
      {chosen ? (
        <Choice field={field} course={course} />
      ) : field === 'fine' ? (
        <InputNumber min={0.01} precision={2} style={{ width: 200 }} />
      ) : field === 'on' ? (
        <Input type="date" />
      ) : long.includes(field) ? (
        <Input.TextArea rows={3} maxLength={2000} />
      ) : (
        <Input maxLength={2000} />
      )}
    </Form.Item>
  );
}

interface Props {
  possible: PossibleMove;
  course: ShownCourse;
  close: () => void;
}

/** What a move asks for; sent, it is made or waits for its approval. */
export function MoveForm({ possible: { kind, approval }, course, close }: Props) {
  const { t, nameOf } = useTerms();
  const [id] = useState(newId);
  const timeRule = useTimeRule(course);
  const actOf = (stepId: string) =>
    course.measures.find((one) => one.stepId === stepId)?.actId ?? course.caseId;
  const submit = async ({ move = {} }: Typed) => {
    const at = fromWallClock(move.at);
    const stated = { kind, at, detail: detailOf(kind, move.detail ?? {}, actOf) };
    const input = { id, caseId: course.caseId, seen: course.count, move: stated } as In<'moveCase'>;
    await call('moveCase', input);
    await queries.invalidateQueries();
  };
  const title = approval
    ? t('procedure.page.asked', { matter: nameOf('names.approvalMatter', approval) })
    : t(`procedure.move.${kind}`);
  return (
    <RegisterForm<Typed>
      title={title}
      initial={{}}
      submit={submit}
      close={close}
      draft={`move.${course.caseId}.${kind}`}
    >
      {fieldsNow(kind, course.hearing).map((field) => (
        <Field key={field} kind={kind} field={field} course={course} />
      ))}
      <Form.Item
        name={['move', 'at']}
        label={t('procedure.page.at')}
        rules={[timeRule]}
        extra={t(approval ? 'procedure.page.atApproved' : 'procedure.page.atLine')}
      >
        <WallClock />
      </Form.Item>
    </RegisterForm>
  );
}
