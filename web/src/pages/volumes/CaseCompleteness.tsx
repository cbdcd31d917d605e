import type { Completeness, TextItem } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { CompletenessBar } from '../../parts/CompletenessBar.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { FilmLine, TextLine } from './CompletenessItems.tsx';
import { StateItems, TakeBack } from './StateItems.tsx';

function Shown({ caseId, known }: { caseId: string; known: Completeness }) {
  const { t, pick } = useTerms();
  const [stating, setStating] = useState(false);
  const [takingBack, setTakingBack] = useState<TextItem | null>(null);
  const open = known.text.items.filter(({ state, atFiling }) => state === 'missing' && !atFiling);
  const regulation = known.regulation === null ? t('volumes.frameOnly') : pick(known.regulation);
  return (
    <div className="stack">
      <CompletenessBar figure={known.all} />
      <span className="quiet">{t('volumes.why', { on: known.on, regulation })}</span>
      {known.all.missing > 0 && (
        <span className="quiet">
          {t('volumes.toMend', { who: known.handlers.join(t('shell.word.comma')) })}
        </span>
      )}
      {known.abilities.state && open.length > 0 && (
        <Button className="no-print" onClick={() => setStating(true)}>
          {t('volumes.markSeveral', { n: open.length })}
        </Button>
      )}
      <h3>{t('volumes.textItems')}</h3>
      <CompletenessBar figure={known.text}>
        <ul className="completeness-items">
          {known.text.items.map((item) => (
            <TextLine key={item.id} item={item} takeBack={known.abilities.state ? setTakingBack : null} />
          ))}
        </ul>
      </CompletenessBar>
      {known.film.items.length > 0 && (
        <>
          <h3>{t('volumes.filmItems')}</h3>
          <CompletenessBar figure={known.film}>
            <ul className="completeness-items">
              {known.film.items.map((item) => (
                <FilmLine key={item.id} item={item} />
              ))}
            </ul>
          </CompletenessBar>
        </>
      )}
      {stating && <StateItems caseId={caseId} items={open} close={() => setStating(false)} />}
      {takingBack && <TakeBack item={takingBack} close={() => setTakingBack(null)} />}
    </div>
  );
}

/** How whole the record of a case is, with what explains the figure. */
export function CaseCompleteness({ caseId }: { caseId: string }) {
  const { t } = useTerms();
  const asked = useAsk('caseCompleteness', { id: caseId });
  return (
    <Card
      size="small"
      title={t('volumes.completeness')}
      extra={
        <span className="row no-print">
          <ExportButton small list="completeness" filter={{ id: caseId }} />
          <Link to={`/cases/${caseId}/volume`}>{t('volumes.openVolume')}</Link>
        </span>
      }
    >
      <Answered asked={asked} rows={4}>
        {(known) => <Shown caseId={caseId} known={known} />}
      </Answered>
    </Card>
  );
}
