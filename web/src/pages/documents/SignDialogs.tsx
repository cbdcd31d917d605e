import type { ShownDocument, SignatureRole } from '@liuhen/contract';
import { App, Button, Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useChange } from '../../api.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { renewed } from './words.ts';

interface Props {
  document: ShownDocument;
  role: SignatureRole;
}

/** One's own signature: the password again, for exactly this file. */
export function SignHere({ document, role }: Props) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const id = useRef(newId());
  const change = useChange('signDocument', renewed);
  const send = async ({ password }: { password: string }) => {
    const signing = {
      id: document.id,
      signatureId: id.current,
      role,
      sha256: document.sha256 ?? '',
      password,
    };
    try {
      await change.mutateAsync(signing);
    } catch {
      return;
    }
    id.current = newId();
    message.success(t('documents.sign.done'));
    setOpen(false);
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('documents.sign.as', { role: t(`documents.signer.${role}`) })}
      </Button>
      <Modal
        open={open}
        footer={null}
        title={t('documents.sign.title')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('documents.sign.line', { title: document.title.zh, number: document.number ?? '' })}</p>
        {change.error !== null && <FaultLine fault={change.error} />}
        <Form layout="vertical" requiredMark={false} onFinish={send}>
          <Form.Item
            name="password"
            label={t('shell.signIn.password')}
            rules={[
              { required: true, message: t('shell.word.required', { field: t('shell.signIn.password') }) },
            ]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" loading={change.isPending}>
            {t('documents.sign.submit')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}

const signerOf = { party: 'party', receiver: 'party', witness: 'attestingWitness' } as const;

/** The signature of somebody without an account, drawn on this screen; or that it was refused, with the witness. */
export function TakeHere({ document, role, text }: Props & { text: string }) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [witness, setWitness] = useState('');
  const [place, setPlace] = useState(String(document.content.place ?? ''));
  const tried = useRef<{ given: string; id: string; at: string } | null>(null);
  const take = useChange('takeSignature', renewed);
  const refuse = useChange('refuseToSign', renewed);
  const fault = take.error ?? refuse.error;
  const close = () => {
    setOpen(false);
    tried.current = null;
    take.reset();
    refuse.reset();
  };
  const at = place.trim() === '' ? null : place.trim();
  const file = { id: document.id, role, sha256: document.sha256 ?? '' };
  const party = document.content.asked ?? document.content.receiverName ?? document.content.party;
  const name = role !== 'witness' && typeof party === 'string' ? party : undefined;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {t('documents.sign.take', { role: t(`documents.signer.${role}`) })}
      </Button>
      <Modal open={open} footer={null} title={t('documents.sign.takeTitle')} onCancel={close} destroyOnHidden>
        <Form layout="vertical" component="div">
          <Form.Item label={t('documents.sign.place')} htmlFor="sign-place">
            <Input
              id="sign-place"
              maxLength={200}
              value={place}
              onChange={({ target }) => setPlace(target.value)}
            />
          </Form.Item>
          {role !== 'witness' && (
            <Form.Item label={t('documents.sign.witness')} htmlFor="sign-witness">
              <Input
                id="sign-witness"
                maxLength={100}
                value={witness}
                onChange={({ target }) => setWitness(target.value)}
              />
            </Form.Item>
          )}
        </Form>
        <SignaturePad
          shown={text}
          signer={{ name, role: signerOf[role as keyof typeof signerOf] ?? 'other' }}
          fault={fault && <FaultLine fault={fault} />}
          sign={async (given) => {
            const said = JSON.stringify(given);
            if (tried.current?.given !== said)
              tried.current = { given: said, id: newId(), at: readInstant() };
            const { id, at: when } = tried.current;
            try {
              if (given.refusedReason === null)
                await take.mutateAsync({ ...file, drawn: { ...given, id, at: when, place: at } });
              else
                await refuse.mutateAsync({
                  ...{ ...file, signatureId: id, name: given.signerName, reason: given.refusedReason },
                  ...{ witness: witness.trim() === '' ? null : witness.trim(), place: at, at: when },
                });
            } catch {
              return;
            }
            message.success(t('documents.sign.done'));
            close();
          }}
        />
      </Modal>
    </>
  );
}
