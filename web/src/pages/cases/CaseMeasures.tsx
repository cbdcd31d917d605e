import { type CaseMeasure, type Duty, type ShownCourse, sayInstant } from '@liuhen/contract';
import { Card } from 'antd';
import { Link } from 'react-router';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { useTerms } from '../../shell/language.ts';

/** The clocks that a measure started, each named after the step that opened it. */
const clocksOf = ({ actId, stepId }: CaseMeasure, duties: readonly Duty[]) =>
  duties.filter(
    ({ duty, subject, key }) => duty === 'period' && subject.id === actId && key.endsWith(`#${stepId}`),
  );

/** The coercive measures of a case, each with its own clocks, extension, testing and end. */
export function CaseMeasures({ course, duties }: { course: ShownCourse; duties: readonly Duty[] }) {
  const { t, nameOf } = useTerms();
  if (course.measures.length === 0) return null;
  return (
    <Card size="small" title={t('procedure.measures.title')}>
      <div className="card-list">
        {course.measures.map((one) => (
          <div key={one.stepId} className="card-row duty-row">
            <span className="stack duty-words">
              <Link to={`/acts/${one.actId}`}>
                {one.actNumber} {nameOf('names.stepKind', one.kind)}
              </Link>
              <span className="quiet">
                {[
                  t('procedure.measures.taken', { at: sayInstant(one.at) }),
                  one.testings > 0 && t('procedure.measures.tested', { n: one.testings }),
                  one.extendedAt && t('procedure.measures.extended', { at: sayInstant(one.extendedAt) }),
                  one.endedAt && t('procedure.measures.ended', { at: sayInstant(one.endedAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {clocksOf(one, duties).map((duty) => (
              <DeadlineTag key={duty.id} facts={duty} duty={duty} />
            ))}
          </div>
        ))}
      </div>
    </Card>
  );
}
