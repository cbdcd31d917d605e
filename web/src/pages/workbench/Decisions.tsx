import type { Duty } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { Excuse } from '../../parts/Excuse.tsx';
import { useTerms } from '../../shell/language.ts';
import { DutyWords } from './DutyRow.tsx';

function Decision({ duty }: { duty: Duty }) {
  const { t, nameOf } = useTerms();
  const [open, setOpen] = useState(false);
  const { excuse } = duty;
  if (excuse === null) return null;
  return (
    <div>
      <div className="card-row duty-row">
        <DutyWords duty={duty} />
        <DeadlineTag facts={duty} duty={duty} />
        <Button type="primary" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('excuses.bench.decide')}
        </Button>
        {!open && (
          <span className="excuse-line">
            <span className="quiet">
              {excuse.statedBy}
              {t('shell.word.colon')}
              {nameOf('excuses.kind', excuse.kind)} ·{' '}
            </span>
            {excuse.ground}
          </span>
        )}
      </div>
      {open && <Excuse duty={duty} />}
    </div>
  );
}

/** Explanations that wait for the person who looks. */
export function Decisions({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTerms();
  if (duties.length === 0) return null;
  return (
    <Card title={t('excuses.bench.title', { n: duties.length })}>
      <div className="card-list">
        {duties.map((duty) => (
          <Decision key={duty.id} duty={duty} />
        ))}
      </div>
    </Card>
  );
}
