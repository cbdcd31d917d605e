import { type Pieces, type SearchHit, sayInstant } from '@liuhen/contract';
import { Link } from 'react-router';
import { usePlaces } from '../../shell/places.ts';

/** A text with what was asked for marked. */
function Marked({ pieces }: { pieces: Pieces }) {
  let start = 0;
  return pieces.map(({ text, hit }) => {
    const at = start;
    start += text.length;
    return hit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>;
  });
}

const plain = (pieces: Pieces) => pieces.map(({ text }) => text).join('');

/** Whether the site has a page of this path. */
type Has = (path: string) => boolean;

const placeOf: Record<SearchHit['kind'], (hit: SearchHit, has: Has) => string> = {
  case: ({ id }) => `/cases/${id}`,
  party: ({ parentId, title }) =>
    parentId === null ? `/cases?text=${encodeURIComponent(plain(title))}` : `/cases/${parentId}`,
  document: ({ id, parentId }, has) =>
    has('/documents/:id') || parentId === null ? `/documents/${id}` : `/cases/${parentId}`,
  evidence: ({ parentId }, has) =>
    has('/cases/:id/evidence') ? `/cases/${parentId}/evidence` : `/cases/${parentId}`,
  act: ({ id }) => `/acts/${id}`,
  recording: ({ id }) => `/recordings/${id}`,
};

function Line({ hit }: { hit: SearchHit }) {
  const places = usePlaces();
  const has: Has = (path) => places.some((place) => place.path === path);
  const { number, title, snippet, unit, at } = hit;
  return (
    <li>
      <Link to={placeOf[hit.kind](hit, has)} className="card-row found">
        <span className="stack">
          <span className="row">
            {number !== null && (
              <strong>
                <Marked pieces={number} />
              </strong>
            )}
            <span className="found-title">
              <Marked pieces={title} />
            </span>
          </span>
          {snippet.length > 0 && (
            <span>
              <Marked pieces={snippet} />
            </span>
          )}
          <span className="quiet">{[sayInstant(at), unit].filter(Boolean).join(' · ')}</span>
        </span>
      </Link>
    </li>
  );
}

/** What was found, newest first. */
export function Found({ rows }: { rows: readonly SearchHit[] }) {
  return (
    <ul className="card-list plain-list">
      {rows.map((hit) => (
        <Line key={hit.id} hit={hit} />
      ))}
    </ul>
  );
}
