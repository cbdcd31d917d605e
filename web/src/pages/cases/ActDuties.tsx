import { type Act, type Duty, sayDue } from '@liuhen/contract';
import { Card, Collapse } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { DutyDetail } from '../../parts/DutyDetail.tsx';
import { nameDuty, sayCitation } from '../../parts/duty-words.ts';
import { useTerms } from '../../shell/language.ts';
import { groupActDuties, lacks } from './act-duties.ts';

function Line({ duty }: { duty: Duty }) {
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

function Lines({ name, duties }: { name: string; duties: readonly Duty[] }) {
  if (duties.length === 0) return null;
  return (
    <section aria-label={name}>
      <h3 className="duty-group">{name}</h3>
      <Collapse
        size="small"
        items={duties.map((duty) => ({
          key: duty.id,
          label: <Line duty={duty} />,
          children: <DutyDetail duty={duty} />,
        }))}
      />
    </section>
  );
}

/** What an act owes: by when, what its record has to hold, and at the end what is settled. */
export function ActDuties({ act }: { act: Act }) {
  const { t } = useTerms();
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hash === '#duties') place.current?.scrollIntoView();
  }, [hash]);
  const { deadlines, record, settled } = groupActDuties(act.duties);
  const open = record.filter(lacks).length;
  return (
    <div id="duties" ref={place}>
      <Card
        size="small"
        title={t('acts.section.duties')}
        extra={
          <span className="row">
            {open > 0 && <span className="part-missing">{t('excuses.requirements.open', { n: open })}</span>}
            <Link to={`/obligations?actId=${act.id}&state=all`} className="no-print">
              {t('acts.duties.list')}
            </Link>
          </span>
        }
      >
        {act.duties.length === 0 && <span className="quiet">{t('duties.none')}</span>}
        <Lines name={t('acts.duties.deadlines')} duties={deadlines} />
        <Lines name={t('acts.duties.record')} duties={record} />
        {settled.length > 0 && (
          <details>
            <summary>{t('acts.duties.settled', { n: settled.length })}</summary>
            <Lines name={t('duties.page.closed')} duties={settled} />
          </details>
        )}
      </Card>
    </div>
  );
}
