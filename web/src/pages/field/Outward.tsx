import { App } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { readPhone } from '../../field/phone.ts';
import { useTerms } from '../../shell/language.ts';

interface Props {
  to: string;
  children: ReactNode;
  'aria-label'?: string;
}

/** Leads to a page of the office. Without network it says so and stays: the browser would show its own fault in place of this page. */
export function Outward(props: Props) {
  const { t } = useTerms();
  const { message } = App.useApp();
  return (
    <Link
      {...props}
      reloadDocument
      onClick={(event) => {
        if (readPhone().reached !== false) return;
        event.preventDefault();
        message.destroy();
        void message.info(t('field.page.notWithout'));
      }}
    />
  );
}
