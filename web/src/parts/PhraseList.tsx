import type { Phrase } from '@liuhen/contract';
import { useTerms } from '../shell/language.ts';

/** The organ's standard phrases for what comes after the beginning, folded until they are wanted. */
export function PhraseList({ phrases }: { phrases: readonly Phrase[] }) {
  const { t } = useTerms();
  if (phrases.length === 0) return null;
  return (
    <details className="phrase-list">
      <summary>{t('onSite.prompter.phrases', { n: phrases.length })}</summary>
      <dl>
        {phrases.map(({ entryId, occasion, text }) => (
          <div key={entryId}>
            <dt className="quiet">{t(`books.choice.${occasion}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
