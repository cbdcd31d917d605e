import type { SignatureRole, TemplateFault } from '@liuhen/contract';
import type { CatalogueKind } from './catalogue/kind.ts';

/**
 * A line of a template. `when` names the field without which the line is left out.
 * The language is told in README.md.
 */
export type TemplateLine = { at: number; when: string | null } & (
  | { do: 'text' | 'heading' | 'to' | 'center' | 'left'; text: string }
  | { do: 'row'; cells: { label: string; text: string }[] }
  | { do: 'box'; label: string; text: string; role: string }
  | { do: 'table' | 'dialogue'; field: string }
  | { do: 'sign'; roles: string[] }
  | { do: 'seal'; text: string }
);

const fault = (line: number | null, zh: string, en: string): TemplateFault => ({ line, zh, en });
const onlyField = /^\{(\w+)\}$/;

function parseRow(rest: string): { label: string; text: string }[] | null {
  const parts = rest.split('|').map((part) => part.trim());
  if (parts.length % 2 !== 0 || parts.length > 4) return null;
  return Array.from({ length: parts.length / 2 }, (_, i) => ({
    label: parts[2 * i] ?? '',
    text: parts[2 * i + 1] ?? '',
  }));
}

type Body<T> = T extends unknown ? Omit<T, 'at' | 'when'> : never;
type Line = Body<TemplateLine>;

const directives: Record<string, (rest: string) => Line | null> = {
  to: (text) => ({ do: 'to', text }),
  center: (text) => ({ do: 'center', text }),
  left: (text) => ({ do: 'left', text }),
  seal: (text) => ({ do: 'seal', text }),
  row: (rest) => {
    const cells = parseRow(rest);
    return cells === null ? null : { do: 'row', cells };
  },
  box: (rest) => {
    const [label = '', text = '', role = '', more] = rest.split('|').map((part) => part.trim());
    return label === '' || role === '' || more !== undefined ? null : { do: 'box', label, text, role };
  },
  table: (rest) => {
    const field = onlyField.exec(rest)?.[1];
    return field === undefined ? null : { do: 'table', field };
  },
  qa: (rest) => {
    const field = onlyField.exec(rest)?.[1];
    return field === undefined ? null : { do: 'dialogue', field };
  },
  sign: (rest) => {
    const roles = rest.split(/\s+/).filter((role) => role !== '');
    return roles.length === 0 ? null : { do: 'sign', roles };
  },
};

function parseLine(text: string): Line | null {
  if (text.startsWith('# ')) return { do: 'heading', text: text.slice(2).trim() };
  const directive = /^@(\w+)\s*(.*)$/.exec(text);
  if (directive === null) return { do: 'text', text };
  const read = Object.hasOwn(directives, directive[1] ?? '') ? directives[directive[1] ?? ''] : undefined;
  return read === undefined ? null : read((directive[2] ?? '').trim());
}

/** Reads a template. What cannot be read is named with its line. */
export function parseTemplate(body: string): { lines: TemplateLine[]; faults: TemplateFault[] } {
  const lines: TemplateLine[] = [];
  const faults: TemplateFault[] = [];
  for (const [index, raw] of body.split('\n').entries()) {
    const at = index + 1;
    const text = raw.trim();
    if (text === '') continue;
    const condition = /^\?(\w+)\s+(.*)$/.exec(text);
    const line = parseLine(condition?.[2] ?? text);
    if (line === null)
      faults.push(
        fault(at, `看不懂这一行：${text.slice(0, 40)}`, `This line cannot be read: ${text.slice(0, 40)}`),
      );
    else lines.push({ ...line, at, when: condition?.[1] ?? null } as TemplateLine);
  }
  return { lines, faults };
}

/** What can be filled in beside the fields of the kind. */
export const builtIn = ['organ', 'number', 'title'];

const textsOf = (line: TemplateLine): string[] => {
  if ('text' in line) return [line.text];
  return line.do === 'row' ? line.cells.map(({ text }) => text) : [];
};
const placesIn = (text: string) => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');

function namesOf(line: TemplateLine): string[] {
  const own = 'field' in line ? [line.field] : textsOf(line).flatMap(placesIn);
  return line.when === null ? own : [...own, line.when];
}

const signatureNames: Record<string, SignatureRole> = { reviewer: 'legalReviewer' };
/** The role that a word of a template names. */
export const roleOf = (word: string): string => signatureNames[word] ?? word;

function faultsOfLine(kind: CatalogueKind, line: TemplateLine): TemplateFault[] {
  const fields = new Map(kind.fields.map((field) => [field.id, field]));
  const faults: TemplateFault[] = [];
  for (const name of namesOf(line))
    if (!fields.has(name) && !builtIn.includes(name))
      faults.push(fault(line.at, `没有名为“{${name}}”的填写项`, `There is no field {${name}}`));
  for (const name of 'field' in line ? [] : textsOf(line).flatMap(placesIn))
    if (['list', 'dialogue'].includes(fields.get(name)?.type ?? ''))
      faults.push(
        fault(
          line.at,
          `“{${name}}”是表格或者问答，应单独成行，用 @table 或者 @qa`,
          `{${name}} is a list; it stands on a line of its own with @table or @qa`,
        ),
      );
  if ('field' in line) {
    const wanted = line.do === 'table' ? 'list' : 'dialogue';
    const type = fields.get(line.field)?.type;
    if (type !== undefined && type !== wanted)
      faults.push(fault(line.at, `“{${line.field}}”不能这样排`, `{${line.field}} cannot be set this way`));
  }
  const roles = line.do === 'sign' ? line.roles : line.do === 'box' ? [line.role] : [];
  for (const role of roles)
    if (!kind.signatures.some((one) => one.role === roleOf(role)))
      faults.push(fault(line.at, `这种文书没有“${role}”签名`, `Nobody signs this kind as “${role}”`));
  return faults;
}

/** Whether a template can be used for a kind: each fault with its line, what is missing without one. */
export function checkTemplate(kind: CatalogueKind, body: string): TemplateFault[] {
  const { lines, faults } = parseTemplate(body);
  for (const line of lines) faults.push(...faultsOfLine(kind, line));
  const used = new Set(lines.flatMap(namesOf));
  for (const field of kind.fields)
    if (field.required && !used.has(field.id))
      faults.push(
        fault(
          null,
          `缺少必填项“${field.label.zh}”，请写入 {${field.id}}`,
          `The required field “${field.label.en}” is missing; write {${field.id}}`,
        ),
      );
  const signed = new Set(
    lines
      .flatMap((line) => (line.do === 'sign' ? line.roles : line.do === 'box' ? [line.role] : []))
      .map(roleOf),
  );
  for (const { role, optional } of kind.signatures)
    if (!optional && !signed.has(role) && !(role === 'head' && kind.outward))
      faults.push(fault(null, `缺少“${role}”的签名处`, `There is no place for the signature of “${role}”`));
  if (kind.outward && !lines.some((line) => line.do === 'seal'))
    faults.push(
      fault(null, '对外文书应有 @seal 印章处', 'A document that goes out needs @seal, the place of the seal'),
    );
  return faults;
}
