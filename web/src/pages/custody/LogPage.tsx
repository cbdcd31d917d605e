import { type LogState, sayInstant } from '@liuhen/contract';
import { Card, Descriptions, Typography } from 'antd';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { BrowserCheck } from './BrowserCheck.tsx';
import { AskErasure, Erasures } from './Erasures.tsx';
import { LogKeys } from './LogKeys.tsx';
import { CheckpointList, EntryList } from './LogLists.tsx';
import { sayLastCheck } from './log-words.ts';
import { ServerCheck } from './ServerCheck.tsx';
import { TimeStamps } from './TimeStamps.tsx';
import { Witnesses } from './Witnesses.tsx';

function Latest({ state }: { state: LogState }) {
  const saying = useTerms();
  const { t } = saying;
  if (state.checkpoint === null)
    return <Blank title={t('custody.emptyTitle')} line={t('custody.emptyLine')} />;
  const rows = [
    {
      key: 'size',
      label: t('custody.size'),
      children: (
        <strong>
          {t('custody.sizeValue', { n: state.size })}
          {state.waiting > 0 && ` · ${t('custody.waiting', { n: state.waiting })}`}
        </strong>
      ),
    },
    { key: 'signed', label: t('custody.signedAt'), children: sayInstant(state.signedAt, true) },
    { key: 'root', label: t('custody.root'), children: <span className="digest">{state.root}</span> },
    { key: 'origin', label: t('custody.origin'), children: state.origin },
    {
      key: 'key',
      label: t('custody.key'),
      children: (
        <Typography.Text copyable className="digest">
          {state.verifierKey}
        </Typography.Text>
      ),
    },
    {
      key: 'last',
      label: t('custody.lastVerification'),
      children: sayLastCheck(state.lastVerification, saying),
    },
  ];
  return <Descriptions size="small" column={1} items={rows} />;
}

/** The custody log: where it stands, what this browser can prove of it, what the server re-verifies. */
export default function LogPage() {
  const { t } = useTerms();
  const asked = useAsk('logState', {}, { refetchInterval: 10_000 });
  return (
    <div className="page">
      <PageHead title={t('shell.page.log')} />
      <div className="columns">
        <div className="stack">
          <Card size="small" title={t('custody.checkpoint')}>
            <Answered asked={asked}>{(state) => <Latest state={state} />}</Answered>
          </Card>
          <Card size="small" title={t('custody.entries')} extra={<ExportButton small list="entries" />}>
            <EntryList askErasure={(row) => <AskErasure row={row} />} />
          </Card>
        </div>
        <div className="stack">
          <BrowserCheck />
          <ServerCheck />
          <LogKeys />
          <TimeStamps />
          <Witnesses />
          <Erasures />
          <Card
            size="small"
            title={t('custody.checkpoints')}
            extra={<ExportButton small list="checkpoints" />}
          >
            <CheckpointList />
          </Card>
        </div>
      </div>
    </div>
  );
}
