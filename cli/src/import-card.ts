import { setTimeout as sleep } from 'node:timers/promises';
import { ContractError, type Duty, type Language, type Recording, type Upload } from '@liuhen/contract';
import { type CardFile, digestFile } from './card-folder.ts';
import { sendFile, UnreadableFile } from './send-file.ts';
import type { ProgramSession } from './session.ts';
import type { UploadNotes } from './upload-notes.ts';

/** What the sender may print of a stored file. */
export interface FileReceipt {
  recordingId: string;
  sha256: string;
  sm3: string;
  logIndex: number | null;
  duties: Duty[];
}

export type Outcome =
  | { file: CardFile; state: 'stored' | 'known'; receipt: FileReceipt }
  | { file: CardFile; state: 'refused' | 'failed'; reason: string }
  | { file: CardFile; state: 'wouldSend' | 'wouldSkip' };

/** Told while a card is imported; bytes count each file twice, once for its digest and once for sending. */
export interface ImportEvents {
  step: (file: CardFile, step: 'reading' | 'sending') => void;
  bytes: (count: number) => void;
  outcome: (outcome: Outcome) => void;
}

export interface Importing {
  session: ProgramSession;
  notes: UploadNotes;
  language: Language;
  dryRun: boolean;
  events: ImportEvents;
  /** What to say when the server has not registered a file for ten minutes, is away, or the card cannot be read. */
  sentences: { tookTooLong: string; noServer: string; unreadable: string };
}

const atOnce = 3;
const pollMillis = 250;
const patienceMillis = 600_000;
const turnsForVerdict = 12;

/** Imports the files of a card: each is digested, sent unless it is known, and followed until its seal is in the log. */
export async function importCard(files: readonly CardFile[], importing: Importing): Promise<Outcome[]> {
  const waiting = [...files];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const outcome = await importFile(file, importing);
      outcomes.push(outcome);
      importing.events.outcome(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

async function importFile(file: CardFile, importing: Importing): Promise<Outcome> {
  const { session, events, dryRun } = importing;
  try {
    events.step(file, 'reading');
    const sha256 = await digestFile(file.path, events.bytes).catch((cause: unknown) => {
      throw new UnreadableFile(file.name, { cause });
    });
    const { recordingId } = await session.call('findKnown', { sha256 });
    if (dryRun) return { file, state: recordingId === null ? 'wouldSend' : 'wouldSkip' };
    const known = recordingId === null ? null : await readKnown(session, recordingId, sha256);
    if (known !== null) {
      events.bytes(file.size);
      return { file, state: 'known', receipt: known };
    }
    return await sendAndFollow(file, sha256, importing);
  } catch (error) {
    return { file, ...sayFailure(error, importing) };
  }
}

/**
 * The receipt of a recording that is stored already, as the server gives it; null when the caller may not see it, or
 * when it is of other bytes: then the file is sent, and only what the server then answers counts.
 */
async function readKnown({ call }: ProgramSession, id: string, sha256: string): Promise<FileReceipt | null> {
  try {
    const [recording, proof] = await Promise.all([
      call('getRecording', { id }),
      call('proveRecording', { id }),
    ]);
    return recording.sha256 === sha256 ? { ...receiptOf(recording), logIndex: proof.index } : null;
  } catch (error) {
    if (error instanceof ContractError && error.status < 500) return null;
    throw error;
  }
}

const receiptOf = ({ id, sha256, sm3, duties }: Recording): FileReceipt => ({
  recordingId: id,
  logIndex: null,
  ...{ sha256, sm3, duties },
});

async function sendAndFollow(file: CardFile, sha256: string, importing: Importing): Promise<Outcome> {
  const { session, notes, events } = importing;
  events.step(file, 'sending');
  let told = 0;
  const progress = (sent: number) => {
    if (sent <= told) return;
    events.bytes(sent - told);
    told = sent;
  };
  const uploadId = await sendFile(file, sha256, {
    ...{ url: session.url, token: session.token, notes, progress },
  });
  progress(file.size);
  let outcome: Outcome | null = null;
  const untilSealed = patienceMillis / pollMillis;
  for (let turn = 0; turn < (outcome === null ? untilSealed : turnsForVerdict); turn++) {
    const upload = await askUpload(session, uploadId);
    const found = upload && readUpload(file, upload, importing.language);
    if (found !== null && (!('receipt' in found) || found.receipt.duties.length > 0)) return found;
    // A stored file is safe without its verdict; the deadline is judged a moment after the seal.
    if (outcome === null && found !== null) turn = 0;
    outcome = found ?? outcome;
    await sleep(pollMillis);
  }
  return outcome ?? { file, state: 'failed', reason: importing.sentences.tookTooLong };
}

/** How an upload stands; null when the server is away for a moment, because every byte is there and it can be asked again. */
async function askUpload({ call }: ProgramSession, id: string): Promise<Upload | null> {
  try {
    return await call('getUpload', { id });
  } catch (error) {
    const passes = error instanceof ContractError ? error.status >= 500 : error instanceof TypeError;
    if (passes) return null;
    throw error;
  }
}

/** What became of an upload; null while it is still on its way. */
function readUpload(file: CardFile, { refusal, receipt, state }: Upload, language: Language): Outcome | null {
  if (refusal !== null)
    return { file, state: 'refused', reason: language === 'zh' ? refusal.message : refusal.messageEn };
  if (receipt === null || !receipt.safeToWipe || receipt.logIndex === null) return null;
  return { file, state: state === 'duplicate' ? 'known' : 'stored', receipt };
}

interface Failure {
  state: 'refused' | 'failed';
  reason: string;
}

interface TusFault {
  originalRequest?: unknown;
  originalResponse?: { getBody(): string } | null;
  causingError?: unknown;
}

/** Server errors of tus come as text in the answer; others as they are. What the sender can mend is a refusal. */
function sayFailure(error: unknown, { language, sentences }: Importing): Failure {
  const body = error instanceof ContractError ? error.body : readTusBody(error as TusFault);
  if (body !== null)
    return {
      state: body.retry ? 'failed' : 'refused',
      reason: language === 'zh' ? body.message : body.messageEn,
    };
  const { causingError, originalRequest } = error as TusFault;
  if (error instanceof UnreadableFile || causingError instanceof UnreadableFile)
    return { state: 'failed', reason: sentences.unreadable };
  if (error instanceof TypeError || originalRequest) return { state: 'failed', reason: sentences.noServer };
  return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
}

function readTusBody({
  originalResponse,
}: TusFault): { message: string; messageEn: string; retry: boolean } | null {
  try {
    return originalResponse ? JSON.parse(originalResponse.getBody()) : null;
  } catch {
    return null;
  }
}
