import type { Description } from '@liuhen/proof';
import { titleOfKind } from '../documents/index.ts';
import type { SealedRow } from './entries.ts';

/** A file of the package whose bytes lie in the vault. */
export interface VaultFile {
  path: string;
  role: Description['files'][number]['role'];
  of: string;
  name: string;
  mime: string;
  bytes: number;
  sha256: string;
}

const textOf = (row: SealedRow, member: string): string => {
  const value = row[member];
  return typeof value === 'string' ? value : '';
};
const sizeOf = (row: SealedRow, member: string): number => Number(row[member] ?? 0);

/** A name that every system can write: no sign that one of them reads as something else, 80 signs at most. */
export function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|%]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/su.exec(safe)?.slice(1) ?? [];
  return `${[...stem].slice(0, 80).join('') || '_'}${ending ?? ''}`;
}

/** On one line, never empty, as a description has it. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim() || '—';

const numbered = (at: number): string => String(at + 1).padStart(3, '0');

const endings: Record<string, string> = {
  'video/mp4': '.mp4',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'audio/mp4': '.m4a',
};

function filmFiles(rows: ReadonlyMap<string, SealedRow[]>): VaultFile[] {
  const derivatives = rows.get('derivative') ?? [];
  return (rows.get('recording') ?? []).flatMap((film, at) => {
    const [id, name] = [textOf(film, 'id'), oneLine(textOf(film, 'name'))];
    const original: VaultFile = {
      ...{
        path: `data/originals/${numbered(at)}-${safeName(name)}`,
        role: 'original',
        of: `recording/${id}`,
      },
      ...{ name, mime: textOf(film, 'mime'), bytes: sizeOf(film, 'size'), sha256: textOf(film, 'sha256') },
    };
    const made = derivatives.filter((one) => one.recording_id === id && one.state === 'ready');
    return [original, ...made.map((one) => derivedFile(one, `${numbered(at)}-${safeName(name)}`, name))];
  });
}

/** What was made of a film to be played or seen; its name and place say that it is no original. */
function derivedFile(row: SealedRow, stem: string, name: string): VaultFile {
  const kind = row.kind === 'poster' ? 'poster' : 'proxy';
  const mime = textOf(row, 'mime');
  const ending = endings[mime] ?? '';
  return {
    ...{ path: `data/proxies/${stem}.${kind}${ending}`, role: kind, of: `derivative/${textOf(row, 'id')}` },
    ...{ name: `${name} (${kind})`, mime, bytes: sizeOf(row, 'size'), sha256: textOf(row, 'sha256') },
  };
}

function documentFiles(rows: ReadonlyMap<string, SealedRow[]>): VaultFile[] {
  const issued = (rows.get('document') ?? []).filter((one) => textOf(one, 'pdf_sha256') !== '');
  return issued.flatMap((row, at) => {
    const title = oneLine(`${titleOfKind(textOf(row, 'kind'))} ${textOf(row, 'number')}`);
    const file = (which: 'pdf' | 'signed'): VaultFile => ({
      path: `data/documents/${numbered(at)}-${safeName(title)}${which === 'signed' ? '.signed' : ''}.pdf`,
      ...{ role: 'document', of: `document/${textOf(row, 'id')}`, name: title, mime: 'application/pdf' },
      ...{ bytes: sizeOf(row, `${which}_size`), sha256: textOf(row, `${which}_sha256`) },
    });
    return textOf(row, 'signed_sha256') === '' ? [file('pdf')] : [file('pdf'), file('signed')];
  });
}

/** A scanned file may hold pages of several documents: it is there once, as a file of its first page. */
function scanFiles(rows: ReadonlyMap<string, SealedRow[]>): VaultFile[] {
  const scans = rows.get('document_scan') ?? [];
  const first = scans.filter((one, at) => scans.findIndex(({ sha256 }) => sha256 === one.sha256) === at);
  return first.map((row, at) => {
    const name = oneLine(textOf(row, 'file_name'));
    return {
      ...{
        path: `data/scans/${numbered(at)}-${safeName(name)}`,
        role: 'scan',
        of: `document_scan/${textOf(row, 'id')}`,
      },
      ...{ name, mime: textOf(row, 'media_type'), bytes: sizeOf(row, 'size'), sha256: textOf(row, 'sha256') },
    };
  });
}

/** Originals, what was made of them, documents and scans, from the rows as they were sealed. */
export const filesOf = (rows: ReadonlyMap<string, SealedRow[]>): VaultFile[] => [
  ...filmFiles(rows),
  ...documentFiles(rows),
  ...scanFiles(rows),
];
