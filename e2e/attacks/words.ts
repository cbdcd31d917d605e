import { type Term, terms } from '@liuhen/contract';

/** The same in both languages. */
export interface Words {
  zh: string;
  en: string;
}

/** What changes from run to run gives way to dots; paths stay. */
export const still = (text: string): string =>
  text
    .replace(/https?:\/\/127\.0\.0\.1:\d+(\/log)?/g, '…')
    .replace(/\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+/g, '…')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replace(/\b(?:[0-9a-f]{4} ){7,15}[0-9a-f]{4}\b|\b[0-9a-f]{64}\b/g, '…')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, '…')
    .replace(/(?<![\w./-])\d+(?![\w-]*[./-]\w)/g, '…');

/** Every term of a part of the catalogue. */
function* termsIn(part: unknown): Generator<Term> {
  if (typeof part !== 'object' || part === null) return;
  if ('zh' in part && 'en' in part) yield part as Term;
  else for (const one of Object.values(part)) yield* termsIn(one);
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a page or a program printed by one of these terms, in Chinese as printed; English as the same term has it. */
export function saidBy(part: object, printed: string): Words[] {
  const found: Words[] = [];
  for (const { zh, en } of termsIn(part)) {
    const pattern = new RegExp(
      zh
        .split(/\{\w+\}/)
        .map(literally)
        .join('[^\\n]*?'),
    );
    const match = pattern.exec(printed);
    if (match !== null) found.push({ zh: still(match[0]), en: still(en.replace(/\{\w+\}/g, '…')) });
  }
  return found;
}

const { inBrowser, witnesses, badge, check } = terms.custody;
const { keyChanged, shrunk, rewritten, badCheckpoint } = inBrowser;
const { monitor, witness } = terms.watch;

/** What each of those who look says when something is wrong. */
export const alarms = {
  browser: { keyChanged, shrunk, rewritten, badCheckpoint },
  page: witnesses.refused,
  badge: { badge: badge.failed, check },
  monitor: {
    ...{ unsigned: monitor.unsigned, fork: monitor.fork, older: monitor.older },
    ...{ rewritten: monitor.rewritten, misfit: monitor.misfit },
  },
  witness: { refused: witness.refused, unsigned: witness.unsigned },
};
