const place = 'liuhen.log';

/** What this browser remembers of a log: the key it saw first, and the newest checkpoint it checked. */
export interface LogMemory {
  verifierKey: string;
  /** Signed note. */
  checkpoint: string;
  size: number;
  /** RFC 3339; when the key was seen first. */
  since: string;
}

/** Reads what is remembered; null when there is nothing or it is unreadable. */
export function readMemory(storage: Pick<Storage, 'getItem'> = localStorage): LogMemory | null {
  try {
    return JSON.parse(storage.getItem(place) ?? 'null') as LogMemory | null;
  } catch {
    return null;
  }
}

export function writeMemory(memory: LogMemory, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(place, JSON.stringify(memory));
}

export function forgetMemory(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(place);
}
