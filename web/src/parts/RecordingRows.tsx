import { byteRoutes, type RecordingRow, sayInstant, sayLength, saySize } from '@liuhen/contract';
import { Link } from 'react-router';
import { useTerms } from '../shell/language.ts';
import { DeadlineTag } from './DeadlineTag.tsx';

/** The picture that stands for a recording, or the name of its kind. */
export function Thumb({ row }: { row: Pick<RecordingRow, 'id' | 'poster' | 'kind' | 'name'> }) {
  const { nameOf, t } = useTerms();
  if (!row.poster) return <span className="thumb thumb-blank">{nameOf('names.mediaKind', row.kind)}</span>;
  return (
    <img
      className="thumb"
      loading="lazy"
      src={byteRoutes.poster(row.id)}
      alt={t('recordings.player.picture', { name: row.name })}
    />
  );
}

export const sayExtent = (row: Pick<RecordingRow, 'size' | 'durationMs'>): string =>
  row.durationMs === null ? saySize(row.size) : `${saySize(row.size)} / ${sayLength(row.durationMs)}`;

/** The deadline of a row, or a dash where nothing is owed. */
export function RowDeadline({ row }: { row: Pick<RecordingRow, 'storage'> }) {
  return row.storage === null ? <>—</> : <DeadlineTag facts={row.storage} />;
}

/** A recording as a card, for narrow screens and short lists. */
export function RecordingCard({ row }: { row: RecordingRow }) {
  return (
    <Link to={`/recordings/${row.id}`} className="card-row">
      <Thumb row={row} />
      <span className="stack">
        <strong style={{ overflowWrap: 'anywhere' }}>{row.name}</strong>
        <span className="quiet">
          {[row.officer, row.deviceNo, sayInstant(row.startedAt)].filter(Boolean).join(' · ')}
        </span>
        {(row.party || row.cause) && (
          <span className="quiet">{[row.party, row.cause].filter(Boolean).join(' · ')}</span>
        )}
        <span className="row">
          <RowDeadline row={row} />
          <span className="quiet">{sayExtent(row)}</span>
        </span>
      </span>
    </Link>
  );
}
