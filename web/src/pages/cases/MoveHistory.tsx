import { type ShownMove, sayInstant } from '@liuhen/contract';
import { Card } from 'antd';
import { useTerms } from '../../shell/language.ts';

const worded = ['reason', 'opinion', 'content', 'people', 'result', 'report', 'note', 'on', 'place'] as const;

/** What was stated with a move, in the words of those who stated it. */
function Stated({ move }: { move: ShownMove }) {
  const { t } = useTerms();
  const lines = worded.flatMap((field) => {
    const text = move.detail[field];
    return typeof text === 'string' && text !== '' ? [{ field, text }] : [];
  });
  return lines.map(({ field, text }) => (
    <span key={field} className="quiet">
      {t(`procedure.field.${field}`)}：{text}
    </span>
  ));
}

/** The moves of a case, newest first. */
export function MoveHistory({ moves }: { moves: readonly ShownMove[] }) {
  const { t } = useTerms();
  if (moves.length === 0) return null;
  return (
    <Card size="small" title={t('procedure.page.history')}>
      <ol className="moves">
        {[...moves].reverse().map((move) => (
          <li key={move.id} id={`move-${move.id}`} className="stack">
            <span>
              <strong>{t(`procedure.move.${move.kind}`)}</strong>{' '}
              <span className="quiet">
                {t('procedure.page.by', { by: move.by, at: sayInstant(move.at) })}
              </span>
            </span>
            <Stated move={move} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
