import { type ImportState, sayInstant } from '@liuhen/contract';
import { Card } from 'antd';
import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';

/** Files that were imported before, each with what became of it. */
export function Former({ imports }: { imports: readonly ImportState[] }) {
  const { t, nameOf } = useTerms();
  if (imports.length === 0) return null;
  return (
    <Card size="small" title={t('sheets.import.former')}>
      <div className="card-list">
        {imports.map((one) => (
          <Link key={one.id} to={`/imports/${one.id}`} className="card-row">
            <span className="stack">
              <strong>{one.fileName}</strong>
              <span className="quiet">
                {nameOf('sheets.import', one.state)} ·{' '}
                {t('sheets.import.progress', { done: one.done, n: one.rows })} · {one.by} ·{' '}
                {sayInstant(one.startedAt)}
              </span>
            </span>
          </Link>
        ))}
      </div>
    </Card>
  );
}
