import { createHash, randomUUID } from 'node:crypto';
import type { DocumentContent, Output, SignatureRole, Strokes } from '@liuhen/contract';
import type { ProgramSession } from '../session.ts';
import type { Desk } from './desk.ts';

/** A document of a case: what it says beside what the case fills in, and how far it has come. */
export interface Paper {
  kind: string;
  caseId: string;
  actId?: string;
  /** Who writes it; the first officer when left out. */
  by?: ProgramSession;
  says: DocumentContent;
  state: 'draft' | 'final' | 'signed';
  /** Who signs for the other side. */
  signer?: string;
  /** Where it is signed on the glass. */
  place?: string;
}

/** Writes a document, makes it final and has it signed by everybody whose signature it wants. Returns its id and number. */
export async function write(desk: Desk, paper: Paper): Promise<Output<'getDocument'>> {
  const { kind, caseId, actId = null, by = desk.officer, says, state } = paper;
  const id = randomUUID();
  await by.call('draftDocument', { id, kind, caseId, actId });
  const { content, revision: first } = await by.call('getDocument', { id });
  const { revision } = await by.call('saveDocument', {
    id,
    revision: first,
    content: { ...content, ...says },
  });
  if (state !== 'draft') await by.call('finalizeDocument', { id, revision });
  const written = await by.call('getDocument', { id });
  if (state === 'signed') await sign(desk, paper, written);
  return written;
}

const staff: Partial<Record<SignatureRole, (desk: Desk) => ProgramSession[]>> = {
  officer: ({ officer, second }) => [officer, second],
  handler: ({ officer, second }) => [officer, second],
  recorder: ({ second }) => [second],
  presider: ({ head }) => [head],
  member: ({ reviewer, custodian }) => [reviewer, custodian],
  head: ({ head }) => [head],
  legalReviewer: ({ reviewer }) => [reviewer],
};

async function sign(
  desk: Desk,
  paper: Paper,
  { id, sha256, missing, title, finalizedAt }: Output<'getDocument'>,
): Promise<void> {
  const file = { id, sha256: sha256 ?? '' };
  const shown = { ...file, title: title.zh, at: finalizedAt ?? '' };
  // Those that may be left out come first: with the last that has to be there the document is closed.
  const inOrder = missing.toSorted((a, b) => Number(b.optional) - Number(a.optional));
  for (const { role, count, optional } of inOrder) {
    const own = staff[role];
    if (own === undefined && !optional) await takeOnGlass(desk, paper, role, shown);
    for (const { call } of own?.(desk).slice(0, count) ?? [])
      await call('signDocument', { ...file, signatureId: randomUUID(), role, password: desk.password });
  }
}

async function takeOnGlass(
  { officer }: Desk,
  { signer = '', place = '' }: Paper,
  role: SignatureRole,
  { id, sha256, title, at }: { id: string; sha256: string; title: string; at: string },
): Promise<void> {
  const drawn = {
    ...{ id: randomUUID(), signerName: signer, signerRole: 'party' as const, refusedReason: null },
    ...{
      textShown: `《${title}》已交本人核对。文件 SHA-256：${sha256}`,
      strokes: strokesOf(signer),
      at,
      place,
    },
  };
  await officer.call('takeSignature', { id, role, sha256, drawn });
}

/** Lines as a hand draws them for a name: four for each of its characters, the same for the same name. */
export function strokesOf(name: string): Strokes {
  const chance = createHash('sha256').update(name).digest();
  const pick = (at: number, span: number) => ((chance[at % chance.length] ?? 0) / 255) * span;
  const width = Math.min(1600, 8000 / Math.max(1, name.length));
  return [...name].flatMap((_, sign) =>
    Array.from({ length: 4 }, (_, line) => {
      const seed = sign * 4 + line;
      const [x, y] = [
        900 + sign * width * 1.1 + pick(seed, width * 0.5),
        900 + line * 320 + pick(seed + 7, 250),
      ];
      const [dx, dy] =
        line % 2 === 0 ? [width * 0.55, pick(seed + 3, 300) - 150] : [pick(seed + 5, 200), 900];
      return Array.from({ length: 9 }, (_, i) => {
        const bow = Math.sin((i / 8) * Math.PI) * pick(seed + 11, 260);
        const [across, down] = [Math.round(x + (dx * i) / 8 + bow * 0.3), Math.round(y + (dy * i) / 8 + bow)];
        return [across, down, sign * 900 + line * 200 + i * 18] as [number, number, number];
      });
    }),
  );
}
