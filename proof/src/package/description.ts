import { fromUtf8 } from '../bytes.ts';
import { canonicalize, type Json } from '../canonical.ts';
import { VerificationError } from '../errors.ts';
import { digest, line, list, matching, moment, oneOf, orNull, shape, subject, uuid, whole } from './shape.ts';

export const fileRoles = ['original', 'proxy', 'poster', 'document', 'scan', 'record'] as const;
export const subjectKinds = ['case', 'act', 'recordings'] as const;

export const descriptionPath = 'data/package.json';
export const reportPath = 'data/report.pdf';
export const logFolder = 'data/log/';

/** Whether a path is one that every system writes to the same place, inside the bag. */
export function isSafePath(path: string): boolean {
  const strange = [...path].some((sign) => sign < ' ' || sign === '\u007f' || sign === '\\' || sign === ':');
  const isPlain = path.isWellFormed() && path.length <= 1000 && path.normalize('NFC') === path && !strange;
  return isPlain && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

const anyLine = matching(/^/);

/** A path below data/ that is not one of the places which are not described. */
const payloadPath: typeof anyLine = (value, at) => {
  const path = anyLine(value, at);
  const taken = path === descriptionPath || path === reportPath || path.startsWith(logFolder);
  if (taken || !path.startsWith('data/') || !isSafePath(path)) throw new Error(`${at} has no place here`);
  return path;
};

const readFile = shape({
  path: payloadPath,
  bytes: whole,
  /** Hex, as is `sm3`. */
  sha256: digest,
  sm3: digest,
  mime: matching(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
  role: oneOf(...fileRoles),
  /** `<table>/<uuid>` of what it is a file of. */
  of: orNull(subject),
  /** What people call it. */
  name: line,
});

const readDuty = shape({
  ...{ duty: line, title: line, state: line, article: line },
  due: orNull(moment),
  counting: list(line),
});

const readShape = shape({
  format: oneOf('liuhen-evidence-package'),
  version: oneOf(1),
  /** Name of the log. */
  origin: matching(/^[^\p{White_Space}\p{Cc}+]+$/u),
  /** The log as the content was read from it: its size, and the moment when the organ signed that. */
  asOf: shape({ size: whole, at: moment }),
  organ: shape({ id: uuid, name: line }),
  subject: shape({ kind: oneOf(...subjectKinds), ids: list(uuid), title: line }),
  /** Every file below `data/` but the description itself, the report and the log; ascending by path. */
  files: list(readFile),
  /** Indexes of the entries that are in the package, ascending. */
  entries: list(whole),
  /** Accounts and officers that the entries speak of. */
  people: list(shape({ id: uuid, name: line })),
  /** What the rules said at that moment. */
  verdicts: list(readDuty),
});

/** data/package.json: what the package holds, as it was sealed. */
export type Description = ReturnType<typeof readShape>;
export type DescribedFile = Description['files'][number];

/** Numbers by their size, texts by their UTF-16 code units, as canonical JSON orders members. */
function requireOrder(values: readonly (number | string)[]): void {
  for (const [i, value] of values.entries())
    if (i > 0 && !((values[i - 1] ?? '') < value)) throw new Error(`${value} is there twice or out of order`);
}

function readDescription(value: unknown, text: string): Description {
  const description = readShape(value, 'description');
  if (canonicalize(value as Json) !== text) throw new Error('a description has its canonical text');
  const paths = description.files.map(({ path }) => path);
  requireOrder(description.entries);
  requireOrder(paths);
  if (new Set(paths.map((path) => path.toLowerCase())).size !== paths.length)
    throw new Error('two paths differ only in their case');
  return description;
}

/**
 * Reads a description; only its canonical text is accepted. Throws VerificationError 'description', and
 * 'descriptionVersion' for one that a newer program wrote.
 */
export function parseDescription(bytes: Uint8Array): Description {
  try {
    const text = fromUtf8(bytes);
    const value: unknown = JSON.parse(text);
    const { format, version } = Object(value) as { format?: unknown; version?: unknown };
    if (format === 'liuhen-evidence-package' && version !== 1)
      throw new VerificationError('descriptionVersion', `version ${String(version)} is not known`);
    return readDescription(value, text);
  } catch (error) {
    if (error instanceof VerificationError && error.code === 'descriptionVersion') throw error;
    throw new VerificationError('description', String(error));
  }
}
