import { type Act, actStepShapes } from '@liuhen/contract';
import { App, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useAsk, useChange } from '../../api.ts';
import { newId } from '../../parts/new-id.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { PhraseList } from '../../parts/PhraseList.tsx';
import { isNamed, laterPhrases, type Opening, type Prompt, promptsOf } from '../../parts/prompts.ts';
import { readInstant, useNow } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';

function Line({ prompt, said, press }: { prompt: Prompt; said: boolean; press: () => void }) {
  return (
    <button type="button" className="prompter-line" aria-pressed={said} onClick={press}>
      <span aria-hidden="true">{said ? '✓' : '○'}</span>
      <span className={prompt.missing ? 'prompter-missing' : undefined}>{prompt.words}</span>
    </button>
  );
}

/** Enters what was said: the fields of the statement as one step, the notice as another. */
function useEntering(act: Act, close: () => void) {
  const { t } = useTerms();
  const { message } = App.useApp();
  const change = useChange('enterActStep', ['getAct', 'listActs', 'workbench']);
  // The same ids however often it is pressed: what arrived before is not entered twice.
  const ids = useRef({ statement: newId(), notice: newId() });
  const at = useRef<string | null>(null);
  const enter = async (said: ReadonlySet<string>) => {
    const items = actStepShapes.statementFields.filter((field) => said.has(field));
    at.current ??= readInstant();
    const stated = { actId: act.id, at: at.current, until: null };
    try {
      if (items.length > 0)
        await change.mutateAsync({
          ...{ ...stated, id: ids.current.statement, kind: 'openingStated', detail: { items } },
        });
      if (said.has('notice'))
        await change.mutateAsync({
          ...stated,
          id: ids.current.notice,
          kind: 'recordingNotified',
          detail: {},
        });
    } catch {
      return;
    }
    message.success(t('shell.word.saved'));
    close();
  };
  return { enter, change };
}

function Shown({ act, close }: { act: Act; close: () => void }) {
  const saying = useTerms();
  const { t } = saying;
  const organ = useWho()?.organ.name ?? '';
  const now = new Date(useNow()).toISOString();
  // Phrases help to speak; where they cannot be had the fields of the law still stand.
  const { data } = useAsk('listPhrases', { type: act.type });
  const opening: Opening = {
    ...{ ...act, organ, now, phrases: data?.phrases ?? [] },
    notice: act.duties.some(({ duty }) => duty === 'recordingNotice'),
  };
  const prompts = promptsOf(opening, saying);
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set());
  const { enter, change } = useEntering(act, close);
  const nothingSaid = !prompts.some(({ field }) => field !== null && said.has(field));
  const press = (key: string) =>
    setSaid((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  return (
    <div className="stack">
      <span className="quiet">
        {t(isNamed(act.checklists) ? 'onSite.prompter.line' : 'onSite.prompter.lawless')}
      </span>
      <div className="prompter">
        {prompts.map((prompt) => (
          <Line
            key={prompt.key}
            prompt={prompt}
            said={said.has(prompt.key)}
            press={() => press(prompt.key)}
          />
        ))}
      </div>
      <PhraseList phrases={laterPhrases(opening)} />
      {change.error !== null && <FaultLine fault={change.error} />}
      {act.abilities.change && (
        <div className="row">
          <Button
            type="primary"
            size="large"
            disabled={nothingSaid}
            loading={change.isPending}
            onClick={() => enter(said)}
          >
            {t('onSite.prompter.enter')}
          </Button>
          {nothingSaid && <span className="quiet">{t('onSite.prompter.noneTicked')}</span>}
        </div>
      )}
    </div>
  );
}

/** The opening statement to be read aloud, in large type; what was said is entered with one press. */
export function Prompter({ act }: { act: Act }) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button className="no-print" onClick={() => setOpen(true)}>
        {t('onSite.prompter.open')}
      </Button>
      <Modal
        {...{ open, footer: null, title: t('onSite.prompter.title'), onCancel: close, width: 900 }}
        destroyOnHidden
      >
        <Shown act={act} close={close} />
      </Modal>
    </>
  );
}
