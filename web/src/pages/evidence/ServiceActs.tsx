import { type Input, type ServiceRow, serviceShapes, toWallClock } from '@liuhen/contract';
import { Form, Radio } from 'antd';
import { useChange } from '../../api.ts';
import { draftOf } from '../../parts/draft.ts';
import { useCase } from '../../parts/PickCase.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { ChoiceField, RecordingField, TextField, TimeField } from './fields.tsx';
import { partyIdOf, partyToBegin } from './of-the-case.ts';
import { PartyField } from './picks.tsx';
import { ReceiptFields } from './ReceiptFields.tsx';
import { blankReceipt, renewedByServices } from './ServiceForm.tsx';
import { toSent, useSendId } from './typed.ts';

interface Props {
  row: ServiceRow;
  close: () => void;
}

/** Enters how a service ended, or corrects that. */
export function ReceiptForm({ row, close }: Props) {
  const { t } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('concludeService', renewedByServices);
  const last = row.receipts.at(-1);
  const notice = row.manner === 'publicNotice';
  const start = last
    ? { ...last, at: toWallClock(last.at) }
    : { at: toWallClock(readInstant()), ...(notice ? { outcome: 'deemed' as const } : {}) };
  return (
    <RegisterForm<Partial<typeof blankReceipt>>
      title={t(notice ? 'services.deem' : last ? 'services.correct' : 'services.conclude')}
      initial={start}
      close={close}
      draft={draftOf(who?.account.id, 'receipt', row.id, last?.id ?? '')}
      submit={(typed) => {
        const content = { ...toSent(blankReceipt, typed, ['at']), replaces: last?.id ?? null };
        return change.mutateAsync({ ...content, serviceId: row.id, id: idOf(content) });
      }}
    >
      <ReceiptFields manner={row.manner} sentAt={toWallClock(row.at)} />
    </RegisterForm>
  );
}

/** Takes a service back that was entered by mistake. */
export function WithdrawForm({ row, close }: Props) {
  const { t } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('withdrawService', renewedByServices);
  return (
    <RegisterForm<{ reason: string }>
      title={t('services.withdraw')}
      initial={{}}
      close={close}
      draft={draftOf(who?.account.id, 'serviceWithdrawal', row.id)}
      submit={(typed) => {
        const content = { ...typed, serviceId: row.id, replaces: row.receipts.at(-1)?.id ?? null };
        return change.mutateAsync({ ...content, id: idOf(content) });
      }}
    >
      <p className="quiet">{t('goods.withdrawLine')}</p>
      <TextField name="reason" label={t('goods.reason')} required rows={2} max={2000} />
    </RegisterForm>
  );
}

type Address = Omit<Input<'enterAddress'>, 'id' | 'caseId'>;
const blankAddress: Address = {
  ...{ party: '', partyId: null, address: '', receiver: null, phone: null, consents: false, channel: null },
  ...{ account: null, signedAt: '', recordingId: null },
};

function Consent() {
  const { t, nameOf } = useTerms();
  const consents = Form.useWatch<boolean | undefined>('consents');
  return (
    <>
      <Form.Item name="consents" label={t('services.consents')}>
        <Radio.Group
          options={[
            { value: true, label: t('services.consents') },
            { value: false, label: t('services.refuses') },
          ]}
        />
      </Form.Item>
      {consents === true && (
        <>
          <ChoiceField
            {...{ name: 'channel', label: t('services.channelLabel'), required: true }}
            options={serviceShapes.serviceChannel.options.map((value) => ({
              value,
              label: nameOf('services.channel', value),
            }))}
          />
          <TextField name="account" label={t('services.account')} required />
        </>
      )}
    </>
  );
}

/** Enters where a party wants to be served, and whether by electronic means. */
export function AddressForm({ caseId, close }: { caseId: string; close: () => void }) {
  const { t } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('enterAddress', renewedByServices);
  const { data: known } = useCase(caseId);
  if (known === undefined) return null;
  return (
    <RegisterForm<Partial<Address>>
      title={t('services.enterAddress')}
      initial={{ party: partyToBegin(known), consents: false }}
      close={close}
      draft={draftOf(who?.account.id, 'serviceAddress', caseId)}
      submit={(typed) => {
        const content = {
          ...toSent(blankAddress, typed, ['signedAt']),
          caseId,
          partyId: partyIdOf(known, typed.party),
        };
        return change.mutateAsync({ ...content, id: idOf(content) });
      }}
    >
      <PartyField {...{ name: 'party', label: t('services.party'), caseId }} />
      <TextField name="address" label={t('services.address')} required />
      <TextField name="receiver" label={t('services.addressReceiver')} />
      <TextField name="phone" label={t('services.phone')} max={40} />
      <Consent />
      <TimeField name="signedAt" label={t('services.signedAt')} required />
      <RecordingField name="recordingId" label={t('services.recordings')} />
    </RegisterForm>
  );
}
