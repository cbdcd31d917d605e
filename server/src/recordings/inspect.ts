import type { ErrorCode } from '@liuhen/contract';
import type { Clock } from '../base/clock.ts';
import { believeProbe } from './believable.ts';
import type { FileDigests } from './digest.ts';
import { decideIntake, type Probe, type ProbeFault, type ProbeKind } from './probe.ts';
import type { Staging } from './staging.ts';
import type { UploadRow } from './uploads.ts';

/** A file that may be kept: its digests and what it is. */
export interface Inspected {
  sha256: string;
  sm3: string;
  probe: Probe;
  as: 'media' | 'document';
}

export interface Inspecting {
  staging: Staging;
  clock: Clock;
  probe: (path: string, name: string) => Promise<Probe>;
}

const truncated = {
  video: 'upload.truncated',
  audio: 'upload.truncatedSound',
  picture: 'upload.truncatedPicture',
  document: 'upload.truncatedDocument',
  unknown: 'upload.truncated',
} as const satisfies Record<ProbeKind, ErrorCode>;

const refusals = {
  empty: 'upload.empty',
  notWhatItsNameSays: 'upload.notWhatItsNameSays',
  unreadable: 'upload.unreadable',
} as const satisfies Record<Exclude<ProbeFault, 'truncated'>, ErrorCode>;

/** The code of a refusal; what breaks off is said by what it was to be. */
const codeOf = (fault: ProbeFault, kind: ProbeKind): ErrorCode =>
  fault === 'truncated' ? truncated[kind] : refusals[fault];

/** Looks at a whole staged file: size, SHA-256 and SM3, what its sender declared, what is inside. */
export async function inspect(
  hands: Inspecting,
  upload: UploadRow,
  following: FileDigests,
): Promise<Inspected | { refused: ErrorCode; detail: Record<string, string> }> {
  if (upload.size === 0) {
    following.drop();
    return { refused: 'upload.empty', detail: {} };
  }
  const staged = await hands.staging.sizeOf(upload.id);
  if (staged !== upload.size) {
    following.drop();
    return { refused: 'upload.lost', detail: { size: String(upload.size), staged: String(staged) } };
  }
  const [digests, seen] = await Promise.all([
    following.finish(upload.size),
    hands.probe(hands.staging.pathOf(upload.id), upload.name),
  ]);
  const probe = believeProbe(seen, hands.clock.now());
  const wrong = declaredOtherwise(upload, digests);
  if (wrong !== null) return { refused: 'upload.digestMismatch', detail: { algorithm: wrong } };
  const intake = decideIntake(probe, upload.name);
  if ('refuse' in intake)
    return { refused: codeOf(intake.refuse, probe.kind), detail: { detail: probe.mime ?? upload.name } };
  return { ...digests, probe, as: intake.as };
}

function declaredOtherwise(upload: UploadRow, digests: { sha256: string; sm3: string }): string | null {
  if (upload.declared_sha256 !== null && upload.declared_sha256 !== digests.sha256) return 'SHA-256';
  if (upload.declared_sm3 !== null && upload.declared_sm3 !== digests.sm3) return 'SM3';
  return null;
}
