import { actStepShapes, type FieldKit, type StepKind } from '@liuhen/contract';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { tapStep } from '../../field/tap-step.ts';
import type { ActView } from '../../field/view.ts';
import { useTerms } from '../../shell/language.ts';
import { useKeeping } from './useKeeping.ts';

/** Steps on site beside the plan; what each of them asks for. */
const offered: readonly { kind: StepKind; asks: readonly ('reason' | 'ground' | 'about')[] }[] = [
  { kind: 'bystandersFilmed', asks: [] },
  { kind: 'bystandersTold', asks: [] },
  { kind: 'bystandersRestricted', asks: ['ground', 'reason'] },
  { kind: 'filmingInfeasible', asks: ['reason'] },
  { kind: 'keyLinksFilmed', asks: [] },
  { kind: 'documentRecorded', asks: [] },
  { kind: 'interruptionReported', asks: ['about'] },
  { kind: 'interruptionExplained', asks: ['about'] },
  { kind: 'fallbackExplained', asks: [] },
  { kind: 'textSuffices', asks: ['reason'] },
  { kind: 'left', asks: [] },
];

/** Any other step on site: chosen by its name, kept with one tap where it asks for nothing. */
export function MoreSteps({ act, close }: { act: ActView; kit: FieldKit; close: () => void }) {
  const { t, nameOf } = useTerms();
  const { keep, busy } = useKeeping();
  const [chosen, setChosen] = useState<(typeof offered)[number] | null>(null);
  const [reason, setReason] = useState('');
  const [ground, setGround] = useState<string>('obstruction');
  const enter = async ({ kind, asks }: (typeof offered)[number]) => {
    const detail = {
      ...(asks.includes('reason') ? { reason: reason.trim() } : {}),
      ...(asks.includes('ground') ? { ground } : {}),
      ...(asks.includes('about') ? { about: null } : {}),
    };
    if (await keep(() => tapStep(act.id, kind, detail))) close();
  };
  if (chosen === null)
    return (
      <div className="field-choices">
        {offered.map((one) => (
          <Button
            key={one.kind}
            disabled={busy}
            onClick={() => (one.asks.includes('reason') ? setChosen(one) : void enter(one))}
          >
            {nameOf('names.stepKind', one.kind)}
          </Button>
        ))}
      </div>
    );
  const grounds = actStepShapes.restrictionGrounds.map((one) => ({
    value: one,
    label: nameOf('names.restrictionGround', one),
  }));
  return (
    <div className="field-why">
      <strong>{nameOf('names.stepKind', chosen.kind)}</strong>
      {chosen.asks.includes('ground') && (
        <Select
          size="large"
          aria-label={t('acts.step.ground')}
          value={ground}
          onChange={setGround}
          options={grounds}
        />
      )}
      <Input.TextArea
        rows={4}
        autoFocus
        maxLength={2000}
        aria-label={t('field.step.why')}
        placeholder={t('field.step.why')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="field-main">
        <Button onClick={() => setChosen(null)}>{t('shell.word.cancel')}</Button>
        <Button
          type="primary"
          loading={busy}
          disabled={reason.trim() === ''}
          onClick={() => void enter(chosen)}
        >
          {t('field.step.done')}
        </Button>
      </div>
    </div>
  );
}
