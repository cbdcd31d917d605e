import type { RegulationText } from '@liuhen/contract';
import { useTerms } from '../../shell/language.ts';

/** What an editor has to look at in a text, each with its line. */
export function NoteList({ notes }: { notes: RegulationText['notes'] }) {
  const { t, pick } = useTerms();
  return (
    <ul>
      {notes.map(({ kind, line, text }) => (
        <li key={`${kind} ${line} ${text.zh}`}>
          {line !== null && <strong>{t('regulations.noteLine', { n: line })} </strong>}
          {pick(text)}
        </li>
      ))}
    </ul>
  );
}
