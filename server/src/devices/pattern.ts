import type { Term } from '@liuhen/contract';

/** A file-name pattern of a device model, compiled. */
export interface NamePattern {
  /** As the administrator wrote it, e.g. `DCAM_<deviceId>_<userId>_<date>_<time>[_IMP]`. */
  template: string;
  expression: RegExp;
}

export interface NamePatternFault {
  code:
    | 'empty'
    | 'tooLong'
    | 'bracket'
    | 'tooManyOptional'
    | 'unknownToken'
    | 'twice'
    | 'touching'
    | 'timeWithoutDate'
    | 'tellsNothing'
    | 'sign';
  /** Where in the template, counted from 0. */
  at: number;
  /** For the administrator. */
  said: Term;
}

const tokens = new Map([
  ['deviceId', { expression: '[\\p{L}\\p{N}-]{1,40}', fixed: false }],
  ['userId', { expression: '[\\p{L}\\p{N}-]{1,40}', fixed: false }],
  ['date', { expression: '\\d{8}', fixed: true }],
  ['time', { expression: '\\d{6}', fixed: true }],
  ['seq', { expression: '\\d{1,9}', fixed: false }],
]);
const tokenNames = '<deviceId> <userId> <date> <time> <seq>';
const longestTemplate = 200;
/** Every optional part doubles the ways in which a name can be tried. */
const mostOptional = 4;
const unpaired = {
  zh: '方括号没有成对，或套在了一起',
  en: 'Square brackets are not paired, or one lies in another',
};

type Part = { at: number } & (
  | { is: 'text'; text: string }
  | { is: 'token'; name: string }
  | { is: 'open' }
  | { is: 'close' }
);

function split(template: string): Part[] {
  return [...template.matchAll(/<([^<>[\]]*)>|\[|\]|[^<[\]]+|</g)].map((match): Part => {
    const at = match.index;
    if (match[0] === '[') return { at, is: 'open' };
    if (match[0] === ']') return { at, is: 'close' };
    if (match[1] !== undefined) return { at, is: 'token', name: match[1] };
    return { at, is: 'text', text: match[0] };
  });
}

function checkBrackets(parts: Part[]): NamePatternFault[] {
  const faults: NamePatternFault[] = [];
  let open: number | null = null;
  for (const part of parts) {
    if (part.is === 'open' && open !== null) faults.push({ code: 'bracket', at: part.at, said: unpaired });
    if (part.is === 'open') open = part.at;
    if (part.is === 'close' && open === null) faults.push({ code: 'bracket', at: part.at, said: unpaired });
    if (part.is === 'close') open = null;
    if (part.is === 'text' && /[<>]/.test(part.text))
      faults.push({
        code: 'bracket',
        at: part.at,
        said: {
          zh: '尖括号没有成对，标记请写成 <date> 这样',
          en: 'Angle brackets are not paired; write a mark like <date>',
        },
      });
    if (part.is === 'text' && /[/\\\p{Cc}]/u.test(part.text))
      faults.push({
        code: 'sign',
        at: part.at,
        said: {
          zh: '文件名里不会有斜杠和控制字符',
          en: 'A file name holds no slash and no control character',
        },
      });
  }
  if (open !== null) faults.push({ code: 'bracket', at: open, said: unpaired });
  const beyond = parts.filter((part) => part.is === 'open')[mostOptional];
  if (beyond !== undefined)
    faults.push({
      code: 'tooManyOptional',
      at: beyond.at,
      said: {
        zh: `方括号里的可选部分最多 ${mostOptional} 个`,
        en: `At most ${mostOptional} optional parts in square brackets`,
      },
    });
  return faults;
}

function checkTokens(parts: Part[]): NamePatternFault[] {
  const faults: NamePatternFault[] = [];
  const seen = new Set<string>();
  const unknown = parts
    .flatMap((part) => (part.is === 'token' && !tokens.has(part.name) ? [`<${part.name}>`] : []))
    .join('、');
  let before: string | null = null; // name of the token just before, if one is
  for (const part of parts) {
    if (part.is === 'token') {
      const token = tokens.get(part.name);
      if (token === undefined)
        faults.push({
          code: 'unknownToken',
          at: part.at,
          said: {
            zh: `不认识的标记 ${unknown}，可用：${tokenNames}`,
            en: `Unknown mark ${unknown}; there are: ${tokenNames}`,
          },
        });
      if (seen.has(part.name))
        faults.push({
          code: 'twice',
          at: part.at,
          said: {
            zh: `<${part.name}> 出现了两次，每个标记只能写一次`,
            en: `<${part.name}> is there twice; each mark stands once`,
          },
        });
      const touches = before !== null && !(token?.fixed && tokens.get(before)?.fixed);
      if (touches)
        faults.push({
          code: 'touching',
          at: part.at,
          said: {
            zh: `<${part.name}> 与前一个标记之间要有分隔符，否则分不开`,
            en: `Something must stand between <${part.name}> and the mark before it, to tell them apart`,
          },
        });
      seen.add(part.name);
    }
    if (part.is === 'token') before = part.name;
    if (part.is === 'text') before = null;
  }
  if (seen.has('time') && !seen.has('date'))
    faults.push({
      code: 'timeWithoutDate',
      at: 0,
      said: {
        zh: '有 <time> 就要有 <date>，只有时刻定不了拍摄时间',
        en: '<time> needs <date>: the time of day alone does not tell when it was filmed',
      },
    });
  if (!['deviceId', 'userId', 'date'].some((name) => seen.has(name)))
    faults.push({
      code: 'tellsNothing',
      at: 0,
      said: {
        zh: '至少要有 <deviceId>、<userId>、<date> 中的一个，否则从文件名看不出任何信息',
        en: 'One of <deviceId>, <userId> and <date> has to be there, or the name tells nothing',
      },
    });
  return faults;
}

const escapeText = (text: string) =>
  text.replace(/[.*+?^${}()|[\]\\-]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);

/**
 * One sign class per token, none nested, each of a bounded length, at most three of unfixed length and four optional
 * parts: matching stays within a bounded number of steps whatever the name.
 */
function compile(parts: Part[]): RegExp {
  let source = '';
  let open = -1;
  parts.forEach((part, i) => {
    const next = parts[i + 1];
    if (part.is === 'open') {
      open = i;
      source +=
        next?.is === 'text' && parts[i + 2]?.is === 'close' && /IMP/i.test(next.text)
          ? '(?<important>'
          : '(?:';
    } else if (part.is === 'close') source += open >= 0 ? ')?' : '';
    else if (part.is === 'text') source += escapeText(part.text);
    else source += `(?<${part.name}>${tokens.get(part.name)?.expression ?? ''})`;
  });
  // A copy made beside the first is called "name (1)" or "name(1)".
  return new RegExp(`^${source}(?: ?\\(\\d{1,3}\\))?$`, 'iu');
}

/** Compiles a template, or names all its faults at once. */
export function parseNamePattern(
  template: string,
): { pattern: NamePattern } | { faults: NamePatternFault[] } {
  if (template.trim() === '')
    return {
      faults: [
        { code: 'empty', at: 0, said: { zh: '请填写文件名格式', en: 'State the pattern of the names' } },
      ],
    };
  if (template.length > longestTemplate)
    return {
      faults: [
        {
          code: 'tooLong',
          at: longestTemplate,
          said: {
            zh: `格式最多 ${longestTemplate} 个字符`,
            en: `A pattern has at most ${longestTemplate} characters`,
          },
        },
      ],
    };
  const parts = split(template);
  const faults = [...checkBrackets(parts), ...checkTokens(parts)].sort((a, b) => a.at - b.at);
  if (faults.length > 0) return { faults };
  return { pattern: { template, expression: compile(parts) } };
}

/** What is wrong with a file-name pattern of a device model, in words; null when nothing is. */
export function faultOfPattern(template: string): Term | null {
  const parsed = parseNamePattern(template);
  return 'faults' in parsed ? (parsed.faults[0]?.said ?? null) : null;
}
