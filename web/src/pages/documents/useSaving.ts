import { type DocumentContent, personalFields, type ShownDocument } from '@liuhen/contract';
import { useEffect, useState } from 'react';
import { call, isOvertaken, queries } from '../../api.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { useWho } from '../../shell/session.ts';
import { useStore } from '../../shell/use-store.ts';
import { type Kept, openSaver } from './saver.ts';

const isPersonal = (field: string) => personalFields.some((one) => one === field);

/** What may lie on this computer: everything but personal numbers, which come back as they were saved last. */
const without = (content: DocumentContent): DocumentContent =>
  Object.fromEntries(Object.entries(content).filter(([field]) => !isPersonal(field)));
const withSaved = (kept: DocumentContent, saved: DocumentContent): DocumentContent => ({
  ...Object.fromEntries(Object.entries(saved).filter(([field]) => isPersonal(field))),
  ...kept,
});

/** Keeps what is typed into a document (saver.ts), and says how that stands. */
export function useSaving(document: ShownDocument) {
  const name = draftOf(useWho()?.account.id, 'document', document.id);
  const [saver] = useState(() => {
    const left = readDraft<Kept>(name);
    const { content, revision } = document;
    const start =
      left === null
        ? { content, base: content, revision }
        : { ...left, content: withSaved(left.content, content), base: withSaved(left.base, content) };
    return openSaver(start, left !== null, {
      send: async (seen, typed) =>
        (await call('saveDocument', { id: document.id, revision: seen, content: typed })).revision,
      keep: (kept) => writeDraft(name, { ...kept, content: without(kept.content), base: without(kept.base) }),
      drop: () => dropDraft(name),
      isOvertaken,
      fetchTheirs: () => queries.invalidateQueries({ queryKey: ['getDocument'] }),
    });
  });
  useEffect(() => saver.run(), [saver]);
  const shown = useStore(saver);
  return {
    ...shown,
    overtaken: shown.state === 'overtaken',
    ...{ type: saver.type, flush: saver.flush },
    goOn: (content: DocumentContent) => saver.goOn(content, document),
  };
}

export type Saving = ReturnType<typeof useSaving>;
