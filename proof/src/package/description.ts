import { fromUtf8 } from '../bytes.ts';
import { canonicalize, type Json } from '../canonical.ts';
import { VerificationError } from '../errors.ts';
import { digest, line, list, matching, moment, oneOf, orNull, shape, subject, uuid, whole } from './shape.ts';

export const fileRoles = ['original', 'proxy', 'poster', 'document', 'scan', 'record'] as const;
export const subjectKinds = ['case', 'act', 'recordings'] as const;

export interface DescribedFile {
  /** Below `data/`. */
  path: string;
  bytes: number;
  /** Hex, as is `sm3`. */
  sha256: string;
  sm3: string;
  mime: string;
  role: (typeof fileRoles)[number];
  /** `<table>/<uuid>` of what it is a file of. */
  of: string | null;
  /** What people call it. */
  name: string;
}

/** data/package.json: what the package holds, as it was sealed. */
export interface Description {
  format: 'liuhen-evidence-package';
  version: 1;
  /** Name of the log. */
  origin: string;
  /** The log as the content was read from it: its size, and the moment when the organ signed that. */
  asOf: { size: number; at: string };
  organ: { id: string; name: string };
  subject: { kind: (typeof subjectKinds)[number]; ids: string[]; title: string };
  /** Every file below `data/` but the description itself, the report and the log; ascending by path. */
  files: DescribedFile[];
  /** Indexes of the entries that are in the package, ascending. */
  entries: number[];
  /** Accounts and officers that the entries speak of. */
  people: { id: string; name: string }[];
  /** What the rules said at that moment. */
  verdicts: {
    duty: string;
    title: string;
    state: string;
    due: string | null;
    article: string;
    counting: string[];
  }[];
}

export const descriptionPath = 'data/package.json';
export const reportPath = 'data/report.pdf';
export const logFolder = 'data/log/';

const fixed = {
  format: oneOf('liuhen-evidence-package'),
  version: oneOf(1),
  origin: matching(/^[^\p{White_Space}\p{Cc}+]+$/u),
  asOf: shape({ size: whole, at: moment }),
  organ: shape({ id: uuid, name: line }),
  subject: shape({ kind: oneOf(...subjectKinds), ids: list(uuid), title: line }),
  files: list(
    shape({
      path: (value) => (typeof value === 'string' && isPayloadPath(value) ? null : ''),
      bytes: whole,
      sha256: digest,
      sm3: digest,
      mime: matching(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
      role: oneOf(...fileRoles),
      of: orNull(subject),
      name: line,
    }),
  ),
  entries: list(whole),
  people: list(shape({ id: uuid, name: line })),
  verdicts: list(
    shape({
      ...{ duty: line, title: line, state: line, article: line },
      due: orNull(moment),
      counting: list(line),
    }),
  ),
};

/** Whether a path is one that every system writes to the same place, inside the bag. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  const strange = [...path].some((sign) => sign < ' ' || sign === '\u007f' || sign === '\\' || sign === ':');
  return (
    path.isWellFormed() &&
    path.length <= 1000 &&
    path.normalize('NFC') === path &&
    !strange &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** Below data/ and not one of the places that are not described. */
const isPayloadPath = (path: string): boolean =>
  isSafePath(path) &&
  path.startsWith('data/') &&
  path !== descriptionPath &&
  path !== reportPath &&
  !path.startsWith(logFolder);

const refuse = (fault: string): never => {
  throw new VerificationError('description', fault);
};

/** Numbers by their size, texts by their UTF-16 code units, as canonical JSON orders members. */
function requireOrder(values: readonly (number | string)[], what: string): void {
  for (let i = 1; i < values.length; i++)
    if (!((values[i - 1] ?? '') < (values[i] ?? ''))) refuse(`${what} ascend and each is there once`);
}

/**
 * Reads a description; only its canonical text is accepted. Throws VerificationError 'description', and
 * 'descriptionVersion' for one that a newer program wrote.
 */
export function parseDescription(bytes: Uint8Array): Description {
  const text = fromUtf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('a description is JSON');
  }
  const { format, version } = Object(value) as { format?: unknown; version?: unknown };
  if (format !== 'liuhen-evidence-package') refuse('not the description of an evidence package');
  if (version !== 1)
    throw new VerificationError('descriptionVersion', `version ${String(version)} is not known`);
  const wrong = shape(fixed)(value);
  if (wrong !== null) refuse(`not a description: ${wrong}`);
  if (canonicalize(value as Json) !== text) refuse('a description has its canonical text');
  const description = value as Description;
  requireOrder(description.entries, 'indexes');
  requireOrder(
    description.files.map(({ path }) => path),
    'paths',
  );
  if (new Set(description.files.map(({ path }) => path.toLowerCase())).size !== description.files.length)
    refuse('two paths differ only in their case');
  return description;
}
