import { Result } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useTerms } from '../shell/language.ts';

/** There is nothing at this address, or nothing that this person may know of. */
export function Missing() {
  const { t } = useTerms();
  useEffect(() => {
    document.title = `${t('shell.fault.missingTitle')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <Result
      status="404"
      title={t('shell.fault.missingTitle')}
      subTitle={t('shell.fault.missing')}
      extra={<Link to="/">{t('shell.fault.home')}</Link>}
    />
  );
}
