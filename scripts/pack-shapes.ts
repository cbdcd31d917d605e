/** What is read of a JSON Schema here. */
export interface Shape {
  type?: string | string[];
  const?: unknown;
  enum?: string[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

/** More words than these are not written out: the list they are from is named. */
const few = 9;
const plain: Record<string, string> = { string: '文字 text', integer: '整数 integer', boolean: 'true/false' };
/** Every parameter has them, so they are told once. */
const common = new Set(['article', 'also']);

/**
 * How a value is written, in one line: members in braces with `?` where they can be left out, lists in brackets, a slash
 * between what can stand for each other. `listOf` gives the title of a closed list of words.
 */
export function sayShape(shape: Shape, listOf: (words: readonly string[]) => string | null): string {
  const say = (one: Shape) => sayShape(one, listOf);
  if (shape.const !== undefined) return String(shape.const);
  if (shape.enum) {
    const list = listOf(shape.enum);
    return shape.enum.length > few && list ? `〔${list}〕` : shape.enum.join('/');
  }
  const either = shape.anyOf ?? shape.oneOf;
  if (either?.every(({ properties }) => properties && 'rule' in properties))
    return `{ rule: ${either.map(({ properties }) => say(properties?.rule ?? {})).join('/')}, … }`;
  if (either) return [...new Set(either.map(say))].join('/');
  if (shape.items) return `[${say(shape.items)}]`;
  if (shape.properties) return sayMembers(shape, say);
  return [shape.type ?? []]
    .flat()
    .map((type) => plain[type] ?? type)
    .join('/');
}

function sayMembers({ properties = {}, required = [] }: Shape, say: (one: Shape) => string): string {
  const names = Object.keys(properties);
  if (names.join() === 'zh,en') return '{ zh, en }';
  const members = names
    .filter((name) => !common.has(name))
    .map((name) => {
      const optional = required.includes(name) ? '' : '?';
      const said = say(properties[name] ?? {});
      return said === plain.string && ['id', 'zh', 'en'].includes(name)
        ? name
        : `${name}${optional}: ${said}`;
    });
  return members.length === 0 ? '' : `{ ${members.join(', ')} }`;
}
