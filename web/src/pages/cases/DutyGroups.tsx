import { type Duty, sayDue } from '@liuhen/contract';
import { Collapse } from 'antd';
import { Link } from 'react-router';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { DutyDetail } from '../../parts/DutyDetail.tsx';
import { placeOf } from '../../parts/duty-place.ts';
import { nameDuty, sayCitation } from '../../parts/duty-words.ts';
import { useTerms } from '../../shell/language.ts';
import { groupActDuties } from './act-duties.ts';

interface LineProps {
  duty: Duty;
  /** Whether it has to be said whose duty it is: where those of several stand together. */
  ofMany: boolean;
}

function Line({ duty, ofMany }: LineProps) {
  const saying = useTerms();
  const { t, nameOf, language, pick } = saying;
  const missing = duty.parts.filter(({ state }) => state === 'missing');
  const isOpen = duty.dischargedAt === null && duty.dueBefore !== null;
  return (
    <span className="act-duty">
      <span className="row">
        <strong>{nameDuty(duty, saying)}</strong>
        <DeadlineTag facts={duty} />
        {duty.excuse !== null && <span>{nameOf('excuses.state', duty.excuse.state)}</span>}
        {duty.mayExplain && <span className="part-missing">{t('excuses.mayExplain')}</span>}
      </span>
      {ofMany && <span>{duty.subject.title}</span>}
      <span className="quiet">
        {nameOf('duties.tier', duty.tier)} · {sayCitation(duty.citation, language)}
        {duty.whose !== 'organ' && ` · ${t(`duties.page.whose.${duty.whose}`)}`}
        {isOpen && duty.dueBefore !== null && ` · ${t('duties.due')} ${sayDue(duty.dueBefore, saying)}`}
      </span>
      {missing.length > 0 && (
        <span className="part-missing">
          ✗ {missing.map(({ name }) => pick(name)).join(t('shell.word.comma'))}
        </span>
      )}
    </span>
  );
}

function Opened({ duty, ofMany }: LineProps) {
  return (
    <>
      {ofMany && (
        <p style={{ margin: '0 0 8px' }}>
          <Link to={placeOf(duty)}>{duty.subject.title}</Link>
        </p>
      )}
      <DutyDetail duty={duty} />
    </>
  );
}

function Lines({ name, duties, ofMany }: { name: string; duties: readonly Duty[]; ofMany: boolean }) {
  if (duties.length === 0) return null;
  return (
    <section aria-label={name}>
      <h3 className="duty-group">{name}</h3>
      <Collapse
        size="small"
        items={duties.map((duty) => ({
          key: duty.id,
          label: <Line duty={duty} ofMany={ofMany} />,
          children: <Opened duty={duty} ofMany={ofMany} />,
        }))}
      />
    </section>
  );
}

/** Duties by when they are due, then what the record has to hold, and at the end what is settled. */
export function DutyGroups({ duties, ofMany = false }: { duties: readonly Duty[]; ofMany?: boolean }) {
  const { t } = useTerms();
  const { deadlines, record, settled } = groupActDuties(duties);
  return (
    <>
      {duties.length === 0 && <span className="quiet">{t('duties.none')}</span>}
      <Lines name={t('acts.duties.deadlines')} duties={deadlines} ofMany={ofMany} />
      <Lines name={t('acts.duties.record')} duties={record} ofMany={ofMany} />
      {settled.length > 0 && (
        <details>
          <summary>{t('acts.duties.settled', { n: settled.length })}</summary>
          <Lines name={t('duties.page.closed')} duties={settled} ofMany={ofMany} />
        </details>
      )}
    </>
  );
}
