import type { EnforcementCase } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { Link, useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { RowProof } from '../../parts/CustodyBadge.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { LifeLine } from '../../parts/LifeLine.tsx';
import { MakePackage } from '../../parts/MakePackage.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { sealedCase } from '../../parts/sealed-rows.ts';
import { useTerms } from '../../shell/language.ts';
import { CaseDocuments } from '../documents/CaseDocuments.tsx';
import { CaseEvidence } from '../evidence/CaseEvidence.tsx';
import { CaseGoods } from '../evidence/CaseGoods.tsx';
import { CaseService } from '../evidence/CaseService.tsx';
import { CaseCompleteness } from '../volumes/CaseCompleteness.tsx';
import { CaseTimeline } from '../volumes/CaseTimeline.tsx';
import { ActCards } from './ActCards.tsx';
import { CaseCourse } from './CaseCourse.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseParties } from './CaseParties.tsx';
import { Part, PartsBar } from './CaseParts.tsx';
import { DutyGroups } from './DutyGroups.tsx';
import { Recusals } from './Recusals.tsx';

/** So many duties the server shows of a case. */
const shownDuties = 50;

function Acts({ known }: { known: EnforcementCase }) {
  const { t } = useTerms();
  return (
    <Card
      size="small"
      title={t('cases.section.acts', { n: known.actCount })}
      extra={known.acts.length > 0 && <ExportButton small list="caseActs" filter={{ id: known.id }} />}
    >
      {known.acts.length === 0 ? (
        <Blank title={t('cases.noActs')} line={t('cases.noActsLine')} />
      ) : (
        <ActCards rows={known.acts} />
      )}
    </Card>
  );
}

function Duties({ known }: { known: EnforcementCase }) {
  const { t } = useTerms();
  return (
    <Card
      size="small"
      title={t('acts.section.duties')}
      extra={
        <Link to={`/obligations?caseId=${known.id}&state=all`} className="no-print">
          {t('cases.allDuties')}
        </Link>
      }
    >
      {known.duties.length >= shownDuties && (
        <p className="quiet">{t('cases.firstDuties', { n: shownDuties })}</p>
      )}
      <DutyGroups duties={known.duties} ofMany />
    </Card>
  );
}

function Shown({ known }: { known: EnforcementCase }) {
  const { t } = useTerms();
  return (
    <>
      <PageHead title={`${known.number} · ${known.cause}`}>
        <Button className="no-print" onClick={() => print()}>
          {t('shell.word.print')}
        </Button>
        <MakePackage kind="case" ids={[known.id]} />
        {known.abilities.rewrite && (
          <Link to={`/cases/${known.id}/edit`} className="no-print">
            <Button>{t('cases.editCase')}</Button>
          </Link>
        )}
        {known.abilities.addAct && (
          <Link to={`/acts/new?case=${known.id}`} className="no-print">
            <Button type="primary">{t('cases.addAct')}</Button>
          </Link>
        )}
      </PageHead>
      <PartsBar />
      <CaseCourse known={known} />
      <Part id="timeline">
        <CaseTimeline caseId={known.id} />
      </Part>
      <div className="columns">
        <div className="stack">
          <Part id="parties">
            <CaseParties known={known} />
          </Part>
          <Part id="facts">
            <Card size="small" title={t('cases.section.facts')}>
              <CaseFacts known={known} />
            </Card>
          </Part>
          <Part id="acts">
            <Acts known={known} />
            <Recusals of={{ actId: null, caseId: known.id, officers: known.officers }} />
          </Part>
          <Part id="evidence">
            <CaseEvidence caseId={known.id} />
          </Part>
          <Part id="goods">
            <CaseGoods caseId={known.id} />
          </Part>
          <Part id="serving">
            <CaseService caseId={known.id} />
          </Part>
          <Part id="documents">
            <CaseDocuments caseId={known.id} />
          </Part>
        </div>
        <div className="stack">
          <Part id="completeness">
            <CaseCompleteness caseId={known.id} />
          </Part>
          <Part id="duties">
            <Duties known={known} />
          </Part>
          <Card size="small" title={t('recordings.section.proof')}>
            <RowProof row={sealedCase(known)} />
          </Card>
          <Part id="life">
            <Card size="small" title={t('acts.section.life')}>
              <LifeLine events={known.life} />
            </Card>
          </Part>
        </div>
      </div>
    </>
  );
}

const isMoving = (known: EnforcementCase | undefined): boolean =>
  known?.life.some(({ logIndex }) => logIndex === null) === true;

/** One case: what it is, the acts that serve it, what is owed for them. */
export default function CasePage() {
  const { id = '' } = useParams();
  const asked = useAsk(
    'getCase',
    { id },
    { refetchInterval: ({ state }) => (isMoving(state.data) && state.dataUpdateCount < 30 ? 1500 : false) },
  );
  return (
    <div className="page">
      <Answered asked={asked} rows={10}>
        {(known) => <Shown known={known} />}
      </Answered>
    </div>
  );
}
