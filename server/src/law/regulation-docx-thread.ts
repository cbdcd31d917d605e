import { parentPort, workerData } from 'node:worker_threads';
import mammoth from 'mammoth';
import { mostCharacters, partsOf, TooMuchUnpacked } from '../base/archive-parts.ts';
import type { DocxAnswer } from './regulation-file.ts';

// Takes the text out of a docx, in a thread of its own: a small archive can unpack to any size.

/** What a Word document consists of, as mammoth reads it. */
interface Part {
  type: string;
  value?: string;
  children?: Part[];
  numbering?: { isOrdered: boolean } | null;
}

function textOf({ type, value, children = [] }: Part): string {
  if (type === 'text') return value ?? '';
  if (type === 'tab') return '\t';
  if (type === 'break') return '\n';
  const inside = children.map(textOf).join('');
  return type === 'paragraph' ? `${inside}\n` : inside;
}

const countNumbered = ({ type, numbering, children = [] }: Part): number =>
  (type === 'paragraph' && numbering?.isOrdered ? 1 : 0) +
  children.reduce((sum, child) => sum + countNumbered(child), 0);

const answer = (said: DocxAnswer) => parentPort?.postMessage(said);

/** The archive as mammoth asks for it: it sees what was unpacked here within bounds, and unpacks nothing itself. */
function archiveOf(bytes: Buffer) {
  const parts = partsOf(bytes);
  return {
    exists: (name: string) => parts.has(name),
    read: async (name: string, encoding?: string) => {
      const part = parts.get(name) ?? Buffer.alloc(0);
      return encoding === undefined ? part : new TextDecoder(encoding).decode(part);
    },
  };
}

async function read(bytes: Buffer): Promise<void> {
  // Not among mammoth's types: an archive that is open already.
  const input = { file: archiveOf(bytes) } as unknown as { buffer: Buffer };
  await mammoth.convertToHtml(input, {
    externalFileAccess: false,
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    transformDocument: (document: Part) => {
      const text = textOf(document);
      if (text.length > mostCharacters) throw new TooMuchUnpacked();
      answer({ text, numbered: countNumbered(document) });
      return document;
    },
  });
}

try {
  await read(Buffer.from(workerData as Uint8Array));
} catch (error) {
  answer(error instanceof TooMuchUnpacked ? 'tooMuch' : 'broken');
}
