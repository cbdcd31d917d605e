import { type Awaiting, sayInstant, type Workbench } from '@liuhen/contract';
import { Alert, Card } from 'antd';
import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';
import { Decisions } from './Decisions.tsx';

const placeOf = ({ kind, id }: Awaiting) => {
  if (kind === 'caseApproval' || kind === 'caseReview') return `/cases/${id}`;
  if (kind === 'documentApproval') return `/documents/${id}`;
  if (kind === 'payloadErasure') return '/log#erasures';
  return kind === 'calendarChange' ? '/calendar' : `/matters/${id}`;
};

/** Changes of the calendar and lists of matters that wait for the person who looks. */
function Papers({ papers }: { papers: readonly Awaiting[] }) {
  const { t } = useTerms();
  if (papers.length === 0) return null;
  return (
    <Card title={t('duties.workbench.awaiting', { n: papers.length })}>
      <div className="card-list">
        {papers.map((paper) => (
          <div key={`${paper.kind} ${paper.id} ${paper.at}`} className="card-row duty-row">
            <span className="stack duty-words">
              <Link to={placeOf(paper)}>{paper.title}</Link>
              <span className="quiet">{t(`duties.workbench.paper.${paper.kind}`)}</span>
            </span>
            <span className="quiet">
              {t('duties.workbench.paperBy', { by: paper.by, at: sayInstant(paper.at) })}
            </span>
          </div>
        ))}
      </div>
    </Card>
  );
}

/** All that waits for the person; the number of the first screen leads here. */
export function Waiting({ bench }: { bench: Workbench }) {
  const { t } = useTerms();
  return (
    <section id="waiting" className="stack" aria-label={t('duties.workbench.waitingForMe')}>
      {bench.handovers > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('duties.workbench.handovers', { n: bench.handovers })}
          action={<Link to="/obligations?duty=handover">{t('duties.workbench.receive')}</Link>}
        />
      )}
      {bench.conflicts > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('duties.workbench.conflicts', { n: bench.conflicts })}
          action={<Link to="/recordings?conflicts=true">{t('duties.workbench.checkConflicts')}</Link>}
        />
      )}
      <Papers papers={bench.awaiting} />
      <Decisions duties={bench.decisions} />
    </section>
  );
}
