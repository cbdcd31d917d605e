import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './errors.ts';

export type Reading<T> = { value: T; faults: [] } | { value: null; faults: Fault[] };

function nearestLine(
  text: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | null {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? text.contents : text.getIn(path.slice(0, depth), true);
    const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return null;
}

/**
 * Reads YAML text into a shape. Returns every fault of the text with its path and line: first those of the YAML
 * itself; when it has none, those of the shape. Never throws.
 */
export function readDocument<T>(yamlText: string, shape: z.ZodType<T>): Reading<T> {
  const lines = new LineCounter();
  const text = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (text.errors.length > 0) {
    const faults = text.errors.map((error) => ({
      path: '(yaml)',
      line: lines.linePos(error.pos[0]).line,
      message: error.message,
    }));
    return { value: null, faults };
  }
  const parsed = shape.safeParse(text.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { value: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue) => ({
    path: issue.path.length === 0 ? '(top)' : issue.path.map(String).join('.'),
    line: nearestLine(text, lines, issue.path),
    message: issue.message,
  }));
  return { value: null, faults };
}
