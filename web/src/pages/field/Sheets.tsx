import { actStepShapes, type FieldKit, saySize } from '@liuhen/contract';
import { App, Button, Input } from 'antd';
import { type ChangeEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { keepTyped, readTyped } from '../../field/drafts.ts';
import { keepOrHold } from '../../field/in-hand.ts';
import { fieldInstant, tap } from '../../field/phone.ts';
import { mostBytes, tapFile } from '../../field/tap-file.ts';
import { tapStep } from '../../field/tap-step.ts';
import type { ActView } from '../../field/view.ts';
import { newId } from '../../parts/new-id.ts';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { MoreSteps } from './MoreSteps.tsx';
import { Sheet } from './Sheet.tsx';
import { nameOfSigner, textToSign } from './signed-text.ts';
import { useKeeping } from './useKeeping.ts';
import { VoiceNote } from './VoiceNote.tsx';

export type SheetName = 'interrupt' | 'photo' | 'voice' | 'sign' | 'note' | 'more';

interface Props {
  act: ActView;
  kit: FieldKit;
  name: SheetName | null;
  close: () => void;
}
type Inner = Omit<Props, 'name'>;

/** The sheet that is asked for. */
export function Sheets({ name, ...props }: Props) {
  const { t } = useTerms();
  const shown: Record<Exclude<SheetName, 'photo'>, [string, ReactNode]> = {
    interrupt: [t('field.step.whyInterrupted'), <Interrupt key="interrupt" {...props} />],
    voice: [t('field.make.voice'), <VoiceNote key="voice" actId={props.act.id} close={props.close} />],
    sign: [t('field.sign.title'), <Sign key="sign" {...props} />],
    note: [t('field.make.text'), <WrittenNote key="note" {...props} />],
    more: [t('field.step.more'), <MoreSteps key="more" {...props} />],
  };
  const [title, content] = name === null || name === 'photo' ? ['', null] : shown[name];
  return (
    <>
      <Sheet open={content !== null} title={title} close={props.close}>
        {content}
      </Sheet>
      <Photo actId={props.act.id} wanted={name === 'photo'} close={props.close} />
    </>
  );
}

/** Opens the camera of the phone; the photo is kept before anything else. */
function Photo({ actId, wanted, close }: { actId: string; wanted: boolean; close: () => void }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const { keep } = useKeeping();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!wanted) return;
    input.current?.click();
    close();
  }, [wanted, close]);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    for (const file of files)
      if (file.size > mostBytes) message.error(t('field.make.tooLarge', { limit: saySize(mostBytes) }));
      else {
        const photo = { actId, form: 'photo' as const, content: file, at: fieldInstant() };
        await keep(() => keepOrHold(photo, (made) => tapFile(made)), t('field.make.photoKept'));
      }
  };
  return (
    <input
      ref={input}
      type="file"
      accept="image/*"
      capture="environment"
      hidden
      data-testid="photo"
      aria-label={t('field.make.photo')}
      onChange={(event) => void take(event)}
    />
  );
}

function Interrupt({ act, close }: Inner) {
  const { nameOf } = useTerms();
  const { keep, busy } = useKeeping();
  const interrupt = async (cause: string) => {
    const detail = { cause, voice: false, resumed: false };
    if (await keep(() => tapStep(act.id, 'interrupted', detail))) close();
  };
  return (
    <div className="field-choices">
      {actStepShapes.interruptionCauses.map((cause) => (
        <Button key={cause} disabled={busy} onClick={() => void interrupt(cause)}>
          {nameOf('names.interruptionCause', cause)}
        </Button>
      ))}
    </div>
  );
}

function Sign({ act, kit, close }: Inner) {
  const saying = useTerms();
  const who = useWho();
  const { keep } = useKeeping();
  // What is shown is what is signed: later steps do not slip into a text that somebody reads.
  const [shown] = useState(() =>
    textToSign(act, { organ: who?.organ.name ?? '', checklists: kit.checklists }, saying),
  );
  return (
    <SignaturePad
      shown={shown}
      signer={{ name: nameOfSigner(act.party) }}
      sign={async (given) => {
        const signature = { ...given, id: newId(), actId: act.id, at: fieldInstant(), place: act.place };
        if (await keep(() => tap([{ actId: act.id, what: { kind: 'signature', signature } }]))) close();
      }}
    />
  );
}

function WrittenNote({ act, close }: Inner) {
  const { t } = useTerms();
  const { keep, busy } = useKeeping();
  const draft = `note ${act.id}`;
  const [text, setText] = useState(() => readTyped<string>(draft) ?? '');
  const type = (typed: string) => {
    setText(typed);
    keepTyped(draft, typed || null);
  };
  const save = async () => {
    const content = new Blob([`${text.trim()}\n`], { type: 'text/plain' });
    const note = { actId: act.id, form: 'text' as const, content, at: fieldInstant() };
    if (!(await keep(() => tapFile(note, text.trim().slice(0, 200))))) return;
    keepTyped(draft, null);
    close();
  };
  return (
    <>
      <p className="quiet">{t('field.make.writeLine')}</p>
      <Input.TextArea
        rows={5}
        maxLength={10_000}
        autoFocus
        aria-label={t('field.make.write')}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <div className="field-main">
        <Button type="primary" loading={busy} disabled={text.trim() === ''} onClick={() => void save()}>
          {t('shell.word.save')}
        </Button>
      </div>
    </>
  );
}
