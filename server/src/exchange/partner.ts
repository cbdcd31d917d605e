/** A notice as it leaves the house. */
export interface Message {
  /** Id of the notice, the same at each attempt: whoever has seen it need not act again. */
  id: string;
  kind: string;
  at: string;
  organ: { code: string; name: string };
  /** Name of whom the notice was sent to. */
  to: string;
  said: { zh: string; en: string };
  subject: { type: string; id: string };
}

/** Something outside that takes messages. */
export interface Partner {
  name: 'webhook' | 'mail';
  /** Resolves once the other side took it; rejects with what it said otherwise. */
  send(message: Message, signal: AbortSignal): Promise<void>;
}
