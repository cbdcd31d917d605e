import type { DocumentContent, ShownDocument } from '@liuhen/contract';
import { useEffect, useRef, useState } from 'react';
import { call, isOvertaken, queries } from '../../api.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { useWho } from '../../shell/session.ts';

/** So long after the last key is pressed what was typed goes to the server. */
const pauseMillis = 1500;

interface Kept {
  content: DocumentContent;
  /** What it was typed on, and which version that was. */
  base: DocumentContent;
  revision: number;
}

export type SavingState = 'saved' | 'typing' | 'saving' | 'waiting' | 'overtaken';

/** Keeps what is typed: at once on this computer, after a pause on the server. Nothing is sent over what others saved. */
export function useSaving(document: ShownDocument) {
  const name = draftOf(useWho()?.account.id, 'document', document.id);
  const [kept, setKept] = useState<Kept>(
    () =>
      readDraft<Kept>(name) ?? {
        content: document.content,
        base: document.content,
        revision: document.revision,
      },
  );
  const [state, setState] = useState<SavingState>(() => (readDraft(name) === null ? 'saved' : 'typing'));
  const [fault, setFault] = useState<unknown>(null);
  const latest = useRef(kept);
  const sending = useRef<Promise<number | null> | null>(null);
  const overtaken = state === 'overtaken';

  const put = (next: Kept, now: SavingState) => {
    latest.current = next;
    setKept(next);
    setState(now);
    if (now === 'saved') dropDraft(name);
    else writeDraft(name, next);
  };
  /** Sends what is typed; gives the version that then is the last one, or null where it could not be saved. */
  const send = async (): Promise<number | null> => {
    if (sending.current !== null) await sending.current;
    const mine = latest.current;
    setState('saving');
    sending.current = call('saveDocument', {
      id: document.id,
      revision: mine.revision,
      content: mine.content,
    })
      .then(({ revision }) => {
        setFault(null);
        const still = latest.current.content === mine.content;
        put({ content: latest.current.content, base: mine.content, revision }, still ? 'saved' : 'typing');
        return revision;
      })
      .catch(async (error: unknown) => {
        setFault(error);
        setState(isOvertaken(error) ? 'overtaken' : 'waiting');
        if (isOvertaken(error)) await queries.invalidateQueries({ queryKey: ['getDocument'] });
        return null;
      })
      .finally(() => {
        sending.current = null;
      });
    return sending.current;
  };

  // What lies here from before a reload, and what is typed now, waits for the same pause.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks anew with each change of what was typed
  useEffect(() => {
    if (state !== 'typing') return;
    const timer = setTimeout(() => void send(), pauseMillis);
    return () => clearTimeout(timer);
  }, [state, kept]);
  // The network may come back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries again for as long as it waits
  useEffect(() => {
    if (state !== 'waiting') return;
    const timer = setInterval(() => void send(), 10_000);
    return () => clearInterval(timer);
  }, [state]);

  return {
    content: kept.content,
    revision: kept.revision,
    base: kept.base,
    ...{ state, fault, overtaken },
    type: (content: DocumentContent) =>
      put({ ...latest.current, content }, overtaken ? 'overtaken' : 'typing'),
    /** Goes on with a text put together with what others saved. */
    goOn: (content: DocumentContent) =>
      put({ content, base: document.content, revision: document.revision }, 'typing'),
    /** Sends what still waits; the version to be made final, or null. */
    flush: async (): Promise<number | null> =>
      state === 'saved' && sending.current === null ? latest.current.revision : send(),
  };
}

export type Saving = ReturnType<typeof useSaving>;
