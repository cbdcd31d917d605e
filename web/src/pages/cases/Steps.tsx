import { type Act, type ActStep, type Media, sayInstant, tellDetail } from '@liuhen/contract';
import { App, Button, Card, Form, Input, Modal, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useChange } from '../../api.ts';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { nameDuty } from '../../parts/duty-words.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { sayFileName } from '../../parts/file-name.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { saySecond, seenAt } from './axis-draw.ts';
import { Prompter } from './Prompter.tsx';
import { StepForm } from './StepForm.tsx';
import { dutiesServed } from './step-serves.ts';

type Seek = (media: Media) => void;
type Version = ActStep['versions'][number];

function Withdrawal({ step, close }: { step: ActStep; close: () => void }) {
  const { t, nameOf } = useTerms();
  const { message } = App.useApp();
  const change = useChange('withdrawActStep', ['getAct', 'listActs', 'workbench']);
  const id = useRef(newId());
  const label = t('acts.step.why');
  const submit = ({ reason }: { reason: string }) => {
    const seen = step.versions.at(-1);
    if (!seen) return;
    const done = () => {
      message.success(t('shell.word.saved'));
      close();
    };
    change.mutate({ id: id.current, replaces: seen.id, reason }, { onSuccess: done });
  };
  const renew = () => {
    id.current = newId();
  };
  return (
    <Modal open title={t('acts.step.withdraw')} footer={null} onCancel={close} destroyOnHidden>
      <Form<{ reason: string }> layout="vertical" onValuesChange={renew} onFinish={submit}>
        <p className="quiet">{t('acts.step.withdrawLine', { name: nameOf('names.stepKind', step.kind) })}</p>
        {change.error !== null && <FaultLine fault={change.error} />}
        <Form.Item
          name="reason"
          label={label}
          rules={[{ required: true, whitespace: true, message: t('shell.word.required', { field: label }) }]}
        >
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Button danger htmlType="submit" loading={change.isPending}>
          {t('acts.step.withdraw')}
        </Button>
      </Form>
    </Modal>
  );
}

/** What one version says: when, its details, who stated it and why it took the place of another. */
function Told({ act, step, version }: { act: Act; step: ActStep; version: Version }) {
  const saying = useTerms();
  const { t } = saying;
  const details = version.withdrawn ? [] : tellDetail(act, step, version.detail, saying);
  const stated = { by: version.statedBy, at: sayInstant(version.statedAt) };
  const how = version.withdrawn ? 'withdrawnBy' : version.reason === null ? 'enteredBy' : 'correctedBy';
  return (
    <>
      {details.length > 0 && <div>{details.join(t('shell.word.semicolon'))}</div>}
      <div className="quiet">
        {t(`acts.step.${how}`, stated)}
        {version.reason !== null && `${t('shell.word.semicolon')}${version.reason}`}
      </div>
    </>
  );
}

function Times({ version: { at, until } }: { version: Version }) {
  return until === null ? sayInstant(at) : `${sayInstant(at)} – ${sayInstant(until)}`;
}

interface Doing {
  correct: (step: ActStep) => void;
  withdraw: (step: ActStep) => void;
}

/** The duties that a step serves, each with its article, and where it can be seen on film. */
function Serves({ act, step, seek }: { act: Act; step: ActStep; seek: Seek }) {
  const saying = useTerms();
  const { t } = saying;
  const last = step.versions.at(-1);
  const film = last && !last.withdrawn ? seenAt(act.axis, last) : null;
  const duties = dutiesServed(act, step);
  const name = act.links.find(({ recording }) => recording.id === film?.recordingId)?.recording.name;
  return (
    <>
      {duties.length > 0 && (
        <div className="quiet">
          {t('onSite.step.serves')}
          {t('shell.word.colon')}
          {duties.map((duty, place) => (
            <span key={duty.id}>
              {place > 0 && t('shell.word.comma')}
              {nameDuty(duty, saying)} <ArticleLink citation={duty.citation} />
            </span>
          ))}
        </div>
      )}
      {film && name !== undefined && (
        <Button size="small" className="no-print step-film" onClick={() => seek(film)}>
          ▶ {t('onSite.step.stated', { name: sayFileName(name), at: saySecond(film.second) })}
        </Button>
      )}
    </>
  );
}

interface StepProps {
  act: Act;
  step: ActStep;
  doing: Doing | null;
  seek: Seek;
}

function Step({ act, step, doing, seek }: StepProps) {
  const { t, nameOf } = useTerms();
  const last = step.versions.at(-1);
  if (last === undefined) return null;
  const earlier = step.versions.slice(0, -1).reverse();
  const name = nameOf('names.stepKind', step.kind);
  return (
    <li id={`step-${last.id}`}>
      <div className="row">
        <span className="quiet">
          <Times version={last} />
        </span>
        {last.withdrawn ? <del>{name}</del> : <strong>{name}</strong>}
        {last.withdrawn && <Tag>{t('acts.step.withdrawn')}</Tag>}
        {!last.withdrawn && earlier.length > 0 && <Tag color="blue">{t('acts.step.corrected')}</Tag>}
      </div>
      <Told act={act} step={step} version={last} />
      <Serves {...{ act, step, seek }} />
      {earlier.length > 0 && (
        <details>
          <summary>{t('acts.step.history', { n: earlier.length })}</summary>
          {earlier.map((version) => (
            <div key={version.id} className="step-before">
              <Times version={version} />
              <Told act={act} step={step} version={version} />
            </div>
          ))}
        </details>
      )}
      {doing && !last.withdrawn && (
        <div className="row no-print">
          <Button size="small" type="text" onClick={() => doing.correct(step)}>
            {t('acts.step.correct')}
          </Button>
          <Button size="small" type="text" onClick={() => doing.withdraw(step)}>
            {t('acts.step.withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What happened in an act, in the order of time, with what was corrected and withdrawn. */
export function Steps({ act, seek }: { act: Act; seek: Seek }) {
  const { t } = useTerms();
  const [entering, setEntering] = useState(false);
  const [correcting, setCorrecting] = useState<string | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  // Looked up anew: after somebody else was first the next try is of what then holds.
  const stepOf = (id: string | null) => act.steps.find((step) => step.id === id) ?? null;
  const doing = act.abilities.change
    ? { correct: ({ id }: ActStep) => setCorrecting(id), withdraw: ({ id }: ActStep) => setWithdrawing(id) }
    : null;
  const [corrected, withdrawn] = [stepOf(correcting), stepOf(withdrawing)];
  return (
    <Card
      size="small"
      title={t('acts.section.steps')}
      extra={
        <span className="row">
          {act.steps.length > 0 && <ExportButton small list="actSteps" filter={{ id: act.id }} />}
          <Prompter act={act} />
          {doing && (
            <Button className="no-print" type="primary" size="small" onClick={() => setEntering(true)}>
              {t('acts.step.enter')}
            </Button>
          )}
        </span>
      }
    >
      {act.steps.length === 0 && <span className="quiet">{t('acts.step.none')}</span>}
      <ol className="steps">
        {act.steps.map((step) => (
          <Step key={step.id} {...{ act, step, doing, seek }} />
        ))}
      </ol>
      {entering && <StepForm act={act} step={null} close={() => setEntering(false)} />}
      {corrected && <StepForm act={act} step={corrected} close={() => setCorrecting(null)} />}
      {withdrawn && <Withdrawal step={withdrawn} close={() => setWithdrawing(null)} />}
    </Card>
  );
}
