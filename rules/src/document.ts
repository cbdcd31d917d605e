import { LineCounter, parseDocument, visit } from 'yaml';
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

/** Faults of the YAML itself. Aliases and unknown tags are among them: what is written must be what is read. */
function yamlFaults(text: ReturnType<typeof parseDocument>, lines: LineCounter): Fault[] {
  const at = (offset: number) => lines.linePos(offset).line;
  const found = [...text.errors, ...text.warnings];
  const faults = found.map((error) => ({ path: '(yaml)', line: at(error.pos[0]), message: error.message }));
  visit(text, {
    Alias(_, node) {
      faults.push({
        path: '(yaml)',
        line: at(node.range?.[0] ?? 0),
        message: `aliases are not used here: *${node.source}`,
      });
    },
  });
  return faults;
}

/**
 * Reads YAML text into a shape. Returns every fault of the text with its path and line: first those of the YAML
 * itself; when it has none, those of the shape. Never throws.
 */
export function readDocument<T>(yamlText: string, shape: z.ZodType<T>): Reading<T> {
  const lines = new LineCounter();
  const text = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = yamlFaults(text, lines);
  if (broken.length > 0) return { value: null, faults: broken };
  const parsed = shape.safeParse(text.toJS());
  if (parsed.success) return { value: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue) => ({
    path: issue.path.length === 0 ? '(top)' : issue.path.map(String).join('.'),
    line: nearestLine(text, lines, issue.path),
    message: issue.message,
    ...(issue.code === 'custom' && typeof issue.params?.en === 'string' ? { en: issue.params.en } : {}),
  }));
  return { value: null, faults };
}
