import { Button, Result } from 'antd';
import { Component, type ReactNode, useState } from 'react';
import { isSending } from '../upload/queue.ts';
import { useTerms } from './language.ts';
import { PageNotFetched } from './later.ts';

function Broken({ fault }: { fault: Error }) {
  const { t } = useTerms();
  return (
    <Result
      status="error"
      title={t('shell.fault.title')}
      subTitle={t('shell.fault.page')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('shell.word.reload')}
        </Button>
      }
    >
      <code className="digest">{fault.message}</code>
    </Result>
  );
}

/** How often a page is fetched again before the site is: after an update of the server its old code is gone for good. */
const turnsBeforeReload = 2;
let turns = 0;

const isServerThere = (): Promise<boolean> =>
  fetch('/', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Says that the server cannot be reached. Trying again fetches this page only, so that what is being sent goes on. */
function Unreached({ again }: { again: () => void }) {
  const { t } = useTerms();
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    const isThere = await isServerThere();
    setBusy(false);
    if (!isThere) return;
    turns += 1;
    if (turns > turnsBeforeReload && !isSending()) location.reload();
    else again();
  };
  return (
    <Result
      status="warning"
      title={t('shell.fault.title')}
      subTitle={t('shell.fault.network')}
      extra={
        <Button type="primary" loading={busy} onClick={() => void retry()}>
          {t('shell.word.retry')}
        </Button>
      }
    />
  );
}

/** Catches what a page throws while it is drawn and says that no record is affected, or that it could not be fetched. */
export class PageFault extends Component<{ children: ReactNode }, { fault: Error | null }> {
  override state: { fault: Error | null } = { fault: null };

  static getDerivedStateFromError(error: unknown): { fault: Error } {
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    if (fault instanceof PageNotFetched) return <Unreached again={() => this.setState({ fault: null })} />;
    return <Broken fault={fault} />;
  }
}
