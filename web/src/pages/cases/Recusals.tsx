import { fromWallClock, onSiteShapes, type Recusal, sayInstant, toWallClock } from '@liuhen/contract';
import { Button, Card, Form, Input, Radio, Select, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { newId } from '../../parts/new-id.ts';
import { Answered } from '../../parts/PageState.tsx';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';

/** Of which act, which case, and whom it can concern. */
interface Of {
  actId: string | null;
  caseId: string | null;
  officers: readonly { id: string; name: string }[];
}

interface Raised {
  scope: 'act' | 'case';
  officerId: string;
  raisedBy: Recusal['raisedBy'];
  applicant?: string;
  ground: Recusal['ground'];
  reason: string;
  raisedAt: string;
}

function useRequired() {
  const { t } = useTerms();
  return {
    typed: (field: string) => [{ required: true, message: t('shell.word.required', { field }) }],
    chosen: (field: string) => [{ required: true, message: t('shell.word.choose', { field }) }],
  };
}

function RaiseFields({ of }: { of: Of }) {
  const { t } = useTerms();
  const { typed, chosen } = useRequired();
  const raisedBy = Form.useWatch<string | undefined>('raisedBy');
  const label = (field: 'officer' | 'raisedBy' | 'applicant' | 'ground' | 'reason' | 'raisedAt' | 'scope') =>
    t(`onSite.recusal.${field}`);
  return (
    <>
      {of.actId !== null && of.caseId !== null && (
        <Form.Item name="scope" label={label('scope')}>
          <Radio.Group
            options={(['case', 'act'] as const).map((value) => ({
              value,
              label: t(`onSite.recusal.scopes.${value}`),
            }))}
          />
        </Form.Item>
      )}
      <Form.Item name="officerId" label={label('officer')} rules={chosen(label('officer'))}>
        <Select options={of.officers.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="raisedBy" label={label('raisedBy')} rules={chosen(label('raisedBy'))}>
        <Radio.Group
          options={onSiteShapes.raisers.map((value) => ({ value, label: t(`onSite.recusal.by.${value}`) }))}
        />
      </Form.Item>
      {raisedBy === 'party' && (
        <Form.Item name="applicant" label={label('applicant')} rules={typed(label('applicant'))}>
          <Input maxLength={100} />
        </Form.Item>
      )}
      <Form.Item name="ground" label={label('ground')} rules={chosen(label('ground'))}>
        <Select
          options={onSiteShapes.recusalGrounds.map((value) => ({
            value,
            label: t(`onSite.recusal.grounds.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={label('reason')} rules={typed(label('reason'))}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="raisedAt" label={label('raisedAt')} rules={typed(label('raisedAt'))}>
        <WallClock />
      </Form.Item>
    </>
  );
}

function RaiseForm({ of, close }: { of: Of; close: () => void }) {
  const { t } = useTerms();
  const raise = useChange('raiseRecusal', ['listRecusals']);
  const id = useRef(newId());
  const submit = ({ scope, ...typed }: Raised) => {
    const ofCase = of.caseId !== null && (of.actId === null || scope === 'case');
    return raise.mutateAsync({
      ...{ ...typed, id: id.current, caseId: ofCase ? of.caseId : null, actId: ofCase ? null : of.actId },
      applicant: typed.raisedBy === 'party' ? (typed.applicant ?? null) : null,
      raisedAt: fromWallClock(typed.raisedAt) ?? typed.raisedAt,
    });
  };
  return (
    <RegisterForm<Raised>
      title={t('onSite.recusal.raise')}
      initial={{ scope: of.caseId === null ? 'act' : 'case', raisedAt: toWallClock(readInstant()) }}
      draft={`recusal.${of.actId ?? of.caseId}`}
      {...{ submit, close }}
    >
      <RaiseFields of={of} />
    </RegisterForm>
  );
}

interface Decided {
  decision: 'granted' | 'refused';
  decidedAt: string;
  reason?: string;
}

function DecideForm({ recusal, close }: { recusal: Recusal; close: () => void }) {
  const { t } = useTerms();
  const { typed, chosen } = useRequired();
  const decide = useChange('decideRecusal', ['listRecusals']);
  const submit = (entered: Decided) =>
    decide.mutateAsync({
      ...{ id: recusal.id, decision: entered.decision, reason: entered.reason?.trim() || null },
      decidedAt: fromWallClock(entered.decidedAt) ?? entered.decidedAt,
    });
  return (
    <RegisterForm<Decided>
      title={t('onSite.recusal.decide')}
      initial={{ decidedAt: toWallClock(readInstant()) }}
      draft={`recusal.${recusal.id}`}
      {...{ submit, close }}
    >
      <Form.Item
        name="decision"
        label={t('onSite.recusal.decision')}
        rules={chosen(t('onSite.recusal.decision'))}
      >
        <Radio.Group
          options={(['granted', 'refused'] as const).map((value) => ({
            value,
            label: t(`onSite.recusal.decisions.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="decidedAt"
        label={t('onSite.recusal.decidedAt')}
        rules={typed(t('onSite.recusal.decidedAt'))}
      >
        <WallClock />
      </Form.Item>
      <Form.Item name="reason" label={t('onSite.recusal.why')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </RegisterForm>
  );
}

function Row({ recusal, decide }: { recusal: Recusal; decide: () => void }) {
  const { t } = useTerms();
  const { officer, decision, decidedBy, decidedAt, decisionReason } = recusal;
  const by = t(`onSite.recusal.by.${recusal.raisedBy}`);
  return (
    <li>
      <div className="row">
        <strong>{officer}</strong>
        <Tag color={decision === null ? 'orange' : decision === 'granted' ? 'red' : 'default'}>
          {decision === null ? t('onSite.recusal.pending') : t(`onSite.recusal.decisions.${decision}`)}
        </Tag>
        <span>{t(`onSite.recusal.scopes.${recusal.caseId === null ? 'act' : 'case'}`)}</span>
      </div>
      <div>
        {t(`onSite.recusal.grounds.${recusal.ground}`)}
        {t('shell.word.colon')}
        {recusal.reason}
      </div>
      <div className="quiet">
        {t('onSite.recusal.raisedLine', {
          by: recusal.applicant === null ? by : `${by} ${recusal.applicant}`,
          ...{ at: sayInstant(recusal.raisedAt), who: recusal.enteredBy },
        })}
      </div>
      {decision !== null && (
        <div className="quiet">
          {t('onSite.recusal.decidedLine', {
            ...{ who: decidedBy ?? '', at: sayInstant(decidedAt) },
            decision: t(`onSite.recusal.decisions.${decision}`),
          })}
          {decisionReason !== null && `${t('shell.word.semicolon')}${decisionReason}`}
        </div>
      )}
      {recusal.abilities.decide && (
        <Button size="small" className="no-print" onClick={decide}>
          {t('onSite.recusal.decide')}
        </Button>
      )}
    </li>
  );
}

/** The recusals of an act or a case: who was to withdraw, why, and what was decided. */
export function Recusals({ of }: { of: Of }) {
  const { t } = useTerms();
  const [raising, setRaising] = useState(false);
  const [deciding, setDeciding] = useState<Recusal | null>(null);
  const { actId, caseId } = of;
  const filter = actId === null ? { caseId: caseId ?? '' } : { actId };
  const asked = useAsk('listRecusals', filter);
  return (
    <Card
      size="small"
      title={t('onSite.recusal.title')}
      extra={
        <span className="row">
          {(asked.data?.rows.length ?? 0) > 0 && <ExportButton small list="recusals" filter={filter} />}
          {asked.data?.mayRaise && (
            <Button size="small" className="no-print" onClick={() => setRaising(true)}>
              {t('onSite.recusal.raise')}
            </Button>
          )}
        </span>
      }
    >
      <Answered asked={asked}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <span className="quiet">{t('onSite.recusal.none')}</span>}
            <ul className="steps">
              {rows.map((row) => (
                <Row key={row.id} recusal={row} decide={() => setDeciding(row)} />
              ))}
            </ul>
          </>
        )}
      </Answered>
      {raising && <RaiseForm of={of} close={() => setRaising(false)} />}
      {deciding && <DecideForm recusal={deciding} close={() => setDeciding(null)} />}
    </Card>
  );
}
