const tokens = new Set(['deviceId', 'userId', 'date', 'time', 'seq']);
const fixed = new Set(['date', 'time']);

/** The tokens in their order, and those that stand beside each other without a sign between them. */
function readTokens(template: string): { named: string[]; touching: string[] } {
  const named = [...template.matchAll(/<([^<>[\]]*)>/g)].map((match) => match[1] ?? '');
  const pairs = template.replace(/[[\]]/g, '').matchAll(/<([^<>]*)>(?=<([^<>]*)>)/g);
  const touching = [...pairs].flatMap(([, left = '', right = '']) =>
    fixed.has(left) && fixed.has(right) ? [] : [right],
  );
  return { named, touching };
}

function faultOfTokens(template: string): string | null {
  const { named, touching } = readTokens(template);
  const unknown = named.filter((token) => !tokens.has(token));
  if (unknown.length > 0)
    return `不认识的标记 <${unknown.join('>、<')}>，可用：<deviceId> <userId> <date> <time> <seq>`;
  const twice = named.find((token, i) => named.indexOf(token) !== i);
  if (twice !== undefined) return `<${twice}> 出现了两次，每个标记只能写一次`;
  if (touching.length > 0) return `<${touching[0]}> 与前一个标记之间要有分隔符，否则分不开`;
  if (named.includes('time') && !named.includes('date'))
    return '有 <time> 就要有 <date>，只有时刻定不了拍摄时间';
  if (!['deviceId', 'userId', 'date'].some((token) => named.includes(token)))
    return '至少要有 <deviceId>、<userId>、<date> 中的一个，否则从文件名看不出任何信息';
  return null;
}

/**
 * What is wrong with a file-name pattern of a device model, in words for the administrator; null when nothing is.
 * Takes exactly what the line can read (recordings/naming.ts): a pattern it cannot read would be passed over in silence.
 */
export function faultOfPattern(template: string): string | null {
  if (template.trim() === '') return '请填写文件名格式';
  if (template.length > 200) return '格式最多 200 个字符';
  const text = template.replace(/<[^<>[\]]*>/g, '_');
  if (!/^[^[\]]*(\[[^[\]]*\][^[\]]*)*$/.test(text)) return '方括号没有成对，或套在了一起';
  if (/[<>]/.test(text)) return '尖括号没有成对，标记请写成 <date> 这样';
  if (/[/\\\p{Cc}]/u.test(text)) return '文件名里不会有斜杠和控制字符';
  return faultOfTokens(template);
}
