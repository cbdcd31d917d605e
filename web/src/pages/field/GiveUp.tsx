import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Entry } from '../../field/entry.ts';
import { giveUp } from '../../field/give-up.ts';
import { dependentsOf } from '../../field/line.ts';
import type { Phone } from '../../field/phone.ts';
import { useTerms } from '../../shell/language.ts';
import { nameEntry } from './entry-words.ts';
import { Sheet } from './Sheet.tsx';
import { useKeeping } from './useKeeping.ts';

/** Gives an entry up, with the reason that the house is told. */
export function GiveUp({ entry, phone, close }: { entry: Entry; phone: Phone; close: () => void }) {
  const saying = useTerms();
  const { t } = saying;
  const { keep, busy } = useKeeping();
  const [reason, setReason] = useState('');
  const more = dependentsOf(entry, phone.entries).length;
  const done = async () => {
    if (await keep(() => giveUp(entry, reason.trim()))) close();
  };
  return (
    <Sheet open title={t('field.line.giveUp')} close={close}>
      <strong>{nameEntry(entry, saying)}</strong>
      <p>
        {t('field.line.giveUpLine')}
        {more > 0 && t('field.line.giveUpMore', { n: more })}
      </p>
      <Input.TextArea
        rows={3}
        autoFocus
        maxLength={2000}
        aria-label={t('field.line.reason')}
        placeholder={t('field.line.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="field-main">
        <Button onClick={close}>{t('shell.word.cancel')}</Button>
        <Button
          type="primary"
          danger
          loading={busy}
          disabled={reason.trim() === ''}
          onClick={() => void done()}
        >
          {t('field.line.giveUp')}
        </Button>
      </div>
    </Sheet>
  );
}
