import { Modal, Spin } from 'antd';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router';
import { findSession } from '../api.ts';
import { FaultLine } from '../parts/PageState.tsx';
import { Frame } from './Frame.tsx';
import { useTerms } from './language.ts';
import { later } from './later.ts';
import { PageFault } from './PageFault.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { Public } from './Public.tsx';
import { SignInCard, SignInForm } from './SignIn.tsx';
import { useSessionEnded, useWho } from './session.ts';

const field = later(() => import('../pages/field/FieldGate.tsx'));

/** Public pages are open to everybody; the others ask who it is. The phone page asks in its own way: it works without network. */
export function Gate() {
  const { pathname } = useLocation();
  if (pathname.startsWith('/public/')) return <Public />;
  return pathname === '/field' || pathname.startsWith('/field/') ? <Field /> : <SignedIn />;
}

function Field() {
  const { t } = useTerms();
  const Page = useMemo(() => field(), []);
  return (
    <PageFault>
      <Suspense fallback={<Spin fullscreen description={t('shell.word.loading')} />}>
        <Page />
      </Suspense>
    </PageFault>
  );
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
