import type { Session } from '@liuhen/contract';
import { Button, Modal, Result, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { askSession, whoIsHere } from '../../api.ts';
import { isFull } from '../../field/full.ts';
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

/** Why nobody can be let in without network: nobody was here before, or the phone does not tell who. */
type Unknown = 'firstTime' | 'noRoom';

/**
 * Who is here: whom the house knows; without network, or when the session is over, whoever was here last on this phone.
 * Where there is neither network nor such a person, why.
 */
async function findWho(): Promise<{ who: Session | null | Unknown; over: boolean }> {
  const answer = await Promise.race([askSession().catch(() => 'silent' as const), silence()]);
  if (answer !== 'silent' && answer !== null) return { who: answer, over: false };
  const kept = await recallWho().catch((error: unknown) => (isFull(error) ? 'noRoom' : null));
  if (kept !== null) return { who: kept, over: answer === null && kept !== 'noRoom' };
  return { who: answer === null ? null : 'firstTime', over: false };
}

/** Lets an officer in, with or without network. */
export default function FieldGate() {
  const { t } = useTerms();
  const who = useWho();
  const may = useMay();
  const [unreached, setUnreached] = useState<Unknown | null>(null);
  useEffect(() => {
    document.title = `${t('field.page.title')} · ${t('shell.product')}`;
  }, [t]);
  useEffect(() => {
    void keepPage();
    if (whoIsHere.get()) return;
    void findWho().then(({ who: found, over }) => {
      if (typeof found === 'string') setUnreached(found);
      else whoIsHere.set(found);
      if (over) changePhone({ signedOut: true });
    });
  }, []);
  if (unreached !== null)
    return (
      <Result
        status="warning"
        title={t('field.page.title')}
        subTitle={t(`field.page.${unreached}`)}
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
  const [fault, setFault] = useState<unknown>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let left = false;
    openPhone(account).then(
      () => {
        if (!left) stop = startLine();
      },
      (error: unknown) => setFault(error),
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
        subTitle={
          isFull(fault)
            ? t('field.page.noRoom')
            : t('field.page.noStore', { reason: fault instanceof Error ? fault.message : String(fault) })
        }
        extra={<Button onClick={() => location.reload()}>{t('shell.word.retry')}</Button>}
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
