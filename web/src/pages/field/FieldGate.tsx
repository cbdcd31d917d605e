import type { Session } from '@liuhen/contract';
import { Button, Modal, Result, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { askSession, whoIsHere } from '../../api.ts';
import { poke, startLine } from '../../field/line-run.ts';
import { changePhone, closePhone, openPhone, recallWho, usePhone } from '../../field/phone.ts';
import { keepPage } from '../../field/worker.ts';
import { useTerms } from '../../shell/language.ts';
import { PasswordForm } from '../../shell/PasswordForm.tsx';
import { SignInCard, SignInForm } from '../../shell/SignIn.tsx';
import { useMay, useSessionEnded, useWho } from '../../shell/session.ts';
import { FieldFrame } from './FieldFrame.tsx';

/** A network that does not answer within this is none; the line goes on asking. */
const patience = 4_000;

const silence = (): Promise<'silent'> =>
  new Promise((resolve) => setTimeout(() => resolve('silent'), patience));

/**
 * Who is here: whom the house knows; without network, or when the session is over, whoever was here last on this phone.
 * Undefined when there is neither network nor such a person.
 */
async function findWho(): Promise<{ who: Session | null | undefined; over: boolean }> {
  const answer = await Promise.race([askSession().catch(() => 'silent' as const), silence()]);
  if (answer !== 'silent' && answer !== null) return { who: answer, over: false };
  const kept = await recallWho().catch(() => null);
  if (kept !== null) return { who: kept, over: answer === null };
  return { who: answer === null ? null : undefined, over: false };
}

/** Lets an officer in, with or without network. */
export default function FieldGate() {
  const { t } = useTerms();
  const who = useWho();
  const may = useMay();
  const [unreached, setUnreached] = useState(false);
  useEffect(() => {
    document.title = `${t('field.page.title')} · ${t('shell.product')}`;
  }, [t]);
  useEffect(() => {
    void keepPage();
    if (whoIsHere.get()) return;
    void findWho().then(({ who: found, over }) => {
      setUnreached(found === undefined);
      if (found !== undefined) whoIsHere.set(found);
      if (over) changePhone({ signedOut: true });
    });
  }, []);
  if (unreached)
    return (
      <Result
        status="warning"
        title={t('field.page.title')}
        subTitle={t('field.page.firstTime')}
        extra={<Button onClick={() => location.reload()}>{t('shell.word.retry')}</Button>}
      />
    );
  if (who === undefined) return <Spin fullscreen description={t('shell.word.loading')} />;
  if (who === null)
    return (
      <SignInCard title={t('field.page.title')}>
        <SignInForm />
      </SignInCard>
    );
  if (who.mustChangePassword)
    return (
      <SignInCard title={t('shell.password.title')}>
        <PasswordForm oneTime />
      </SignInCard>
    );
  if (!may('act.manage'))
    return (
      <Result
        status="403"
        title={t('shell.fault.deniedTitle')}
        subTitle={t('field.page.denied')}
        extra={<Button href="/">{t('field.page.leave')}</Button>}
      />
    );
  return <Opened key={who.account.id} account={who.account.id} loginName={who.account.loginName} />;
}

/** Opens what is kept for this officer, and then the line. */
function Opened({ account, loginName }: { account: string; loginName: string }) {
  const { t } = useTerms();
  const phone = usePhone();
  const over = useSessionEnded();
  const [fault, setFault] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let left = false;
    openPhone(account).then(
      () => {
        if (!left) stop = startLine();
      },
      (error: unknown) => setFault(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      left = true;
      stop?.();
      closePhone();
    };
  }, [account]);
  useEffect(() => {
    if (over) changePhone({ signedOut: true });
    else poke();
  }, [over]);
  useEffect(() => {
    if (!phone.signedOut) setAsked(false);
  }, [phone.signedOut]);
  if (fault !== null)
    return (
      <Result
        status="error"
        title={t('field.page.title')}
        subTitle={t('field.page.noStore', { reason: fault })}
      />
    );
  if (phone.account === null) return <Spin fullscreen description={t('shell.word.loading')} />;
  return (
    <>
      <FieldFrame signIn={() => setAsked(true)} />
      <Modal
        open={asked && phone.signedOut}
        footer={null}
        title={t('shell.signIn.again')}
        onCancel={() => setAsked(false)}
        destroyOnHidden
      >
        <p className="quiet">{t('field.net.signedOutLine')}</p>
        <SignInForm loginName={loginName} />
      </Modal>
    </>
  );
}
