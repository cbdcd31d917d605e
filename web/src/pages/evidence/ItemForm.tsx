import {
  type CaseEvidence,
  type EvidenceItem,
  evidenceShapes,
  type Input,
  toWallClock,
} from '@liuhen/contract';
import { Form, type FormRule, InputNumber } from 'antd';
import { useChange } from '../../api.ts';
import { draftOf } from '../../parts/draft.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { ChoiceField, OfficersField, RecordingField, TextField, TimeField } from './fields.tsx';
import { DocumentField } from './picks.tsx';
import { toSent, useSendId } from './typed.ts';

export const renewedByEvidence = ['caseEvidence', 'evidenceChain', 'getCase', 'listDuties'] as const;

type Content = Omit<Input<'enterEvidence'>, 'id' | 'caseId'>;
const blank: Content = {
  ...{ kind: 'avMaterial', form: 'recording', title: '', recordingId: null, fromSeconds: null },
  ...{ toSeconds: null, documentId: null, storagePlace: null, quantity: null, source: '', providedBy: null },
  ...{ officerIds: [], obtainedAt: '', place: '', proves: '' },
};

/** A second of the film; `after`: one that has to be before it. */
function Second({ name, label, after }: { name: string; label: string; after?: string }) {
  const { t } = useTerms();
  const order: FormRule = ({ getFieldValue }) => ({
    validator: async (_, second: number | null | undefined) => {
      const first: unknown = after === undefined ? null : getFieldValue(after);
      if (typeof first === 'number' && typeof second === 'number' && second <= first)
        throw new Error(t('evidence.endFirst'));
    },
  });
  return (
    <Form.Item
      {...{ name, label, dependencies: after === undefined ? [] : [after] }}
      rules={[{ required: true, message: t('shell.word.required', { field: label }) }, order]}
    >
      <InputNumber min={0} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  );
}

/** What only some forms of evidence have. */
function OfForm({ caseId }: { caseId: string }) {
  const { t } = useTerms();
  const form = Form.useWatch<Content['form'] | undefined>('form');
  if (form === 'object')
    return (
      <>
        <TextField name="storagePlace" label={t('evidence.storagePlace')} required />
        <TextField name="quantity" label={t('evidence.quantity')} />
      </>
    );
  if (form === 'document')
    return (
      <>
        <DocumentField {...{ name: 'documentId', label: t('evidence.document'), caseId }} />
        <TextField name="quantity" label={t('evidence.quantity')} />
      </>
    );
  return (
    <>
      <RecordingField name="recordingId" label={t('evidence.recording')} required={form !== undefined} />
      {form === 'clip' && (
        <>
          <Second name="fromSeconds" label={t('evidence.fromSeconds')} />
          <Second name="toSeconds" label={t('evidence.toSeconds')} after="fromSeconds" />
        </>
      )}
    </>
  );
}

interface Props {
  caseId: string;
  /** What is changed; null for what is new. */
  item: EvidenceItem | null;
  begun?: Partial<Content>;
  close: () => void;
}

/** Enters an item of evidence, or changes one. */
export function ItemForm({ caseId, item, begun, close }: Props) {
  const { t, nameOf } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const enter = useChange('enterEvidence', renewedByEvidence);
  const change = useChange('changeEvidence', renewedByEvidence);
  const start = item
    ? { ...item, obtainedAt: toWallClock(item.obtainedAt) }
    : { officerIds: who?.account.officerId ? [who.account.officerId] : [], ...begun };
  const send = (typed: Partial<Content>) => {
    const content = toSent(blank, typed, ['obtainedAt']);
    return item
      ? change.mutateAsync({ ...content, id: item.id, revision: item.revision })
      : enter.mutateAsync({ ...content, caseId, id: idOf(content) });
  };
  return (
    <RegisterForm<Partial<Content>>
      title={t(item ? 'evidence.change' : 'evidence.enter')}
      initial={start}
      submit={send}
      close={close}
      draft={
        item
          ? draftOf(who?.account.id, 'evidence', item.id, String(item.revision))
          : draftOf(who?.account.id, 'evidence', caseId, begun?.recordingId ?? '')
      }
    >
      <ChoiceField
        {...{ name: 'form', label: t('evidence.formLabel'), required: true }}
        options={evidenceShapes.evidenceForm.options.map((value) => ({
          value,
          label: nameOf('evidence.form', value),
        }))}
      />
      <ChoiceField
        {...{ name: 'kind', label: t('evidence.kindLabel'), required: true }}
        options={evidenceShapes.evidenceKind.options.map((value) => ({
          value,
          label: nameOf('evidence.kind', value),
        }))}
      />
      <TextField name="title" label={t('evidence.title')} required max={100} />
      <OfForm caseId={caseId} />
      <TextField name="source" label={t('evidence.source')} required />
      <TextField name="providedBy" label={t('evidence.providedBy')} />
      <OfficersField name="officerIds" label={t('evidence.officers')} required />
      <TimeField name="obtainedAt" label={t('evidence.obtainedAt')} required />
      <TextField name="place" label={t('evidence.place')} required />
      <TextField name="proves" label={t('evidence.proves')} required rows={2} max={2000} />
    </RegisterForm>
  );
}

/** How an item begins that is made of a film of the case. */
export const beginWith = (row: CaseEvidence['suggestions'][number]): Partial<Content> => ({
  ...{ form: row.kind === 'picture' ? 'photo' : row.kind === 'document' ? 'electronicFile' : 'recording' },
  ...{ kind: row.kind === 'document' ? 'electronicData' : 'avMaterial', recordingId: row.id },
  ...(row.startedAt === null ? {} : { obtainedAt: toWallClock(row.startedAt) }),
});
