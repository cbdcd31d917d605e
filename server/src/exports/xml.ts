import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';

/** An element: its name, and its text or the elements in it. Null, no text and no element: it is left out. */
export type Element = readonly [
  name: string,
  content: string | number | null | readonly Element[],
  attributes?: Readonly<Record<string, string>>,
];

const isLeft = ([, content]: Element): boolean =>
  content !== null && (!Array.isArray(content) || content.some(isLeft)) && content !== '';

/** Signs that no XML 1.0 document may hold. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function add(parent: XMLBuilder, element: Element): void {
  if (!isLeft(element)) return;
  const [name, content, attributes = {}] = element;
  const built = parent.ele(name, attributes);
  if (Array.isArray(content)) for (const one of content as readonly Element[]) add(built, one);
  else built.txt(String(content).toWellFormed().replace(forbidden, '\ufffd'));
}

/** An XML 1.0 document in UTF-8, indented: the same elements give the same bytes. */
export function xmlOf(root: Element): Uint8Array {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  add(document, root);
  return Buffer.from(`${document.end({ prettyPrint: true })}\n`);
}
