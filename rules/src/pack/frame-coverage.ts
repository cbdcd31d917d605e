import { z } from 'zod';
import { articleOf, sourceOf } from '../citation.ts';
import { readDocument } from '../document.ts';
import { PackError } from '../errors.ts';
import { laterWork } from './coverage.ts';
import { type Pack, type SectionName, sectionNames } from './pack.ts';
import { bilingual } from './parameters.ts';

/** A figure of time in a statute: what counts it, the work that will, or why nothing does. */
const entry = z.strictObject({
  /** The article as references write it; of a text that was not read, its name alone. */
  id: z.string().regex(/^[A-Z]+\d*(-[1-9]\d{0,2})?$/),
  /** What it says, in words of our own. */
  gist: bilingual,
  /** Ids of periods of the pack, and other parameters of it. */
  rules: z.array(z.string()).default([]),
  sections: z.array(z.enum(sectionNames as [SectionName, ...SectionName[]])).default([]),
  later: laterWork.nullable().default(null),
  /** What is not counted, and why not. */
  why: bilingual.nullable().default(null),
});
export type FrameEntry = z.infer<typeof entry>;

/** The shape of `packs/cn/periods.yaml`. `texts`: those beside the sources of the pack. */
const listShape = z.strictObject({ texts: z.record(z.string(), bilingual), periods: z.array(entry) });
export type FrameList = z.infer<typeof listShape>;

/**
 * Reads the text of a `periods.yaml`.
 * @throws PackError with every fault: its path, its line and what is expected there.
 */
export function parseFrameList(yamlText: string): FrameList {
  const reading = readDocument<FrameList>(yamlText, listShape);
  if (reading.value === null) throw new PackError(reading.faults);
  return reading.value;
}

function* entryFaults(one: FrameEntry, pack: Pack, texts: FrameList['texts']): Generator<string> {
  const source = one.id.includes('-') ? sourceOf(one.id) : one.id;
  if (!(source in pack.sources) && !(source in texts)) yield `${one.id}: its text is not named`;
  const served = one.rules.length + one.sections.length > 0;
  if (!served && one.later === null && one.why === null) yield `${one.id}: is neither counted nor explained`;
  for (const id of one.rules) {
    const rule = pack.periods.find((period) => period.id === id);
    if (!rule) yield `${one.id}: there is no period ${id}`;
    else if (articleOf(rule.article) !== one.id) yield `${one.id}: ${id} rests on ${rule.article}`;
  }
  for (const name of one.sections) if (pack[name] === null) yield `${one.id}: the pack does not say ${name}`;
}

/** Whether each period of a frame of statutes is told of once, and each figure is counted or explained; every fault. */
export function frameFaults(pack: Pack, { texts, periods }: FrameList): string[] {
  const ids = periods.map(({ id }) => id);
  const told = periods.flatMap(({ rules }) => rules);
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id}: is given twice`),
    ...periods.flatMap((one) => [...entryFaults(one, pack, texts)]),
    ...pack.periods.filter(({ id }) => !told.includes(id)).map(({ id }) => `${id}: is not told of`),
    ...told.filter((id, at) => told.indexOf(id) !== at).map((id) => `${id}: is told of twice`),
  ];
}
