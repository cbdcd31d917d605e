import type { Act } from '@liuhen/contract';
import { App, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useChange } from '../../api.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { nameOfSigner, textToSign } from './signed-text.ts';

/** Lets somebody sign an act on the screen of a computer or tablet that is in the office or has network. */
export function DrawHere({ act }: { act: Act }) {
  const saying = useTerms();
  const { message } = App.useApp();
  const who = useWho();
  const [open, setOpen] = useState(false);
  // What is drawn once is sent as the same signature however often its answer is lost.
  const tried = useRef<{ given: string; id: string; at: string } | null>(null);
  const change = useChange('drawSignature', ['traceField']);
  const close = () => {
    setOpen(false);
    tried.current = null;
    change.reset();
  };
  const { t } = saying;
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {t('field.sign.open')}
      </Button>
      <Modal open={open} footer={null} title={t('field.sign.title')} onCancel={close} destroyOnHidden>
        <SignaturePad
          shown={textToSign(act, { organ: who?.organ.name ?? '', checklists: act.checklists }, saying)}
          signer={{ name: nameOfSigner(act.party) }}
          fault={change.error && <FaultLine fault={change.error} />}
          sign={async (given) => {
            const text = JSON.stringify(given);
            if (tried.current?.given !== text)
              tried.current = { given: text, id: newId(), at: readInstant() };
            const { id, at } = tried.current;
            const stated = { ...given, id, at, actId: act.id, place: act.place };
            try {
              await change.mutateAsync(stated);
            } catch {
              return;
            }
            message.success(t('shell.word.saved'));
            close();
          }}
        />
      </Modal>
    </>
  );
}
