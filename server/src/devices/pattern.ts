const tokens = new Set(['deviceId', 'userId', 'date', 'time', 'seq']);

/** What is wrong with a file-name pattern of a device model, in words for the administrator; null when nothing is. */
export function faultOfPattern(template: string): string | null {
  const named = [...template.matchAll(/<([^<>]*)>/g)].map((match) => match[1] ?? '');
  const unknown = named.filter((token) => !tokens.has(token));
  if (unknown.length > 0)
    return `不认识的标记 <${unknown.join('>、<')}>，可用：<deviceId> <userId> <date> <time> <seq>`;
  if (!/^[^[\]]*(\[[^[\]]*\][^[\]]*)*$/.test(template)) return '方括号没有成对，或套在了一起';
  if (!named.includes('date') && !named.includes('deviceId'))
    return '至少要有 <date> 或 <deviceId>，否则从文件名看不出任何信息';
  return null;
}
