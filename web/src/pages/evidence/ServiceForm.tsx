import { type Input, type ServiceManner, serviceShapes, toWallClock } from '@liuhen/contract';
import { Form, Select } from 'antd';
import { useAsk, useChange } from '../../api.ts';
import { draftOf } from '../../parts/draft.ts';
import { useCase } from '../../parts/PickCase.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import {
  ActField,
  ChoiceField,
  notBefore,
  OfficersField,
  RecordingField,
  TextField,
  TimeField,
} from './fields.tsx';
import { documentNamed, filledBy, partyIdOf, partyToBegin } from './of-the-case.ts';
import { PartyField, ServedDocumentField, useDocumentsOf } from './picks.tsx';
import { outcomesOf, ReceiptFields } from './ReceiptFields.tsx';
import { toSent, useSendId } from './typed.ts';

export const renewedByServices = ['caseServices', 'getCase', 'getAct', 'listDuties', 'workbench'] as const;

type Content = Omit<Input<'enterService'>, 'id' | 'caseId' | 'receipt'>;
const blank: Content = {
  ...{ actId: null, subject: 'decision', document: '', documentId: null, documentMadeAt: '', party: '' },
  ...{ partyId: null, manner: 'direct', at: '', place: '', officerIds: [], witnesses: [] },
  ...{ recordingIds: [], carrier: null, reason: null },
};
type Receipt = Omit<NonNullable<Input<'enterService'>['receipt']>, 'id'>;
export const blankReceipt: Receipt = {
  ...{ outcome: 'signed', at: '', receiver: null, relation: null, note: null },
};
/** In the form an outcome can be left open. */
type Typed = Partial<Content> & {
  receipt?: Partial<Omit<Receipt, 'outcome'>> & { outcome?: Receipt['outcome'] };
};

const carried: readonly ServiceManner[] = [
  'postal',
  'entrusted',
  'transferred',
  'electronic',
  'publicNotice',
];

/** Witnesses, where there is no film instead. */
function Witnesses() {
  const { t } = useTerms();
  const form = Form.useFormInstance<Typed>();
  const seen = async (_: unknown, names: string[] | undefined) => {
    if (!names?.length && !form.getFieldValue('recordingIds')?.length)
      throw new Error(t('services.witnessWanted'));
  };
  return (
    <Form.Item
      {...{ name: 'witnesses', label: t('services.witnesses'), extra: t('services.witnessLine') }}
      dependencies={['recordingIds']}
      rules={[{ validator: seen }]}
    >
      <Select mode="tags" open={false} suffixIcon={null} />
    </Form.Item>
  );
}

/** Where the party that is served agreed to be reached, by its newest confirmation. */
function useConfirmed(caseId: string): string | null {
  const party = Form.useWatch<string | undefined>('party');
  const { data } = useAsk('caseServices', { id: caseId }, { staleTime: 30_000 });
  const newest = data?.addresses.find((one) => one.party === party);
  return newest?.consents ? newest.account : null;
}

/** What only some ways to serve have. */
function OfManner({ caseId }: { caseId: string }) {
  const { t, nameOf } = useTerms();
  const manner = Form.useWatch<ServiceManner | undefined>('manner') ?? 'direct';
  const account = useConfirmed(caseId);
  const confirmed =
    manner === 'electronic' && account ? { extra: t('services.confirmedAccount', { account }) } : {};
  return (
    <>
      {carried.includes(manner) && (
        <TextField name="carrier" label={nameOf('services.carrier', manner)} required {...confirmed} />
      )}
      {manner === 'retained' && <Witnesses />}
      <RecordingField name="recordingIds" label={t('services.recordings')} many />
      {manner === 'publicNotice' ? (
        <TextField name="reason" label={t('services.reason')} required rows={3} max={2000} />
      ) : (
        <ReceiptFields manner={manner} within="receipt" open={!['direct', 'retained'].includes(manner)} />
      )}
    </>
  );
}

/** What is served: a document of the case fills in what is known of it. */
function Served({ caseId }: { caseId: string }) {
  const { t } = useTerms();
  const form = Form.useFormInstance();
  return (
    <>
      <ServedDocumentField
        {...{ name: 'document', label: t('services.document'), caseId }}
        chosen={(row) => form.setFieldsValue(filledBy(row))}
      />
      <TimeField name="documentMadeAt" label={t('services.documentMadeAt')} required />
      <PartyField {...{ name: 'party', label: t('services.party'), caseId }} />
    </>
  );
}

/** Enters that something was served, or that it was tried. */
export function ServiceForm({ caseId, close }: { caseId: string; close: () => void }) {
  const { t, nameOf } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const receiptIdOf = useSendId();
  const change = useChange('enterService', renewedByServices);
  const { data: known } = useCase(caseId);
  const documents = useDocumentsOf(caseId);
  const submit = ({ receipt, ...typed }: Typed) => {
    const content = {
      ...toSent(blank, typed, ['documentMadeAt', 'at']),
      documentId: documentNamed(documents, typed.document)?.id ?? null,
      partyId: known === undefined ? null : partyIdOf(known, typed.party),
    };
    const ended = receipt?.outcome && outcomesOf(content.manner).includes(receipt.outcome);
    const told = ended ? toSent(blankReceipt, { ...receipt, at: receipt.at || typed.at }, ['at']) : null;
    const id = idOf([content, told]);
    const sent = { ...content, id, caseId, receipt: told && { ...told, id: receiptIdOf([content, told]) } };
    return change.mutateAsync(sent);
  };
  if (known === undefined) return null;
  const start: Typed = {
    ...{ manner: 'direct', subject: 'decision', party: partyToBegin(known), at: toWallClock(readInstant()) },
    officerIds: known.officers.map(({ id }) => id),
  };
  return (
    <RegisterForm<Typed>
      title={t('services.enter')}
      initial={start}
      submit={submit}
      close={close}
      draft={draftOf(who?.account.id, 'service', caseId)}
    >
      <ChoiceField
        {...{ name: 'subject', label: t('services.subjectLabel'), required: true }}
        options={serviceShapes.serviceSubject.options.map((value) => ({
          value,
          label: nameOf('services.subject', value),
        }))}
      />
      <Served caseId={caseId} />
      <ChoiceField
        {...{ name: 'manner', label: t('services.mannerLabel'), required: true }}
        options={serviceShapes.serviceManner.options.map((value) => ({
          value,
          label: nameOf('services.manner', value),
        }))}
      />
      <TimeField
        {...{ name: 'at', label: t('services.at'), required: true }}
        wanted={notBefore('documentMadeAt', 'at', t('services.madeFirst'))}
      />
      <TextField name="place" label={t('services.place')} required />
      <OfficersField name="officerIds" label={t('services.officers')} required />
      <ActField {...{ name: 'actId', label: t('services.act'), extra: t('services.actLine'), caseId }} />
      <OfManner caseId={caseId} />
    </RegisterForm>
  );
}
