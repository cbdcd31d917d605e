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

function isMemory(value: unknown): value is LogMemory {
  if (typeof value !== 'object' || value === null) return false;
  const { verifierKey, checkpoint, size, since } = value as Partial<Record<keyof LogMemory, unknown>>;
  return (
    [verifierKey, checkpoint, since].every((text) => typeof text === 'string' && text !== '') &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0
  );
}

/** Reads what is remembered; null when there is nothing or it is no memory of a log. */
export function readMemory(storage: Pick<Storage, 'getItem'> = localStorage): LogMemory | null {
  try {
    const held: unknown = JSON.parse(storage.getItem(place) ?? 'null');
    return isMemory(held) ? held : null;
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
