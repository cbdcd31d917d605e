import type { DocumentContent, ShownDocument } from '@liuhen/contract';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { call, isOvertaken, queries } from '../../api.ts';
import { draftOf, dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { useWho } from '../../shell/session.ts';
import { type Kept, openSaver } from './saver.ts';

/** Keeps what is typed into a document (saver.ts), and says how that stands. */
export function useSaving(document: ShownDocument) {
  const name = draftOf(useWho()?.account.id, 'document', document.id);
  const [saver] = useState(() => {
    const left = readDraft<Kept>(name);
    const { content, revision } = document;
    return openSaver(left ?? { content, base: content, revision }, left !== null, {
      send: async (seen, typed) =>
        (await call('saveDocument', { id: document.id, revision: seen, content: typed })).revision,
      keep: (kept) => writeDraft(name, kept),
      drop: () => dropDraft(name),
      isOvertaken,
      fetchTheirs: () => queries.invalidateQueries({ queryKey: ['getDocument'] }),
    });
  });
  useEffect(() => saver.run(), [saver]);
  const shown = useSyncExternalStore(saver.listen, saver.get);
  return {
    ...shown,
    overtaken: shown.state === 'overtaken',
    ...{ type: saver.type, flush: saver.flush },
    goOn: (content: DocumentContent) => saver.goOn(content, document),
  };
}

export type Saving = ReturnType<typeof useSaving>;
