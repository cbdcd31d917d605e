import {
  type DescribedFile,
  type PackageEntry,
  type PackageReport,
  type VerdictName,
  verdictNames,
} from '@liuhen/proof';
import { otherEntries, sayAuthority, sayBytes, sayEntry, sayFinding, sayKey, sayMoment } from '../tell.ts';
import {
  holdingWords,
  type Language,
  limits,
  otherWords,
  outcomeWords,
  questionWords,
  verdictWords,
} from '../words.ts';
import { el } from './dom.ts';
import { type PageWord, roleWords, say, stateWords } from './page-words.ts';

/** What the result can ask of the page. */
export interface Asking {
  language: Language;
  /** The reader accepts a key by its fingerprint. */
  accept(fingerprint: string): void;
  /** Address of the bytes of a file of the package. */
  address(path: string, mime: string): Promise<string>;
}

const fact = (word: PageWord, value: string, language: Language): Node[] => [
  el('dt', {}, say(word, language)),
  el('dd', {}, value),
];

function showFacts(report: PackageReport, language: Language): HTMLElement {
  const { description, digest, checkpoint } = report;
  const size = checkpoint ? `${checkpoint.origin} · ${checkpoint.size} ${say('entries', language)}` : '—';
  return el(
    'dl',
    { class: 'facts' },
    ...fact('package', description?.subject.title ?? '—', language),
    ...fact('organ', description?.organ.name ?? '—', language),
    ...fact('asOf', description ? sayMoment(description.asOf.at) : '—', language),
    ...fact('packageDigest', digest?.match(/.{8}/g)?.join(' ') ?? '—', language),
    ...fact('log', size, language),
    ...fact('files', `${report.files} · ${sayBytes(report.bytes)}`, language),
  );
}

function showVerdict(name: VerdictName, report: PackageReport, asking: Asking): HTMLElement {
  const { language } = asking;
  const { outcome, findings, more } = report.verdicts[name];
  const lines = findings.map((finding) =>
    el(
      'li',
      { 'data-code': finding.code },
      sayFinding(finding, report, language),
      finding.fault && el('small', {}, ` ${finding.code}: ${finding.fault}`),
    ),
  );
  const bounds = name === 'time' ? report.bounds : [];
  return el(
    'section',
    { class: `verdict ${outcome}`, 'data-verdict': name, 'data-outcome': outcome },
    el('h3', {}, verdictWords[name][language], el('strong', {}, outcomeWords[outcome][language])),
    el('p', { class: 'question' }, questionWords[name][language]),
    outcome === 'holds' ? el('p', {}, holdingWords[name][language]) : null,
    el('ul', {}, ...lines, more > 0 ? el('li', {}, `${say('more', language)}: ${more}`) : null),
    el(
      'ul',
      {},
      ...bounds.map(({ at, by }) => el('li', {}, `${say('notLater', language)} ${sayMoment(at)} · ${by}`)),
    ),
    name === 'time' ? showAccepting(report.authorities, sayAuthority, asking) : null,
    name === 'signers' ? showAccepting(report.keys, sayKey, asking) : null,
  );
}

/** Keys or authorities, each with its fingerprint and, where the reader does not trust it yet, a way to accept it. */
function showAccepting<T extends { fingerprint: string; trusted: boolean }>(
  all: readonly T[],
  sayOne: (one: T, language: Language) => string,
  { language, accept }: Asking,
): HTMLElement {
  const rows = all.map((key) =>
    el(
      'li',
      {},
      sayOne(key, language),
      el(
        'div',
        { class: 'fingerprint' },
        `${say('fingerprint', language)} `,
        el('code', {}, key.fingerprint.slice(0, 39)),
      ),
      key.trusted
        ? null
        : el('button', { type: 'button', click: () => accept(key.fingerprint) }, say('accept', language)),
    ),
  );
  return el('ul', { class: 'keys' }, ...rows);
}

const altered = (path: string, report: PackageReport): boolean =>
  report.verdicts.content.findings.some(({ at, code }) => at === path && code.startsWith('file.'));

function showFile(file: DescribedFile, report: PackageReport, { language, address }: Asking): HTMLElement {
  const { path, mime, name, role, bytes } = file;
  const row = el('div', { class: 'file' });
  const kind = /^(video|audio)\//.exec(mime)?.[1] as 'video' | 'audio' | undefined;
  const play = async (): Promise<void> => {
    const player = el(kind ?? 'video', { controls: true, src: await address(path, mime) });
    row.querySelector('video, audio')?.remove();
    row.append(player);
    await player.play().catch(() => {});
  };
  const save = async (): Promise<void> => {
    el('a', { href: await address(path, mime), download: path.split('/').at(-1) ?? name }).click();
  };
  row.append(
    el('b', {}, name),
    el('span', { class: 'role' }, roleWords[role]?.[language] ?? role),
    el('span', {}, sayBytes(bytes)),
    altered(path, report) ? el('em', {}, say('altered', language)) : '',
    kind ? el('button', { type: 'button', click: () => void play() }, say('play', language)) : '',
    el('button', { type: 'button', click: () => void save() }, say('save', language)),
    el('div', { class: 'digest' }, `SHA-256 ${file.sha256}`, el('br'), `SM3 ${file.sm3}`),
  );
  return row;
}

function showEntry(entry: PackageEntry, report: PackageReport, language: Language): HTMLElement {
  return el(
    'li',
    {},
    sayEntry(entry, report, language),
    el(
      'details',
      {},
      el('summary', {}, say('data', language)),
      el('pre', {}, JSON.stringify(entry.payload, null, 2)),
    ),
  );
}

/** A package may hold thousands of things: each is filled in when it is opened, and all of them before printing. */
function showItems(report: PackageReport, asking: Asking): HTMLElement {
  const { language } = asking;
  const files = new Map((report.description?.files ?? []).map((file) => [file.path, file]));
  const entries = new Map(report.entries.map((entry) => [entry.index, entry]));
  const list = el('div', { class: 'items' });
  const add = (paths: readonly string[], indexes: readonly number[], title: string): void => {
    const told = paths.flatMap((path) => files.get(path) ?? []);
    const item = el('details', {}, el('summary', {}, title));
    const fill = (): void => {
      if (item.childElementCount > 1) return;
      const rows = indexes.flatMap((index) => entries.get(index) ?? []);
      item.append(
        ...told.map((file) => showFile(file, report, asking)),
        el('ol', { class: 'story' }, ...rows.map((entry) => showEntry(entry, report, language))),
      );
    };
    item.addEventListener('toggle', fill);
    item.addEventListener('fill', fill);
    list.append(item);
  };
  for (const item of report.items) {
    const [first] = item.files.flatMap((path) => files.get(path) ?? []);
    const role = roleWords[first?.role ?? '']?.[language] ?? '';
    add(item.files, item.entries, `${first?.name ?? item.of} · ${role}`);
  }
  const loose = [...files.values()].filter(({ of }) => of === null).map(({ path }) => path);
  if (loose.length > 0) add(loose, [], say('records', language));
  const others = otherEntries(report).map(({ index }) => index);
  if (others.length > 0) add([], others, otherWords[language]);
  return list;
}

function showDuties(report: PackageReport, language: Language): HTMLElement | null {
  const rows = (report.description?.verdicts ?? []).map(({ title, state, due, article, counting }) =>
    el(
      'li',
      {},
      `${title} · ${stateWords[state]?.[language] ?? state}${due === null ? '' : ` · ${sayMoment(due)}`} · ${article}`,
      el('small', {}, counting.join('；')),
    ),
  );
  if (rows.length === 0) return null;
  return el(
    'section',
    {},
    el('h2', {}, say('verdictsOfLaw', language)),
    el('ul', { class: 'duties' }, ...rows),
  );
}

/** The whole result. */
export function showResult(report: PackageReport, asking: Asking): Node[] {
  const { language } = asking;
  const forks = report.forks.map(({ here, there }) =>
    el('div', { class: 'forks' }, el('pre', {}, here), el('pre', {}, there)),
  );
  return [
    el(
      'div',
      { class: 'head' },
      el('h2', {}, say('result', language)),
      el('button', { type: 'button', id: 'print', click: () => window.print() }, say('print', language)),
    ),
    showFacts(report, language),
    el('div', { class: 'verdicts' }, ...verdictNames.map((name) => showVerdict(name, report, asking))),
    ...(forks.length > 0 ? [el('h2', {}, say('fork', language)), ...forks] : []),
    el('h2', {}, say('items', language)),
    showItems(report, asking),
    showDuties(report, language) ?? '',
    el('h2', {}, say('limits', language)),
    el('ul', { class: 'limits' }, ...limits.map((limit) => el('li', {}, limit[language]))),
  ].map((node) => (typeof node === 'string' ? document.createTextNode(node) : node));
}
