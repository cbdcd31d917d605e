import { makeStore } from '../shell/store.ts';
import { useStore } from '../shell/use-store.ts';
import type { FileWhat } from './entry.ts';

/** A photo or a sound that was made, and when; one that could not be written down is in this page alone. */
export interface InHand {
  actId: string;
  form: FileWhat['form'];
  content: Blob;
  /** When it was taken or begun, which is not when it is kept. */
  at: string;
}

type Keep = (made: InHand) => Promise<void>;

const hand = makeStore<readonly InHand[]>([]);
export const readInHand = hand.get;
export const useInHand = (): readonly InHand[] => useStore(hand);

/** Writes a file down; one that cannot be is held until it can, and the fault goes on to whoever asked. */
export async function keepOrHold(one: InHand, keep: Keep): Promise<void> {
  try {
    await keep(one);
  } catch (error) {
    if (!hand.get().includes(one)) hand.set([...hand.get(), one]);
    throw error;
  }
  hand.set(hand.get().filter((other) => other !== one));
}

/** Tries again what is held, one after the other; throws at the first that still finds no room. */
export async function keepHeld(keep: Keep): Promise<void> {
  for (const one of hand.get()) await keepOrHold(one, keep);
}
