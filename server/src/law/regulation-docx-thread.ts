import { parentPort, workerData } from 'node:worker_threads';
import mammoth from 'mammoth';
import type { DocxText } from './regulation-file.ts';

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

await mammoth.convertToHtml(
  { buffer: Buffer.from(workerData as Uint8Array) },
  {
    externalFileAccess: false,
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    transformDocument: (document: Part) => {
      const answer: DocxText = { text: textOf(document), numbered: countNumbered(document) };
      parentPort?.postMessage(answer);
      return document;
    },
  },
);
