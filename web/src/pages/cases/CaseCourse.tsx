import {
  caseStages,
  type EnforcementCase,
  type PossibleMove,
  type ShownCourse,
  sayInstant,
  stageOf,
} from '@liuhen/contract';
import { Button, Card, Steps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { sayCitation } from '../../parts/duty-words.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { Approvals } from './Approvals.tsx';
import { CaseMeasures } from './CaseMeasures.tsx';
import { MoveForm } from './MoveForm.tsx';
import { MoveHistory } from './MoveHistory.tsx';
import { sayMeasure } from './measure-words.ts';

interface Acting {
  possible: readonly PossibleMove[];
  act: (one: PossibleMove) => void;
}

function Lacks({ one }: { one: PossibleMove }) {
  const { t, pick, language } = useTerms();
  if (one.missing.length === 0) return <span className="quiet">✓ {t('procedure.page.ready')}</span>;
  return (
    <span>
      {t('procedure.page.lacks')}
      <ul className="lacks">
        {one.missing.map(({ need, said, citation }) => (
          <li key={need}>
            ✗ {pick(said)}
            {citation && <span className="quiet"> {sayCitation(citation, language)}</span>}
          </li>
        ))}
      </ul>
    </span>
  );
}

/** What ends a case instead of carrying it on: never the button that the eye falls on. */
const givesUp: readonly PossibleMove['kind'][] = ['refuseFiling', 'withdraw'];

function Next({ possible, act }: Acting) {
  const { t, language } = useTerms();
  const onward = possible.filter(({ leadsOn }) => leadsOn);
  if (onward.length === 0) return null;
  return (
    <section aria-label={t('procedure.page.next')}>
      <h3 className="duty-group">{t('procedure.page.next')}</h3>
      <div className="card-list">
        {onward.map((one) => (
          <div key={one.kind} className="card-row duty-row">
            <span className="stack duty-words">
              <strong>{t(`procedure.move.${one.kind}`)}</strong>
              <Lacks one={one} />
              <span className="quiet">
                {sayCitation(one.citation, language)}
                {one.approval && ` · ${t('procedure.page.takesApproval')}`}
              </span>
            </span>
            {one.waiting ? (
              <span className="quiet">{t('procedure.page.waits')}</span>
            ) : (
              one.mayMake && (
                <Button
                  className="no-print"
                  type={one.missing.length === 0 && !givesUp.includes(one.kind) ? 'primary' : 'default'}
                  disabled={one.missing.length > 0}
                  onClick={() => act(one)}
                >
                  {t(`procedure.move.${one.kind}`)}
                </Button>
              )
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function Others({ possible, act }: Acting) {
  const { t } = useTerms();
  const others = possible.filter(({ leadsOn, mayMake }) => !leadsOn && mayMake);
  const ready = others.filter(({ missing }) => missing.length === 0);
  const lacking = others.filter(({ missing }) => missing.length > 0);
  if (others.length === 0) return null;
  return (
    <section aria-label={t('procedure.page.can')} className="no-print">
      <h3 className="duty-group">{t('procedure.page.can')}</h3>
      <div className="row">
        {ready.map((one) => (
          <Button key={one.kind} disabled={one.waiting !== null} onClick={() => act(one)}>
            {t(`procedure.move.${one.kind}`)}
          </Button>
        ))}
      </div>
      {lacking.length > 0 && (
        <details>
          <summary>{t('procedure.page.cannot', { n: lacking.length })}</summary>
          {lacking.map((one) => (
            <p key={one.kind}>
              {t(`procedure.move.${one.kind}`)} <Lacks one={one} />
            </p>
          ))}
        </details>
      )}
    </section>
  );
}

/** Whom or what an id in the course of a case names: a measure, a legal reviewer, an officer. */
function useNamesIn({ measures, reviewers }: ShownCourse) {
  const { nameOf } = useTerms();
  const officers = useAsk('listOfficers', {});
  return (id: string) => {
    const measure = measures.find(({ stepId }) => stepId === id);
    if (measure) return sayMeasure(measure, nameOf);
    return [...reviewers, ...(officers.data ?? [])].find((one) => one.id === id)?.name;
  };
}

function Shown({ course, known }: { course: ShownCourse; known: EnforcementCase }) {
  const { t } = useTerms();
  const [acting, setActing] = useState<PossibleMove | null>(null);
  const nameOfId = useNamesIn(course);
  const stage = caseStages.indexOf(stageOf[course.state]);
  const said = [
    course.filedAt && t('procedure.page.filedAt', { at: sayInstant(course.filedAt) }),
    course.decidedAt && t('procedure.page.decidedAt', { at: sayInstant(course.decidedAt) }),
  ].filter(Boolean);
  return (
    <div className="stack">
      <Card size="small" title={t('procedure.page.course')}>
        <div className="stack">
          <Steps
            size="small"
            current={stage}
            items={caseStages.map((one) => ({ title: t(`procedure.stage.${one}`) }))}
          />
          <span>
            <strong>{t('procedure.page.now', { state: t(`procedure.state.${course.state}`) })}</strong>
            <span className="quiet"> {said.join(' · ')}</span>
            {course.actId && (
              <Link to={`/acts/${course.actId}#duties`} className="no-print">
                {' '}
                {t('procedure.page.procedure')}
              </Link>
            )}
          </span>
          <Next possible={course.possible} act={setActing} />
          <Others possible={course.possible} act={setActing} />
        </div>
      </Card>
      <Approvals course={course} nameOfId={nameOfId} />
      <CaseMeasures course={course} duties={known.duties} />
      <MoveHistory moves={course.moves} nameOfId={nameOfId} />
      {acting && <MoveForm possible={acting} course={course} close={() => setActing(null)} />}
    </div>
  );
}

/** Where a case stands: its links, what is missing for the next, what can be done, what waits for whom. */
export function CaseCourse({ known }: { known: EnforcementCase }) {
  const asked = useAsk('getCaseCourse', { id: known.id });
  return (
    <div className="section">
      <Answered asked={asked}>{(course) => <Shown course={course} known={known} />}</Answered>
    </div>
  );
}
