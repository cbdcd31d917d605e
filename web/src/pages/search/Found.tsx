import { type Pieces, type SearchHit, sayInstant } from '@liuhen/contract';
import { Link } from 'react-router';
import { placed, placeOfHit } from './found-places.ts';

/** A text with what was asked for marked. */
function Marked({ pieces }: { pieces: Pieces }) {
  return placed(pieces).map(({ at, text, hit }) =>
    hit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}

function Line({ hit }: { hit: SearchHit }) {
  const { number, title, snippet, unit, at } = hit;
  return (
    <li>
      <Link to={placeOfHit(hit)} className="card-row found">
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
