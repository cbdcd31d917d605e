import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Fault } from './errors.ts';
import { nearest, sayIssue } from './fault-words.ts';
import type { Bilingual } from './time/civil.ts';

export type Reading<T> = { value: T; faults: [] } | { value: null; faults: Fault[] };

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text of a file, which has to be UTF-8. Byte 0 stands in no text: so UTF-16 without a mark is told as well. */
export function readText(bytes: Uint8Array): Reading<string> {
  const text = decode(bytes);
  if (text !== null && !text.includes('\0')) return { value: text, faults: [] };
  const message = 'is not written in UTF-8: save the file again as UTF-8 (in Windows Notepad choose UTF-8)';
  const zh = '文件不是 UTF-8 编码：请另存为 UTF-8（Windows 记事本“另存为”时，编码选 UTF-8）';
  return { value: null, faults: [{ path: '(file)', line: null, article: null, message, zh }] };
}

type Text = ReturnType<typeof parseDocument>;
const offsetOf = (node: unknown): number | null =>
  (node as { range?: [number, number, number] | null } | null | undefined)?.range?.[0] ?? null;

/** Where the member at `path` begins, with its name where it has one. */
function placeOf(text: Text, path: readonly PropertyKey[]): number | null {
  if (path.length === 0) return offsetOf(text.contents);
  const holder: unknown = path.length === 1 ? text.contents : text.getIn(path.slice(0, -1), true);
  const name = path.at(-1);
  if (isMap(holder)) {
    const pair = holder.items.find(({ key }) => (isScalar(key) ? key.value : key) === name);
    return offsetOf(pair?.key);
  }
  return offsetOf(text.getIn(path, true));
}

function nearestLine(text: Text, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const place = placeOf(text, path.slice(0, depth));
    if (place !== null) return lines.linePos(place).line;
  }
  return null;
}

/** The line of the member at `path` in YAML text, or of what should hold it. */
export function lineOf(yamlText: string, path: readonly PropertyKey[]): number | null {
  const lines = new LineCounter();
  return nearestLine(parseDocument(yamlText, { lineCounter: lines }), lines, path);
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown => path.reduce(memberOf, value);

/** The article that the parameter at `path` rests on: that of the innermost group around it which names one. */
function articleAt(value: unknown, path: readonly PropertyKey[]): string | null {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const article = memberOf(valueAt(value, path.slice(0, depth)), 'article');
    if (typeof article === 'string') return article;
  }
  return null;
}

type JsonShape = {
  properties?: Record<string, JsonShape>;
  items?: JsonShape;
  anyOf?: JsonShape[];
  oneOf?: JsonShape[];
  additionalProperties?: JsonShape | boolean;
};
/** The names that may stand at `path`. */
function namesAt(shape: JsonShape, path: readonly PropertyKey[]): string[] {
  const ways = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((one) => namesAt(one, path));
  const [step, ...rest] = path;
  if (step === undefined) return [...Object.keys(shape.properties ?? {}), ...ways];
  const any = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
  const inner = typeof step === 'number' ? shape.items : (shape.properties?.[String(step)] ?? any);
  return inner ? [...namesAt(inner, rest), ...ways] : ways;
}

function sayUnknown(key: string, known: readonly string[]): Bilingual {
  const [near] = known.includes(key) ? [] : nearest(key, known, 1);
  return near === undefined
    ? { zh: `“${key}”不能写在这里`, en: `does not belong here: ${key}` }
    : { zh: `不认识“${key}”，最接近的是“${near}”`, en: `is not known: ${key}; nearest is ${near}` };
}

const yamlWords: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一个名称写了两次',
  BAD_INDENT: '缩进不对，请只用空格对齐',
  TAB_AS_INDENT: '缩进不能用制表符，请用空格',
  MISSING_CHAR: '少了一个符号，例如引号或者括号没有成对',
  BLOCK_AS_IMPLICIT_KEY: '同一行里有两个冒号，或者缩进不对',
  MULTILINE_IMPLICIT_KEY: '名称写到了下一行，可能少了冒号',
  UNEXPECTED_TOKEN: '这里有多余的符号',
};

/** Faults of the YAML itself. Aliases and unknown tags are among them: what is written must be what is read. */
function yamlFaults(text: Text, lines: LineCounter): Fault[] {
  const at = (offset: number) => lines.linePos(offset).line;
  const found = [...text.errors, ...text.warnings];
  const fault = (offset: number, message: string, zh: string): Fault => ({
    path: '(yaml)',
    line: at(offset),
    article: null,
    message,
    zh,
  });
  const faults = found.map(({ pos, code, message }) =>
    fault(pos[0], message, `${yamlWords[code] ?? '写法有误'}（${message}）`),
  );
  visit(text, {
    Alias(_, node) {
      const { source } = node;
      faults.push(
        fault(node.range?.[0] ?? 0, `aliases are not used here: *${source}`, `这里不用别名：*${source}`),
      );
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
  const given: unknown = text.toJS();
  const parsed = shape.safeParse(given);
  if (parsed.success) return { value: parsed.data, faults: [] };
  const faultAt = (path: readonly PropertyKey[], { zh, en }: Bilingual): Fault => ({
    path: path.length === 0 ? '(top)' : path.map(String).join('.'),
    line: nearestLine(text, lines, path),
    article: articleAt(given, path),
    message: en,
    zh,
  });
  const faults = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [faultAt(issue.path, sayIssue(issue, valueAt(given, issue.path)))];
    const known = namesAt(
      z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonShape,
      issue.path,
    );
    return issue.keys.map((key) => faultAt([...issue.path, key], sayUnknown(key, known)));
  });
  return { value: null, faults };
}
