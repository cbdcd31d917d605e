import { Button, Modal, Typography } from 'antd';
import { useTerms } from '../../shell/language.ts';

export interface OneTime {
  name: string;
  loginName: string;
  password: string;
}

/** Shows a one-time password, once; closing it is the only way to go on. */
export function OneTimePassword({ oneTime, close }: { oneTime: OneTime; close: () => void }) {
  const { t } = useTerms();
  return (
    <Modal
      open
      closable={false}
      title={t('registers.oneTime.title')}
      footer={
        <Button type="primary" onClick={close}>
          {t('registers.oneTime.done')}
        </Button>
      }
    >
      <p>{t('registers.oneTime.line', { name: oneTime.name })}</p>
      <p>
        {t('registers.loginName')}
        {t('shell.word.colon')}
        <Typography.Text copyable strong>
          {oneTime.loginName}
        </Typography.Text>
      </p>
      <Typography.Text copyable code style={{ fontSize: 18 }} data-testid="one-time-password">
        {oneTime.password}
      </Typography.Text>
    </Modal>
  );
}
