import { type CaseEvidence, type EvidenceItem, type Input, toWallClock } from '@liuhen/contract';
import { useChange } from '../../api.ts';
import { draftOf } from '../../parts/draft.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { ChoiceField, TextField, TimeField } from './fields.tsx';
import { renewedByEvidence } from './ItemForm.tsx';
import { toSent, useSendId } from './typed.ts';

interface Props {
  item: EvidenceItem;
  close: () => void;
}

type Note = Omit<Input<'noteEvidence'>, 'id' | 'itemId' | 'version'>;
const blankNote: Note = { takenBy: '', takenAt: '', place: '', method: null, proves: '', transcript: null };

/** Writes the explanatory note of an item, or its next version. */
export function NoteForm({ item, close }: Props) {
  const { t } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('noteEvidence', renewedByEvidence);
  const { note } = item;
  const start = note
    ? { ...note, takenAt: toWallClock(note.takenAt) }
    : {
        ...{ takenBy: item.officers.map(({ name }) => name).join(t('shell.word.comma')), place: item.place },
        ...{ takenAt: toWallClock(item.obtainedAt), proves: item.proves },
      };
  return (
    <RegisterForm<Partial<Note>>
      title={t('evidence.note.title')}
      initial={start}
      close={close}
      draft={draftOf(who?.account.id, 'evidenceNote', item.id, String(note?.version ?? 0))}
      submit={(typed) => {
        const content = toSent(blankNote, typed, ['takenAt']);
        const own = { id: idOf(content), itemId: item.id, version: note?.version ?? 0 };
        return change.mutateAsync({ ...content, ...own });
      }}
    >
      <TextField name="takenBy" label={t('evidence.note.takenBy')} required />
      <TimeField name="takenAt" label={t('evidence.note.takenAt')} required />
      <TextField name="place" label={t('evidence.note.place')} required />
      <TextField name="method" label={t('evidence.note.method')} />
      <TextField name="proves" label={t('evidence.proves')} required rows={2} max={2000} />
      <TextField
        {...{ name: 'transcript', label: t('evidence.note.transcript'), rows: 5, max: 50_000 }}
        extra={t('evidence.note.transcriptLine')}
      />
    </RegisterForm>
  );
}

type Given = Omit<Input<'transferEvidence'>, 'id' | 'itemId'>;

/** Hands a thing to somebody else, who has to confirm. */
export function TransferForm({ item, close, receivers }: Props & Pick<CaseEvidence, 'receivers'>) {
  const { t } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('transferEvidence', renewedByEvidence);
  return (
    <RegisterForm<Given>
      title={t('evidence.transfer.title')}
      initial={{ storagePlace: item.storagePlace ?? '' }}
      close={close}
      draft={draftOf(who?.account.id, 'evidenceTransfer', item.id)}
      submit={(typed) => change.mutateAsync({ ...typed, id: idOf(typed), itemId: item.id })}
    >
      <p className="quiet">{t('evidence.transfer.line')}</p>
      <ChoiceField
        {...{ name: 'toAccount', label: t('evidence.transfer.to'), required: true }}
        options={receivers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField name="storagePlace" label={t('evidence.storagePlace')} required />
      <TextField name="reason" label={t('evidence.transfer.reason')} required />
    </RegisterForm>
  );
}

/** Says why: an item is withdrawn, left out, or admitted again. */
export function ReasonForm({ item, close, act }: Props & { act: 'withdraw' | 'exclude' | 'admit' }) {
  const { t } = useTerms();
  const who = useWho();
  const withdraw = useChange('withdrawEvidence', renewedByEvidence);
  const judge = useChange('judgeEvidence', renewedByEvidence);
  const own = { id: item.id, revision: item.revision };
  return (
    <RegisterForm<{ reason: string }>
      title={t(`evidence.${act}`)}
      initial={{}}
      close={close}
      draft={draftOf(who?.account.id, 'evidenceReason', item.id, act)}
      submit={(typed) =>
        act === 'withdraw'
          ? withdraw.mutateAsync({ ...own, ...typed })
          : judge.mutateAsync({ ...own, ...typed, excluded: act === 'exclude' })
      }
    >
      <p className="quiet">{t(act === 'withdraw' ? 'evidence.withdrawLine' : 'evidence.excludeLine')}</p>
      <TextField name="reason" label={t('evidence.reason')} required rows={2} max={2000} />
    </RegisterForm>
  );
}
