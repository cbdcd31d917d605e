import { documentKind, documentsOfCase } from '../documents/index.ts';
import { both, type Happening, joined, type Source } from './happening.ts';

const tones = { draft: 'open', final: 'open', signed: 'good', void: 'quiet' } as const;

/** Whether nothing more has to be done to a document: it is signed, or final and nobody has to sign it. */
export const isDone = ({ kind, state }: { kind: string; state: string }): boolean => {
  const wanted = documentKind(kind)?.signatures.filter(({ optional }) => !optional) ?? [];
  return state === 'signed' || (state === 'final' && wanted.length === 0);
};

/** Documents of the case and of its acts, when they were signed, made final or begun. */
export const readDocuments: Source = async (ctx, one, most) => {
  const rows = await documentsOfCase(ctx, one.id);
  return rows.slice(0, most).map((document): Happening => {
    const { id, kind, state, number, title, stage, pages, by, signedAt, finalizedAt, createdAt } = document;
    const done = isDone(document);
    return {
      ...{
        key: `document:${id}`,
        kind: 'document',
        lane: 'paper',
        stage,
        title,
        until: null,
        citation: null,
      },
      who: [by],
      at: signedAt ?? finalizedAt ?? createdAt,
      line: joined(number, pages === null ? null : both(({ t }) => t('volumes.pages', { n: pages }))),
      state: {
        tone: done ? 'good' : tones[state],
        said: both(({ nameOf }) => nameOf('documents.state', state)),
      },
      link: { type: 'document', id, seconds: null },
      ...{ sealedAs: id, proof: done ? { type: 'document', kind } : null },
    };
  });
};
