import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTerms } from './language.ts';

function Broken({ fault }: { fault: string }) {
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
      <code className="digest">{fault}</code>
    </Result>
  );
}

/** Catches what a page throws while it is drawn and says that no record is affected. */
export class PageFault extends Component<{ children: ReactNode }, { fault: string | null }> {
  override state = { fault: null };

  static getDerivedStateFromError(error: unknown): { fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    return this.state.fault === null ? this.props.children : <Broken fault={this.state.fault} />;
  }
}
