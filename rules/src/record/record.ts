import { z } from 'zod';
import { REFERENCE } from '../citation.ts';
import { readDocument } from '../document.ts';
import { PackError } from '../errors.ts';
import { bilingual } from '../pack/parameters.ts';
import { activities, keysOf, stepKinds } from '../vocabulary.ts';

/** Kinds of what a case holds that can prove an item of its record. */
export const proofTypes = [
  'case',
  'document',
  'step',
  'act',
  'move',
  'approval',
  'evidence',
  'goods',
  'service',
  'volume',
] as const;
export type ProofType = (typeof proofTypes)[number];

const known: Partial<Record<ProofType, readonly string[]>> = {
  step: keysOf(stepKinds),
  act: keysOf(activities),
};
/** `type:kind`, or `type:*` for each of the type. */
const reference = z
  .string()
  .refine((given) => {
    const [type = '', kind = '', more] = given.split(':');
    const list = known[type as ProofType];
    const isType = (proofTypes as readonly string[]).includes(type) && more === undefined;
    return isType && /^(\*|[a-zA-Z][a-zA-Z0-9.]*)$/.test(kind) && (list?.includes(kind) ?? true);
  }, 'must name what proves it, as in document:serviceReceipt')
  .transform((given) => {
    const [type = '', kind = ''] = given.split(':');
    return { type: type as ProofType, kind };
  });
const references = z.array(reference).default([]);
export type ProofRef = z.output<typeof reference>;

const stageId = z.enum(['initiation', 'investigation', 'decision', 'service', 'archive']);
export type RecordStage = z.infer<typeof stageId>;
const article = z.string().regex(REFERENCE);

/** One thing that has to be there for an item, each of several ways being enough. */
const need = bilingual.extend({
  by: references,
  when: references,
  procedures: z.array(z.enum(['summary', 'ordinary'])).default([]),
});
const itemRule = z.strictObject({
  stage: stageId,
  needs: z.array(need).default([]),
  /** Items whose needs are needs of this one too; with `?` only where something asks for that item. */
  parts: z.array(z.string()).default([]),
  asked: references,
  catchAll: z.boolean().default(false),
  /** Belongs to every case: nobody can say that it does not apply. */
  always: z.boolean().default(false),
  /** Comes only with the closing of the volume, which does not wait for it. */
  atFiling: z.boolean().default(false),
});
type ItemRule = z.output<typeof itemRule>;

const itemsShape = z.strictObject({
  frame: z.strictObject({ article, items: z.array(bilingual.extend({ id: z.string() })).min(1) }),
  items: z.record(z.string(), itemRule),
});

const byStage = <T extends z.ZodType<string>>(word: T) => z.partialRecord(stageId, z.array(word));
const stagesShape = z.strictObject({
  stages: z.array(bilingual.extend({ id: stageId })).length(stageId.options.length),
  activities: byStage(z.enum(keysOf(activities))),
  steps: byStage(z.enum(keysOf(stepKinds))),
  matters: byStage(z.string()),
});

const section = bilingual.extend({
  id: z.string(),
  part: z.enum(['main', 'internal']),
  documents: z.array(z.string()),
  kinds: z.array(z.enum(['evidence', 'recording'])).default([]),
  /** Takes what no other section names. */
  rest: z.boolean().default(false),
});
const volumeShape = z.strictObject({
  sections: z.array(section),
  sheets: z.array(z.string()),
  orders: z.strictObject({ decisionFirst: z.array(z.string()), byProcedure: z.array(z.string()) }),
  packs: z.record(z.string(), z.enum(['decisionFirst', 'byProcedure'])),
  closing: z.strictObject({
    caseClosed: bilingual.extend({ law: bilingual }),
    itemMissing: bilingual.extend({ law: bilingual }),
    documentOpen: bilingual.extend({ law: bilingual }),
    periodUnset: bilingual.extend({ law: bilingual }),
    periodsDiffer: bilingual.extend({ law: bilingual }),
    noteMissing: bilingual.extend({ law: bilingual }),
  }),
});

/** Something that has to be there; `sometimes`: only where one of `when` is found. */
export type Need = z.output<typeof need> & { sometimes?: boolean };
export type RecordItem = Omit<ItemRule, 'parts'> & { id: string };
export type RecordRules = {
  frame: z.output<typeof itemsShape>['frame'];
  items: ReadonlyMap<string, RecordItem>;
  stages: z.output<typeof stagesShape>['stages'];
  stageOfActivity: ReadonlyMap<string, RecordStage>;
  stageOfStep: ReadonlyMap<string, RecordStage>;
  stageOfMatter: ReadonlyMap<string, RecordStage>;
  volume: z.output<typeof volumeShape>;
};
export type VolumeRules = RecordRules['volume'];

function read<T>(text: string, shape: z.ZodType<T>): T {
  const reading = readDocument<T>(text, shape);
  if (reading.value === null) throw new PackError(reading.faults);
  return reading.value;
}

/** All that an item needs: its own, and what its parts need. */
function needsOf(
  id: string,
  rules: Readonly<Record<string, ItemRule>>,
  path: readonly string[] = [],
): Need[] {
  const rule = rules[id];
  if (rule === undefined)
    throw new Error(`record/items.yaml: ${path.at(-1)} has the part ${id}, which is no item`);
  if (path.includes(id)) throw new Error(`record/items.yaml: ${id} is a part of itself`);
  const ofParts = rule.parts.flatMap((given) => {
    const part = given.replace('?', '');
    const needs = needsOf(part, rules, [...path, id]);
    const { asked = [] } = rules[part] ?? {};
    if (part === given) return needs;
    return needs.map((one) => ({ ...one, when: [...one.when, ...asked], sometimes: true }));
  });
  return [...rule.needs, ...ofParts];
}

const inverted = <K extends string>(lists: Partial<Record<RecordStage, readonly K[]>>) =>
  new Map(
    stageId.options.flatMap((stage) => (lists[stage] ?? []).map((one) => [one as string, stage] as const)),
  );

function requireOrders({ sections, orders }: VolumeRules): void {
  const ids = sections
    .map(({ id }) => id)
    .sort()
    .join();
  for (const [name, order] of Object.entries(orders))
    if ([...order].sort().join() !== ids)
      throw new Error(`record/volume.yaml: ${name} does not name each section once`);
}

/**
 * Reads what stands in `record/`: what proves the items of a record, to which part of the process things belong, and
 * how a volume is filed.
 * @throws PackError with every fault of a text; Error where the lists contradict each other.
 */
export function parseRecordRules(texts: { items: string; stages: string; volume: string }): RecordRules {
  const { frame, items } = read(texts.items, itemsShape);
  const { stages, activities: ofActivities, steps, matters } = read(texts.stages, stagesShape);
  const volume = read(texts.volume, volumeShape);
  requireOrders(volume);
  const made = Object.entries(items).map(
    ([id, { parts, ...rule }]) => [id, { ...rule, id, needs: needsOf(id, items) }] as const,
  );
  const table = new Map<string, RecordItem>(made);
  for (const { id } of frame.items)
    if (!table.has(id)) throw new Error(`record/items.yaml: the frame names ${id}, which is no item`);
  return {
    frame,
    items: table,
    stages,
    stageOfActivity: inverted(ofActivities),
    stageOfStep: inverted(steps),
    stageOfMatter: inverted(matters),
    volume,
  };
}
