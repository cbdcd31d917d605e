import type { Act } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { Link, useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { RowProof } from '../../parts/CustodyBadge.tsx';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { nameDuty } from '../../parts/duty-words.ts';
import { LifeLine } from '../../parts/LifeLine.tsx';
import { MakePackage } from '../../parts/MakePackage.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { sealedAct } from '../../parts/sealed-rows.ts';
import { useTerms } from '../../shell/language.ts';
import { CaseDocuments } from '../documents/CaseDocuments.tsx';
import { ActFromField } from '../field/ActFromField.tsx';
import { ActDuties } from './ActDuties.tsx';
import { ActFacts } from './ActFacts.tsx';
import { pressing } from './act-duties.ts';
import { Film } from './Film.tsx';
import { Recusals } from './Recusals.tsx';
import { Steps } from './Steps.tsx';
import { TimeAxis, useSeeking } from './TimeAxis.tsx';

function Shown({ act }: { act: Act }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const { playing, seek } = useSeeking();
  return (
    <>
      <PageHead title={`${act.number} · ${nameOf('names.actType', act.type)}`}>
        {pressing(act.duties).map((duty) => (
          <span key={duty.id} className="row">
            {nameDuty(duty, saying)}
            <DeadlineTag facts={duty} duty={duty} tier />
          </span>
        ))}
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
        {act.abilities.change && (
          <Link to={`/acts/${act.id}/edit`} className="no-print">
            <Button>{t('acts.editAct')}</Button>
          </Link>
        )}
        <MakePackage kind="act" ids={[act.id]} />
      </PageHead>
      <div className="columns">
        <div className="stack">
          <Card size="small" title={t('acts.section.who')}>
            <ActFacts act={act} />
          </Card>
          <TimeAxis act={act} playing={playing} seek={seek} />
          <Steps act={act} seek={seek} />
          <CaseDocuments actId={act.id} />
          <Film act={act} />
          <ActFromField act={act} />
        </div>
        <div className="stack">
          <ActDuties act={act} />
          <Recusals of={{ actId: act.id, caseId: act.case?.id ?? null, officers: act.officers }} />
          <Card size="small" title={t('recordings.section.proof')}>
            <RowProof row={sealedAct(act)} />
          </Card>
          <Card size="small" title={t('acts.section.life')}>
            <LifeLine events={act.life} />
          </Card>
        </div>
      </div>
    </>
  );
}

const isMoving = (act: Act | undefined): boolean =>
  act?.life.some(({ logIndex }) => logIndex === null) === true;

/** One act: what it was, its film, what is owed for it. */
export default function ActPage() {
  const { id = '' } = useParams();
  const asked = useAsk(
    'getAct',
    { id },
    { refetchInterval: ({ state }) => (isMoving(state.data) && state.dataUpdateCount < 30 ? 1500 : false) },
  );
  return (
    <div className="page">
      <Answered asked={asked} rows={10}>
        {(act) => <Shown act={act} />}
      </Answered>
    </div>
  );
}
