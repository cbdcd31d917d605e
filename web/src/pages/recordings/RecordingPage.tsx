import { ContractError, type Recording } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { CustodyBadge } from '../../parts/CustodyBadge.tsx';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { DutyDetail } from '../../parts/DutyDetail.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { LifeLine } from '../../parts/LifeLine.tsx';
import { MakePackage } from '../../parts/MakePackage.tsx';
import { Missing } from '../../parts/Missing.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { RecordingPlayer } from '../../parts/RecordingPlayer.tsx';
import { useTerms } from '../../shell/language.ts';
import { ActLinks } from './ActLinks.tsx';
import { AttributionCard } from './AttributionCard.tsx';
import { HandoverLine } from './HandoverLine.tsx';
import { DigestFacts, RecordingFacts } from './RecordingFacts.tsx';
import { ReturnClaim } from './ReturnClaim.tsx';

function Duties({ recording }: { recording: Recording }) {
  const { t } = useTerms();
  return (
    <Card size="small" title={t('recordings.section.duties')}>
      <div className="stack">
        {recording.duties.length === 0 && <span className="quiet">{t('duties.none')}</span>}
        {recording.duties.map((duty) => (
          <DutyDetail key={duty.id} duty={duty} />
        ))}
        <ReturnClaim recording={recording} />
        <HandoverLine recording={recording} />
      </div>
    </Card>
  );
}

function Life({ recording }: { recording: Recording }) {
  const { t } = useTerms();
  const [search] = useSearchParams();
  const from = Math.max(0, Number(search.get('at')) || 0);
  return (
    <>
      <PageHead title={<FileName name={recording.name} />}>
        {recording.duties.map((duty) => (
          <DeadlineTag key={duty.id} facts={duty} duty={duty} tier={recording.duties.length > 1} />
        ))}
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
        <MakePackage kind="recordings" ids={[recording.id]} />
      </PageHead>
      <div className="columns">
        <div className="stack">
          <Card size="small">
            <RecordingPlayer recording={recording} from={from} />
          </Card>
          <Card size="small" title={t('recordings.section.proof')}>
            <div className="stack">
              <CustodyBadge recording={recording} />
              <DigestFacts recording={recording} />
            </div>
          </Card>
          <Duties recording={recording} />
        </div>
        <div className="stack">
          <AttributionCard recording={recording} />
          <ActLinks recording={recording} />
          <Card size="small" title={t('recordings.section.facts')}>
            <RecordingFacts recording={recording} />
          </Card>
          <Card size="small" title={t('recordings.section.life')}>
            <LifeLine events={recording.life} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** Whether the page should look again: a proxy is being made, or the log has not caught up. */
const isMoving = (recording: Recording | undefined): boolean =>
  recording !== undefined &&
  (recording.derivatives.some(({ state }) => state === 'waiting' || state === 'working') ||
    recording.life.some(({ logIndex }) => logIndex === null) ||
    recording.duties.length === 0);

/** Whether the server knows no such recording, or the address names none. */
const isUnknown = (error: unknown): boolean =>
  error instanceof ContractError && ['notFound', 'input.invalid'].includes(error.body.code);

/** A record's life: what it is, who, where and when, whether it is whole, what is owed, what happened to it. */
export default function RecordingPage() {
  const { id = '' } = useParams();
  const asked = useAsk(
    'getRecording',
    { id },
    { refetchInterval: ({ state }) => (isMoving(state.data) && state.dataUpdateCount < 60 ? 1500 : false) },
  );
  if (asked.data === undefined && isUnknown(asked.error)) return <Missing />;
  return (
    <div className="page">
      <Answered asked={asked} rows={10}>
        {(recording) => <Life recording={recording} />}
      </Answered>
    </div>
  );
}
