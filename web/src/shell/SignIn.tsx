import { Button, Card, Form, Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { call, enterSession } from '../api.ts';
import { FaultLine } from '../parts/PageState.tsx';
import { chooseLanguage, useTerms } from './language.ts';

/** The one card of the page before anybody is let in. */
export function SignInCard({ title, children }: { title: string; children: ReactNode }) {
  const { t, language } = useTerms();
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`;
  }, [t, title]);
  return (
    <main className="sign-in">
      <Card className="sign-in-card">
        <div className="row" style={{ justifyContent: 'space-between' }}>
          <strong style={{ fontSize: 22, letterSpacing: 2 }}>{t('shell.product')}</strong>
          <Button size="small" type="link" onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}>
            {t('shell.otherLanguage')}
          </Button>
        </div>
        <p className="quiet">{t('shell.productLine')}</p>
        <h1 style={{ fontSize: 18 }}>{title}</h1>
        {children}
      </Card>
    </main>
  );
}

interface Entered {
  loginName: string;
  password: string;
}

/** Name and password. `loginName` is fixed when a session is renewed over an open page. */
export function SignInForm({ loginName }: { loginName?: string }) {
  const { t } = useTerms();
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (entered: Entered) => {
    setBusy(true);
    setFault(null);
    try {
      enterSession(await call('signIn', { ...entered, client: 'browser' }));
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <Form<Entered>
      layout="vertical"
      onFinish={submit}
      requiredMark={false}
      initialValues={{ loginName: loginName ?? '' }}
    >
      {fault !== null && <FaultLine fault={fault} />}
      <Form.Item name="loginName" label={t('shell.signIn.name')} rules={required(t('shell.signIn.name'))}>
        <Input autoComplete="username" autoFocus={!loginName} disabled={loginName !== undefined} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('shell.signIn.password')}
        rules={required(t('shell.signIn.password'))}
      >
        <Input.Password autoComplete="current-password" autoFocus={loginName !== undefined} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy} size="large">
        {t('shell.signIn.submit')}
      </Button>
      <p className="quiet">{t('shell.signIn.keep')}</p>
    </Form>
  );
}
