import { type ActRow, sayInstant } from '@liuhen/contract';
import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';

/** Acts one below the other, each a link to its page: for narrow screens and narrow places. */
export function ActCards({ rows }: { rows: readonly ActRow[] }) {
  const { t, nameOf } = useTerms();
  return (
    <div className="card-list">
      {rows.map((row) => (
        <Link key={row.id} to={`/acts/${row.id}`} className="card-row">
          <span className="stack">
            <strong>
              {row.number} · {nameOf('names.actType', row.type)}
            </strong>
            <span>{[row.cause, row.party].filter(Boolean).join(' · ')}</span>
            <span className="quiet">
              {sayInstant(row.startedAt)} · {row.officers.map(({ name }) => name).join(t('shell.word.comma'))}{' '}
              · {t('acts.recordings')} {t('acts.recordingsCount', { n: row.recordings })}
            </span>
          </span>
        </Link>
      ))}
    </div>
  );
}
