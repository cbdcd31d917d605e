import { Modal, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { findSession } from '../api.ts';
import { FaultLine } from '../parts/PageState.tsx';
import { Frame } from './Frame.tsx';
import { useTerms } from './language.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { Public } from './Public.tsx';
import { SignInCard, SignInForm } from './SignIn.tsx';
import { useSessionEnded, useWho } from './session.ts';

/** Public pages are open to everybody; the others ask who it is. */
export function Gate() {
  const isPublic = useLocation().pathname.startsWith('/public/');
  return isPublic ? <Public /> : <SignedIn />;
}

/** Lets in who is signed in. An ended session is renewed over the open page, so that nothing typed is lost. */
function SignedIn() {
  const who = useWho();
  const ended = useSessionEnded();
  const [fault, setFault] = useState<unknown>(null);
  const { t } = useTerms();
  useEffect(() => {
    findSession().catch(setFault);
  }, []);
  if (fault !== null && who === undefined) return <FaultLine fault={fault} again={() => location.reload()} />;
  if (who === undefined) return <Spin fullscreen description={t('shell.word.loading')} />;
  if (who === null)
    return (
      <SignInCard title={t('shell.signIn.title')}>
        <SignInForm />
      </SignInCard>
    );
  if (who.mustChangePassword)
    return (
      <SignInCard title={t('shell.password.title')}>
        <p className="quiet">{t('shell.password.line')}</p>
        <PasswordForm oneTime />
      </SignInCard>
    );
  return (
    <>
      <Frame />
      <Modal open={ended} footer={null} closable={false} title={t('shell.signIn.again')} destroyOnHidden>
        <p className="quiet">{t('shell.signIn.againLine')}</p>
        <SignInForm loginName={who.account.loginName} />
      </Modal>
    </>
  );
}
