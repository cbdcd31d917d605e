import { toWallClock } from '@liuhen/contract';
import { toHex } from '@liuhen/proof';
import { sha256 } from '@noble/hashes/sha2.js';
import type { FileWhat } from './entry.ts';
import type { InHand } from './in-hand.ts';
import { tap } from './phone.ts';

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'text/plain': 'txt',
};
const beginnings: Readonly<Record<FileWhat['form'], string>> = { photo: 'IMG', voice: 'AUD', text: 'NOTE' };

/** What is taken on the phone is told from what a camera filmed for hours. */
export const mostBytes = 100_000_000;

/** The name of a file by the time at which it was made or begun, as recorders name theirs; Beijing time. */
export function nameOfFile(form: FileWhat['form'], type: string, at: string): string {
  const [date = '', clock = ''] = toWallClock(at).split('T');
  const ending = endings[type.split(';')[0]?.trim() ?? ''] ?? 'bin';
  return `${beginnings[form]}_${date.replaceAll('-', '')}_${clock.replaceAll(':', '')}.${ending}`;
}

/** Writes a photo, a voice note or a written one down on the phone, whole, before anything is said of it. */
export async function tapFile(
  { actId, form, content, at }: InHand,
  note: string | null = null,
): Promise<void> {
  const bytes = await content.arrayBuffer();
  const type = content.type || 'application/octet-stream';
  const what: FileWhat = {
    ...{ kind: 'file', form, actId, type, size: bytes.byteLength, note },
    ...{ name: nameOfFile(form, type, at), sha256: toHex(sha256(new Uint8Array(bytes))) },
  };
  await tap([{ actId, what, bytes }]);
}
