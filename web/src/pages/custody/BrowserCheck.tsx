import { sayInstant } from '@liuhen/contract';
import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import { call } from '../../api.ts';
import { checkLog, type LogCheck } from '../../parts/custody-check.ts';
import { forgetMemory, readMemory } from '../../parts/custody-memory.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';

function Outcome({ check, forget }: { check: LogCheck; forget: () => void }) {
  const { t } = useTerms();
  switch (check.state) {
    case 'empty':
      return <Alert type="info" showIcon title={t('custody.emptyTitle')} />;
    case 'first':
    case 'same':
    case 'grown':
    case 'followed':
      return (
        <Alert
          type="success"
          showIcon
          title={t(`custody.inBrowser.${check.state}`, { size: check.size, from: check.from })}
        />
      );
    case 'shrunk':
      return (
        <Alert
          type="error"
          showIcon
          title={t('custody.inBrowser.shrunk', { from: check.from, size: check.size })}
        />
      );
    case 'keyChanged':
      return (
        <Alert
          type="error"
          showIcon
          title={t('custody.inBrowser.keyChanged')}
          action={
            <Button size="small" danger onClick={forget}>
              {t('custody.inBrowser.forget')}
            </Button>
          }
        />
      );
    case 'rewritten':
    case 'badCheckpoint':
      return <Alert type="error" showIcon title={t(`custody.inBrowser.${check.state}`)} />;
  }
}

/** Verifies in this browser, against what it remembers, that the log only grew. */
export function BrowserCheck() {
  const { t } = useTerms();
  const [check, setCheck] = useState<LogCheck | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      setCheck(await checkLog({ call, now: readInstant() }));
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const forget = () => {
    forgetMemory();
    void run();
  };
  const memory = readMemory();
  return (
    <Card size="small">
      <div className="stack" style={{ gap: 8 }}>
        <Button type="primary" loading={busy} onClick={() => void run()}>
          {t('custody.inBrowser.button')}
        </Button>
        <span className="quiet">{t('custody.inBrowser.line')}</span>
        {fault !== null && <FaultLine fault={fault} />}
        {check !== null && <Outcome check={check} forget={forget} />}
        {memory !== null && (
          <span className="quiet">
            {t('custody.inBrowser.remembered', { at: sayInstant(memory.since), size: memory.size })}
          </span>
        )}
      </div>
    </Card>
  );
}
