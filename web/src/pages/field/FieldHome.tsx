import { sayInstant } from '@liuhen/contract';
import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import type { Phone } from '../../field/phone.ts';
import { type ActView, actViews, recordingTold } from '../../field/view.ts';
import { Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

function ActLine({ act }: { act: ActView }) {
  const { t, nameOf } = useTerms();
  const waits = act.steps.filter((step) => step.waits).length + (act.entry ? 1 : 0);
  return (
    <Link to={`/field/${act.id}`} className="field-act">
      <span className="row">
        <strong className="spring">{nameOf('names.actType', act.type)}</strong>
        <Tag>{t(`field.camera.${recordingTold(act).state}`)}</Tag>
      </span>
      <span>{[act.cause, act.party].filter(Boolean).join(' · ')}</span>
      <span className="quiet">
        {[sayInstant(act.startedAt), act.number || t('field.page.unnumbered')].join(' · ')}
        {waits > 0 && ` · ${t('field.net.waiting', { n: waits })}`}
      </span>
    </Link>
  );
}

/** The officer's acts of these days, and the button to begin another. */
export function FieldHome({ phone }: { phone: Phone }) {
  const { t } = useTerms();
  const acts = actViews(phone.kit, phone.entries);
  return (
    <>
      <main className="field-body" id="content">
        <h1>{t('field.page.today')}</h1>
        {phone.kit === null && <p>{t('field.page.noKit')}</p>}
        {acts.length === 0 && phone.kit !== null ? (
          <Blank title={t('field.page.empty')} line={t('field.page.emptyLine')} />
        ) : (
          acts.map((act) => <ActLine key={act.id} act={act} />)
        )}
      </main>
      <footer className="field-dock">
        <Link to="/field/begin" className="field-wide">
          <Button type="primary" block disabled={phone.kit === null} tabIndex={-1}>
            {t('field.page.start')}
          </Button>
        </Link>
      </footer>
    </>
  );
}
