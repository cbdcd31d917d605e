import type { Act } from '@liuhen/contract';
import { Card } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { useTerms } from '../../shell/language.ts';
import { groupActDuties, lacks } from './act-duties.ts';
import { DutyGroups } from './DutyGroups.tsx';

/** What an act owes: by when, what its record has to hold, and at the end what is settled. */
export function ActDuties({ act }: { act: Act }) {
  const { t } = useTerms();
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hash === '#duties') place.current?.scrollIntoView();
  }, [hash]);
  const open = groupActDuties(act.duties).record.filter(lacks).length;
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
        <DutyGroups duties={act.duties} />
      </Card>
    </div>
  );
}
