import {
  type Finding,
  type Json,
  type PackageEntry,
  type PackageReport,
  type SeenAuthority,
  type SeenKey,
  verdictNames,
} from '@liuhen/proof';
import kindWords from './kind-words.json' with { type: 'json' };
import {
  findingWords,
  holdingWords,
  type Language,
  limits,
  otherWords,
  outcomeWords,
  questionWords,
  verdictWords,
  type Words,
} from './words.ts';

/** A moment of UTC as people in Beijing say it; the same text on every machine. */
export function sayMoment(at: string): string {
  const beijing = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${beijing.slice(0, 10)} ${beijing.slice(11, 19)}`;
}

export function sayBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${(bytes / 2 ** (10 * power)).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** A finding in one sentence; of an erased record it is told when and under which law. */
export function sayFinding({ code, at }: Finding, report: PackageReport, language: Language): string {
  const sentence = findingWords[code][language].replaceAll('{at}', at === '' ? '—' : shortened(at));
  const erased =
    code === 'entry.erased' ? report.entries.find(({ index }) => String(index) === at) : undefined;
  return erased === undefined ? sentence : `${sentence} ${sayErasure(erased, report, language)}`;
}

/** Of a fingerprint, people compare the first eight groups. */
const shortened = (at: string): string => (/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/.test(at) ? at.slice(0, 39) : at);

const known: Record<string, Words> = kindWords;

/** What happened, in words; a kind of a newer version is given as it is written. */
export const sayKind = (kind: string, language: Language): string => known[kind]?.[language] ?? kind;

/** Who did it: a name that the sealed description gives, or the id. */
export function sayActor(actor: string, report: PackageReport, language: Language): string {
  if (actor === 'system') return language === 'zh' ? '系统' : 'the system';
  return report.description?.people.find(({ id }) => id === actor)?.name ?? actor;
}

function member({ payload }: PackageEntry, name: string): Json | undefined {
  const plain = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  return plain && Object.hasOwn(payload, name) ? payload[name] : undefined;
}

/** What is told beside an entry: how its record came to be erased, or of which record it says so. */
export function sayErasure(entry: PackageEntry, report: PackageReport, language: Language): string {
  const tellsOf = (one: PackageEntry): boolean =>
    one.entry.kind === 'payload.erased' && one.proven && member(one, 'erased_entry') === entry.index;
  const teller = entry.payload === null ? report.entries.find(tellsOf) : undefined;
  if (teller === undefined) return '';
  const when = sayMoment(teller.entry.at);
  const [basis, reason] = ['basis', 'reason'].map((name) => String(member(teller, name) ?? '—'));
  return language === 'zh'
    ? `内容已于 ${when} 依 ${basis} 删除（${reason}）`
    : `its record was erased on ${when} under ${basis} (${reason})`;
}

export function sayEntry(entry: PackageEntry, report: PackageReport, language: Language): string {
  const parts = [
    sayMoment(entry.entry.at),
    sayKind(entry.entry.kind, language),
    sayActor(entry.entry.actor, report, language),
    `#${entry.index}`,
    sayErasure(entry, report, language),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const states: Record<SeenKey['signature'], Words> = {
  good: { zh: '签名有效', en: 'signed' },
  wrong: { zh: '签名不对', en: 'signature is wrong' },
  none: { zh: '没有签名', en: 'did not sign' },
};

const sayTrust = (trusted: boolean, language: Language): string =>
  (trusted ? { zh: '您信任', en: 'trusted by you' } : { zh: '未确认', en: 'unknown to you' })[language];

export function sayKey(key: SeenKey, language: Language): string {
  const zh = language === 'zh';
  const role = { log: zh ? '日志' : 'log', witness: zh ? '见证人' : 'witness' }[key.role];
  const at = key.at === null ? '' : ` ${sayMoment(key.at)}`;
  return `${role} ${key.name} · ${states[key.signature][language]}${at} · ${sayTrust(key.trusted, language)}`;
}

export function sayAuthority({ name, trusted }: SeenAuthority, language: Language): string {
  const zh = language === 'zh';
  return `${zh ? '时间戳机构' : 'time authority'} ${name} · ${sayTrust(trusted, language)}`;
}

const tellTime = ({ bounds, authorities }: PackageReport, language: Language): string[] => [
  ...bounds.map(
    ({ by, at }) => `  ${language === 'zh' ? '不晚于' : 'not later than'} ${sayMoment(at)} · ${by}`,
  ),
  ...authorities.flatMap((authority) => [
    `  ${sayAuthority(authority, language)}`,
    `    ${authority.fingerprint.slice(0, 39)}`,
  ]),
];

/** The whole result as lines of plain text. */
export function tellReport(report: PackageReport, language: Language): string[] {
  const zh = language === 'zh';
  const { description, digest, checkpoint } = report;
  const lines = [
    `${zh ? '证据包' : 'Package'}: ${description?.subject.title ?? '—'}`,
    `${zh ? '出具机关' : 'Organ'}: ${description?.organ.name ?? '—'}`,
    `${zh ? '证据包摘要' : 'Package digest'} (SHA-256): ${digest ?? '—'}`,
    `${zh ? '日志' : 'Log'}: ${checkpoint ? `${checkpoint.origin}, ${checkpoint.size}` : '—'}`,
    `${zh ? '文件' : 'Files'}: ${report.files}, ${sayBytes(report.bytes)}`,
  ];
  for (const name of verdictNames) {
    const { outcome, findings, more } = report.verdicts[name];
    const head = `${verdictWords[name][language]}: ${outcomeWords[outcome][language]}`;
    lines.push(
      '',
      head,
      `  ${outcome === 'holds' ? holdingWords[name][language] : questionWords[name][language]}`,
    );
    for (const finding of findings)
      lines.push(`  - ${sayFinding(finding, report, language)} [${finding.code}]`);
    if (more > 0) lines.push(zh ? `  - 另有 ${more} 处` : `  - and ${more} more`);
    if (name === 'time') lines.push(...tellTime(report, language));
    if (name === 'signers')
      for (const key of report.keys)
        lines.push(`  ${sayKey(key, language)}`, `    ${key.fingerprint.slice(0, 39)}`);
  }
  for (const { size, here, there } of report.forks)
    lines.push('', zh ? `分叉证据（${size} 条）` : `Evidence of a fork (size ${size})`, here, there);
  lines.push('', zh ? '离线无法判断的：' : 'What cannot be told offline:');
  for (const limit of limits) lines.push(`  - ${limit[language]}`);
  return lines;
}

/** What happened beside the things that files are of: entries that are in no story. */
export function otherEntries(report: PackageReport): PackageEntry[] {
  const told = new Set(report.items.flatMap(({ entries }) => entries));
  return report.entries.filter(({ index }) => !told.has(index));
}

/** The story of each thing, line by line, and what happened beside. */
export function tellStories(report: PackageReport, language: Language): string[] {
  const byIndex = new Map(report.entries.map((entry) => [entry.index, entry]));
  const stories = report.items.map(({ files, entries }) => ({
    title: files.join(', '),
    entries: entries.flatMap((index) => byIndex.get(index) ?? []),
  }));
  stories.push({ title: otherWords[language], entries: otherEntries(report) });
  return stories.flatMap(({ title, entries }) => [
    ...['', title],
    ...entries.map((entry) => `  ${sayEntry(entry, report, language)}`),
  ]);
}
