import { sayInstant, sayingIn } from '@liuhen/contract';
import { type Description, shortFingerprint } from '@liuhen/proof';
import type { DocumentHouse } from '../documents/index.ts';
import type { TakenEntry } from './entries.ts';

type Sheet = Parameters<DocumentHouse['printer']['print']>[0]['sheet'];
type Block = Sheet['blocks'][number];

export interface ReportParts {
  description: Description;
  /** SHA-256 of the description, hex. */
  digest: string;
  entries: readonly TakenEntry[];
  verifierKey: string;
  recipient: string;
  purpose: string;
}

const { t, nameOf } = sayingIn('zh');
const grouped = (digest: string): string => (digest.match(/.{4}/g) ?? []).join(' ');
const place = (path: string): string => path.slice('data/'.length);

function head({ description, digest, recipient, purpose, verifierKey, entries }: ReportParts): Block[] {
  const cells = (key: Parameters<typeof t>[0], text: string) => ({ cells: [{ label: t(key), text }] });
  const { organ, subject, asOf, files, origin } = description;
  return [
    {
      is: 'rows',
      rows: [
        cells('packages.report.organ', organ.name),
        cells('packages.report.subject', subject.title),
        cells('packages.report.recipient', recipient),
        cells('packages.report.purpose', purpose),
        cells(
          'packages.report.asOf',
          t('packages.report.asOfValue', { at: sayInstant(asOf.at, true), n: asOf.size }),
        ),
        cells(
          'packages.report.holds',
          t('packages.report.holdsValue', { files: files.length, entries: entries.length }),
        ),
        cells('packages.report.digest', grouped(digest)),
        cells('packages.report.log', origin),
        cells('packages.report.fingerprint', shortFingerprint(verifierKey)),
      ],
    },
    { is: 'heading', text: t('packages.report.howTitle') },
    { is: 'text', text: t('packages.report.how') },
    { is: 'text', text: t('packages.report.howMore') },
  ];
}

function digests({ files }: Description): Block[] {
  if (files.length === 0) return [];
  return [
    { is: 'heading', text: t('packages.report.filesTitle') },
    {
      is: 'table',
      columns: [t('packages.report.number'), t('packages.report.file'), t('packages.report.digests')],
      rows: files.map(({ path, role, bytes, sha256, sm3 }, i) => [
        String(i + 1),
        `${place(path)}\n${nameOf('packages.role', role)} · ${bytes}`,
        `SHA-256\n${sha256}\nSM3\n${sm3}`,
      ]),
    },
  ];
}

function custody({ people }: Description, entries: readonly TakenEntry[]): Block[] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const actor = (id: string): string => (id === 'system' ? t('custody.system') : (names.get(id) ?? id));
  return [
    { is: 'heading', text: t('packages.report.custodyTitle') },
    {
      is: 'table',
      columns: [
        t('custody.index'),
        t('custody.at'),
        t('custody.kind'),
        t('custody.subject'),
        t('custody.actor'),
      ],
      rows: entries.map(({ index, at, kind, subject, actor: by }) => [
        String(index + 1),
        sayInstant(at, true),
        nameOf('names.entryKind', kind),
        `${nameOf('names.subject', subject.split('/')[0] ?? '')} ${subject.slice(-8)}`,
        actor(by),
      ]),
    },
  ];
}

function verdicts({ verdicts: list }: Description): Block[] {
  if (list.length === 0) return [];
  return [
    { is: 'heading', text: t('packages.report.verdictsTitle') },
    {
      is: 'table',
      columns: [
        t('packages.report.number'),
        t('packages.report.duty'),
        t('packages.report.state'),
        t('packages.report.due'),
        t('packages.report.article'),
      ],
      rows: list.map(({ title, state, due, article, counting }, i) => [
        String(i + 1),
        title,
        state,
        due === null ? '—' : sayInstant(due, true),
        [article, ...counting].join('；'),
      ]),
    },
  ];
}

/** The report that people read: what the package is, its digests, who did what when, what the rules said. */
export const reportSheet = (parts: ReportParts): Sheet => ({
  organ: parts.description.organ.name,
  title: t('packages.report.title'),
  number: null,
  ...{ outward: false, form: 'table', draft: false, void: false, foot: [] },
  footer: t('packages.report.footer', { digest: parts.digest }),
  blocks: [
    ...head(parts),
    ...digests(parts.description),
    ...verdicts(parts.description),
    ...custody(parts.description, parts.entries),
  ],
});
