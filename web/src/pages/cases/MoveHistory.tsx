import { type ShownMove, sayInstant } from '@liuhen/contract';
import { Card } from 'antd';
import { wordsOfMove } from '../../parts/move-words.ts';
import { useTerms } from '../../shell/language.ts';

interface Props {
  moves: readonly ShownMove[];
  nameOfId: (id: string) => string | undefined;
}

/** What is entered this long after it happened is told to have been entered later. */
const soon = 3_600_000;

/** What was stated with a move, in the words of those who stated it. */
function Stated({ move, nameOfId }: { move: ShownMove; nameOfId: Props['nameOfId'] }) {
  const saying = useTerms();
  return wordsOfMove(move.detail, saying, nameOfId).map(({ field, label, text }) => (
    <span key={field}>
      {label !== null && (
        <span className="quiet">
          {label}
          {saying.t('shell.word.colon')}
        </span>
      )}
      {text}
    </span>
  ));
}

/** The moves of a case, newest first. */
export function MoveHistory({ moves, nameOfId }: Props) {
  const { t } = useTerms();
  if (moves.length === 0) return null;
  const isLate = ({ at, madeAt }: ShownMove) => Date.parse(madeAt) - Date.parse(at) > soon;
  return (
    <Card size="small" title={t('procedure.page.history')}>
      <ol className="moves">
        {[...moves].reverse().map((move) => (
          <li key={move.id} id={`move-${move.id}`}>
            <span>
              <strong>{t(`procedure.move.${move.kind}`)}</strong>{' '}
              <span className="quiet">
                {t('procedure.page.by', { by: move.by, at: sayInstant(move.at) })}
                {isLate(move) &&
                  t('shell.word.bracketed', {
                    ...{ name: '', more: t('procedure.page.enteredAt', { at: sayInstant(move.madeAt) }) },
                  })}
              </span>
            </span>
            <Stated move={move} nameOfId={nameOfId} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
