import { z } from 'zod';
import type { Permission } from './permissions.ts';
import { civilDate, id, instant } from './shapes.ts';

/** What can be found, in the order in which it is shown, and with which permissions. */
export const searchKinds = {
  case: ['case.read'],
  party: ['case.read'],
  document: ['document.read'],
  evidence: ['case.read'],
  goods: ['case.read'],
  service: ['case.read'],
  act: ['act.read'],
  recording: ['recording.readAll', 'recording.readOwn'],
  volume: ['case.read'],
  register: ['register.read'],
} as const satisfies Record<string, readonly Permission[]>;

const kind = z.enum(Object.keys(searchKinds) as [SearchKind, ...SearchKind[]]);
export type SearchKind = keyof typeof searchKinds;

export const searchQuery = z.object({
  text: z.string().max(200),
  /** Of one kind a page; of all kinds the first few of each. */
  kind: kind.optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  unitId: id.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** A text in pieces; those that were asked for are marked. */
const pieces = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type Pieces = z.infer<typeof pieces>;

const searchHit = z.object({
  kind,
  id,
  /** What is opened where the subject has no page of its own. */
  parentId: id.nullable(),
  at: instant,
  unit: z.string().nullable(),
  number: pieces.nullable(),
  title: pieces,
  /** The place in the other words that was found, or how they begin. */
  snippet: pieces,
});
export type SearchHit = z.infer<typeof searchHit>;

export const searchAnswer = z.object({
  /** `tooShort`: a single sign, letter or digit is not looked for. */
  state: z.enum(['asked', 'nothing', 'tooShort']),
  /** One for each kind that the person may see, or of the kind that was asked for. */
  groups: z.array(
    z.object({
      kind,
      rows: z.array(searchHit),
      /** How many there are, told up to 50. */
      count: z.int(),
      more: z.boolean(),
      next: z.string().nullable(),
    }),
  ),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
