import { type Checklists, sayInstant, tellDetail } from '@liuhen/contract';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Phone } from '../../field/phone.ts';
import {
  type ActView,
  actViews,
  keyOf,
  openInterruption,
  type PlanItem,
  planOf,
  recordingTold,
} from '../../field/view.ts';
import { Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { Held } from './Held.tsx';
import { NextStep, Resume } from './NextStep.tsx';
import { Outward } from './Outward.tsx';
import { type SheetName, Sheets } from './Sheets.tsx';

/** The camera as the officer told it. */
function Camera({ act }: { act: ActView }) {
  const { t } = useTerms();
  const { state, since } = recordingTold(act);
  const said = t(`field.camera.${state}`);
  return (
    <p className={`field-camera ${state}`} role="status">
      <span className="field-lamp" aria-hidden />
      <span className="quiet">{t('field.camera.label')}</span>
      <strong>
        {since === null ? said : t('field.camera.since', { state: said, at: sayInstant(since).slice(11) })}
      </strong>
    </p>
  );
}

/** What is done, in its order. */
function Done({ act, checklists }: { act: ActView; checklists: Checklists }) {
  const saying = useTerms();
  const { t, nameOf } = saying;
  const around = { checklists, links: [], steps: act.steps };
  const steps = act.steps.filter((step) => step.versions.at(-1)?.withdrawn === false);
  if (steps.length === 0) return <p className="quiet">{t('field.step.none')}</p>;
  return (
    <ol className="field-strip" aria-label={t('field.step.doneSoFar')}>
      {steps.toReversed().map((step) => {
        const last = step.versions.at(-1);
        const told = last ? tellDetail(around, step, last.detail, saying) : [];
        return (
          <li key={step.id} className={step.waits ? 'waits' : ''}>
            <time>{sayInstant(last?.at, true).slice(11)}</time>
            <span>
              {nameOf('names.stepKind', step.kind)}
              {told.length > 0 && <small>{told.join(t('shell.word.semicolon'))}</small>}
            </span>
            {step.waits && <em>{t('field.step.waits')}</em>}
          </li>
        );
      })}
    </ol>
  );
}

function Made({ act }: { act: ActView }) {
  const { t } = useTerms();
  const count = (form: string) =>
    act.made.filter(({ what }) => what.kind === 'file' && what.form === form).length;
  if (act.made.length === 0) return null;
  const signatures = act.made.filter(({ what }) => what.kind === 'signature').length;
  return (
    <p className="quiet" data-testid="made">
      {t('field.make.made', {
        photos: count('photo'),
        voices: count('voice'),
        signatures,
        texts: count('text'),
      })}
    </p>
  );
}

/** One act on site: what is next, large, and what is done above it. */
export function FieldActPage({ phone }: { phone: Phone }) {
  const { t } = useTerms();
  const { id = '' } = useParams();
  const act = actViews(phone.kit, phone.entries).find((one) => one.id === id);
  if (act === undefined || phone.kit === null)
    return (
      <main className="field-body" id="content">
        <Blank title={t('field.page.missing')} line={t('field.page.missingLine')} />
      </main>
    );
  return <Shown act={act} phone={phone} />;
}

function Shown({ act, phone }: { act: ActView; phone: Phone }) {
  const { t, nameOf } = useTerms();
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const { kit } = phone;
  if (kit === null) return null;
  const [next] = planOf(act, kit.checklists, putOff);
  const broken = openInterruption(act);
  const later = (item: PlanItem) =>
    setPutOff((before) => [...before.filter((one) => one !== keyOf(item)), keyOf(item)]);
  return (
    <>
      <main className="field-body" id="content">
        <h1>
          {nameOf('names.actType', act.type)}
          <small>{[act.cause, act.party].filter(Boolean).join(' · ')}</small>
        </h1>
        <p className="quiet row">
          <span className="spring">{act.number || t('field.page.unnumbered')}</span>
          {act.number && <Outward to={`/acts/${act.id}`}>{t('field.page.open')}</Outward>}
        </p>
        <Camera act={act} />
        <Held />
        <Done act={act} checklists={kit.checklists} />
        <Made act={act} />
      </main>
      <footer className="field-dock">
        {broken !== null ? (
          <Resume {...{ act, kit, broken }} open={setSheet} />
        ) : (
          <NextStep key={next ? keyOf(next) : ''} {...{ act, kit, next, later }} open={setSheet} />
        )}
      </footer>
      <Sheets act={act} kit={kit} name={sheet} close={() => setSheet(null)} />
    </>
  );
}
