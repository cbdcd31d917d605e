import { actStepShapes, type FieldKit, sayInstant } from '@liuhen/contract';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { fieldInstant } from '../../field/phone.ts';
import { tapResumed, tapStep } from '../../field/tap-step.ts';
import type { ActView, PlanItem, StepView } from '../../field/view.ts';
import { PhraseList } from '../../parts/PhraseList.tsx';
import { laterPhrases, noticeOf, phrasesOf, promptsOf } from '../../parts/prompts.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { openingOf } from './opening.ts';
import type { SheetName } from './Sheets.tsx';
import { useKeeping } from './useKeeping.ts';

interface Props {
  act: ActView;
  kit: FieldKit;
  next: PlanItem | undefined;
  later: (item: PlanItem) => void;
  open: (sheet: SheetName) => void;
}

/** The buttons that are there at every step. */
function Tools({ act, open }: Pick<Props, 'act' | 'open'>) {
  const { t } = useTerms();
  const left = act.steps.some(({ kind, versions }) => kind === 'left' && !versions.at(-1)?.withdrawn);
  return (
    <div className="field-tools">
      <Button onClick={() => open('photo')}>{t('field.make.photo')}</Button>
      <Button onClick={() => open('voice')}>{t('field.make.voice')}</Button>
      <Button onClick={() => open('sign')}>{t('field.make.sign')}</Button>
      <Button onClick={() => open('note')}>{t('field.step.note')}</Button>
      {act.filmed && !left && (
        <Button danger onClick={() => open('interrupt')}>
          {t('field.step.interrupt')}
        </Button>
      )}
      <Button onClick={() => open('more')}>{t('field.step.more')}</Button>
    </div>
  );
}

/** The next step only, large, with what it asks for. */
export function NextStep({ act, kit, next, later, open }: Props) {
  const saying = useTerms();
  const { t, nameOf, pick } = saying;
  const { keep, busy } = useKeeping();
  const [items, setItems] = useState<readonly string[] | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const organ = useWho()?.organ.name ?? '';
  if (next === undefined)
    return (
      <section className="field-next">
        <h2>{t('field.step.allDone')}</h2>
        <p className="quiet">{t('field.step.allDoneLine')}</p>
        <Tools act={act} open={open} />
      </section>
    );
  const opening = openingOf(act, kit, { organ, now: fieldInstant() });
  const said = next.kind === 'openingStated' ? promptsOf(opening, saying) : null;
  const fields = said?.flatMap(({ field, missing }) =>
    field === null || field === 'notice' ? [] : [{ field, missing }],
  );
  const ticked = items ?? fields?.filter(({ missing }) => !missing).map(({ field }) => field) ?? [];
  const asks = next.kind === 'deviceChecked' || said !== null;
  const content = kit.checklists.keyContents.find(({ id }) => id === next.item);
  const detail = () => {
    if (asks) return { items: ticked };
    if (next.item !== undefined) return { item: next.item, applicable: true };
    return next.about === undefined ? {} : { about: next.about };
  };
  const notHere = () =>
    keep(() => tapStep(act.id, next.kind, { item: next.item, applicable: false, reason }));
  const mayTick = fields?.map(({ field }) => field) ?? actStepShapes.deviceChecks;
  const list = said === null ? 'names.deviceCheck' : 'names.statementField';
  return (
    <section className="field-next" aria-live="polite">
      <span className="quiet">{t('field.step.next')}</span>
      <h2>
        {nameOf('names.stepKind', next.kind)}
        {content && <small>{pick(content)}</small>}
      </h2>
      {said !== null && (
        <div className="field-aloud">
          <span className="quiet">{t('field.step.readAloud')}</span>
          <p>{said.map(({ words }) => words).join('')}</p>
        </div>
      )}
      {next.kind === 'recordingNotified' && (
        <p className="field-aloud">
          {[noticeOf(opening, saying).words, ...phrasesOf(opening, ['rights']).map(({ text }) => text)].join(
            '',
          )}
        </p>
      )}
      {asks && (
        <Checkbox.Group
          className="field-ticks"
          aria-label={t(said === null ? 'field.step.chooseItems' : 'field.step.tickRead')}
          value={[...ticked]}
          onChange={setItems}
          options={mayTick.map((word) => ({ value: word, label: nameOf(list, word) }))}
        />
      )}
      {reason !== null && (
        <Input
          size="large"
          autoFocus
          autoComplete="off"
          maxLength={2000}
          aria-label={t('acts.step.reason')}
          placeholder={t('acts.step.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <div className="field-main">
        {next.item === undefined ? (
          <Button onClick={() => later(next)}>{t('field.step.later')}</Button>
        ) : (
          <Button
            onClick={() => (reason?.trim() ? void notHere() : setReason(''))}
            disabled={reason !== null && !reason.trim()}
          >
            {t('field.step.notApplicable')}
          </Button>
        )}
        <Button
          type="primary"
          loading={busy}
          disabled={asks && ticked.length === 0}
          onClick={() => void keep(() => tapStep(act.id, next.kind, detail()))}
        >
          {t(said === null ? 'field.step.done' : 'field.step.readDone')}
        </Button>
      </div>
      <PhraseList phrases={laterPhrases(opening)} />
      <Tools act={act} open={open} />
    </section>
  );
}

/** While the recording is interrupted nothing is more urgent than that it goes on. */
export function Resume({ act, kit, broken, open }: Omit<Props, 'next' | 'later'> & { broken: StepView }) {
  const { t, nameOf } = useTerms();
  const { keep, busy } = useKeeping();
  const last = broken.versions.at(-1);
  const cause = nameOf('names.interruptionCause', last?.detail.cause ?? 'other');
  const from = sayInstant(last?.at).slice(11);
  const now = sayInstant(fieldInstant()).slice(11);
  const own = phrasesOf({ type: act.type, phrases: kit.phrases }, ['resuming']).map(({ text }) => text);
  const resume = (voice: boolean) =>
    void keep(() => tapResumed(act.id, broken, voice, t('field.step.resumeReason')));
  return (
    <section className="field-next" aria-live="polite">
      <span className="quiet">{t('field.step.next')}</span>
      <h2>{t('field.step.resume')}</h2>
      <div className="field-aloud">
        <span className="quiet">{t('field.step.resumeLine')}</span>
        <p>{[t('field.step.resumeWords', { from, cause, now }), ...own].join('')}</p>
      </div>
      <div className="field-main">
        <Button loading={busy} onClick={() => resume(false)}>
          {t('field.step.resumedSilently')}
        </Button>
        <Button type="primary" loading={busy} onClick={() => resume(true)}>
          {t('field.step.resumed')}
        </Button>
      </div>
      <div className="field-tools four">
        <Button onClick={() => open('photo')}>{t('field.make.photo')}</Button>
        <Button onClick={() => open('voice')}>{t('field.make.voice')}</Button>
        <Button onClick={() => open('note')}>{t('field.step.note')}</Button>
        <Button onClick={() => open('more')}>{t('field.step.more')}</Button>
      </div>
    </section>
  );
}
