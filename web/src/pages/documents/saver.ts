import type { DocumentContent } from '@liuhen/contract';

/** So long after the last key is pressed what was typed goes to the server. */
export const pauseMillis = 1500;
/** So long until it is tried again when it could not be sent. */
export const againMillis = 10_000;

export interface Kept {
  content: DocumentContent;
  /** What it was typed on, and which version that was. */
  base: DocumentContent;
  revision: number;
}

export type SavingState = 'saved' | 'typing' | 'saving' | 'waiting' | 'overtaken';

export interface Shown extends Kept {
  state: SavingState;
  fault: unknown;
}

/** What a saver needs of the page it serves. */
export interface SaverHands {
  /** Sends a content typed on a version; gives the version that it made. */
  send(revision: number, content: DocumentContent): Promise<number>;
  /** Keeps on this computer what was typed, and lets it go once the server has it. */
  keep(kept: Kept): void;
  drop(): void;
  /** Whether somebody else saved in between; then what they saved is fetched. */
  isOvertaken(error: unknown): boolean;
  fetchTheirs(): Promise<unknown>;
}

/** Keeps what is typed: at once on this computer, after a pause on the server. Nothing is sent over what others saved. */
export function openSaver(start: Kept, wasKept: boolean, hands: SaverHands) {
  let shown: Shown = { ...start, state: wasKept ? 'typing' : 'saved', fault: null };
  let sending: Promise<number | null> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  const listeners = new Set<() => void>();

  /** What lies here from before a reload, and what is typed now, waits for the same pause; the network may come back. */
  function wait(): void {
    clearTimeout(timer);
    const millis = { typing: pauseMillis, waiting: againMillis }[shown.state as string];
    if (isRunning && millis !== undefined) timer = setTimeout(() => void send(), millis);
  }
  function show(change: Partial<Shown>): void {
    shown = { ...shown, ...change };
    wait();
    for (const listener of listeners) listener();
  }
  function put(kept: Kept, state: SavingState): void {
    if (state === 'saved') hands.drop();
    else hands.keep(kept);
    show({ ...kept, state });
  }
  async function sendOnce(): Promise<number | null> {
    const { content, revision: seen } = shown;
    show({ state: 'saving' });
    try {
      const revision = await hands.send(seen, content);
      const still = shown.content === content;
      shown = { ...shown, fault: null };
      put({ content: shown.content, base: content, revision }, still ? 'saved' : 'typing');
      return revision;
    } catch (fault) {
      const overtaken = hands.isOvertaken(fault);
      show({ fault, state: overtaken ? 'overtaken' : 'waiting' });
      if (overtaken) await hands.fetchTheirs();
      return null;
    }
  }
  /** Sends what is typed; gives the version that then is the last one, or null where it could not be saved. */
  async function send(): Promise<number | null> {
    while (sending !== null) await sending;
    sending = sendOnce().finally(() => {
      sending = null;
    });
    return sending;
  }

  return {
    get: (): Shown => shown,
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Sends by and by, until it is stopped. */
    run: () => {
      isRunning = true;
      wait();
      return () => {
        isRunning = false;
        clearTimeout(timer);
      };
    },
    type: (content: DocumentContent) =>
      put(
        { content, base: shown.base, revision: shown.revision },
        shown.state === 'overtaken' ? 'overtaken' : 'typing',
      ),
    /** Goes on with a text put together with what others saved. */
    goOn: (content: DocumentContent, theirs: Pick<Kept, 'content' | 'revision'>) =>
      put({ content, base: theirs.content, revision: theirs.revision }, 'typing'),
    /** Sends what still waits; the version to be made final, or null. */
    flush: async (): Promise<number | null> =>
      shown.state === 'saved' && sending === null ? shown.revision : send(),
  };
}
