import type { Verification } from '@liuhen/contract';
import { Alert, Button, Card, Progress } from 'antd';
import { useEffect } from 'react';
import { queries, useAsk, useChange } from '../../api.ts';
import { Answered, FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { percentOf } from './log-words.ts';

function Outcome({ verification }: { verification: Verification }) {
  const { t, nameOf, pick } = useTerms();
  const { running, stage, done, total, findings } = verification;
  if (running)
    return (
      <div>
        {t('custody.server.running')}
        <Progress percent={percentOf(verification)} status="active" />
        <span className="quiet">
          {t('custody.server.progress', { stage: nameOf('custody.server.stage', stage), done, total })}
        </span>
      </div>
    );
  if (stage !== 'done') return null;
  if (findings.length === 0) return <Alert type="success" showIcon title={t('custody.server.clean')} />;
  return (
    <Alert
      type="error"
      showIcon
      title={t('custody.server.findings', { n: findings.length })}
      description={findings
        .slice(0, 50)
        .map((finding) => <div key={`${finding.code} ${finding.subject}`}>{pick(finding)}</div>)}
    />
  );
}

/** Has the server verify log, rows and every file again, and shows how far it is. */
export function ServerCheck() {
  const { t } = useTerms();
  const may = useMay();
  const asked = useAsk(
    'verification',
    {},
    { refetchInterval: ({ state }) => (state.data?.running ? 700 : false) },
  );
  const isRunning = asked.data?.running;
  // Once a check is over, the state of the log names it as the last one.
  useEffect(() => {
    if (isRunning === false) void queries.invalidateQueries({ queryKey: ['logState'] });
  }, [isRunning]);
  const start = useChange('startVerification', ['verification', 'logState']);
  return (
    <Card size="small">
      <div className="stack" style={{ gap: 8 }}>
        {may('log.verify') && (
          <Button loading={start.isPending} disabled={isRunning === true} onClick={() => start.mutate({})}>
            {t('custody.server.button')}
          </Button>
        )}
        <span className="quiet">{t('custody.server.line')}</span>
        {start.error !== null && <FaultLine fault={start.error} />}
        <Answered asked={asked} rows={1}>
          {(verification) => <Outcome verification={verification} />}
        </Answered>
      </div>
    </Card>
  );
}
