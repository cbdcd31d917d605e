import { byteRoutes, type RecordingRow, sayInstant, sayLength, saySize } from '@liuhen/contract';
import { Tag } from 'antd';
import { Link } from 'react-router';
import { useTerms } from '../shell/language.ts';
import { DeadlineTag } from './DeadlineTag.tsx';
import { FileName } from './FileName.tsx';
import { sayFileName } from './file-name.ts';

/** The picture that stands for a recording, or the name of its kind. */
export function Thumb({ row }: { row: Pick<RecordingRow, 'id' | 'poster' | 'kind' | 'name'> }) {
  const { nameOf, t } = useTerms();
  if (!row.poster) return <span className="thumb thumb-blank">{nameOf('names.mediaKind', row.kind)}</span>;
  return (
    <img
      className="thumb"
      loading="lazy"
      src={byteRoutes.poster(row.id)}
      alt={t('recordings.player.picture', { name: sayFileName(row.name) })}
    />
  );
}

export const sayExtent = (row: Pick<RecordingRow, 'size' | 'durationMs'>): string =>
  row.durationMs === null ? saySize(row.size) : `${saySize(row.size)} / ${sayLength(row.durationMs)}`;

/** The deadline of a row, or a dash where nothing is owed. */
export function RowDeadline({ row }: { row: Pick<RecordingRow, 'storage'> }) {
  return row.storage === null ? <>—</> : <DeadlineTag facts={row.storage} />;
}

/** How many hints of a row nobody has confirmed yet, if any. */
export function ToCheck({ row }: { row: Pick<RecordingRow, 'conflicts'> }) {
  const { t } = useTerms();
  if (row.conflicts === 0) return null;
  return (
    <Tag color="orange" style={{ marginInlineEnd: 0 }}>
      {t('recordings.conflicts', { n: row.conflicts })}
    </Tag>
  );
}

/** A recording as a card, for narrow screens and short lists. */
export function RecordingCard({ row }: { row: RecordingRow }) {
  const facts = [row.officer, row.deviceNo].filter((fact) => fact !== null);
  return (
    <Link to={`/recordings/${row.id}`} className="card-row">
      <Thumb row={row} />
      <span className="stack">
        <strong>
          <FileName name={row.name} />
        </strong>
        <span className="quiet">
          {facts.map((fact) => `${fact} · `)}
          <span className="whole">{sayInstant(row.startedAt)}</span>
        </span>
        {(row.party || row.cause) && (
          <span className="quiet">{[row.party, row.cause].filter(Boolean).join(' · ')}</span>
        )}
        <span className="row">
          <RowDeadline row={row} />
          <ToCheck row={row} />
          <span className="quiet whole">{sayExtent(row)}</span>
        </span>
      </span>
    </Link>
  );
}
