import { App } from 'antd';
import { useState } from 'react';
import { isFull } from '../../field/full.ts';
import { readPhone } from '../../field/phone.ts';
import { useTerms } from '../../shell/language.ts';

/** Runs what writes on the phone: says "noted" only when it is on the disk, and what to do when it is not. Returns whether it is. */
export function useKeeping() {
  const { t } = useTerms();
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const keep = async (work: () => Promise<unknown>, said?: string): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    try {
      await work();
      const content = said ?? t(readPhone().reached === true ? 'field.step.kept' : 'field.step.keptWaits');
      // One at a time: a row of them would cover what is next.
      message.destroy();
      void message.success(content, 1.5);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      modal.error({
        title: t(isFull(error) ? 'field.step.full' : 'field.step.notKept', { reason }),
        okText: t('shell.word.close'),
      });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { keep, busy };
}
