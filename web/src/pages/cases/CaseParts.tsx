import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useTerms } from '../../shell/language.ts';

/** The parts of the page of a case, in the order in which they stand. */
const parts = [
  ...(['timeline', 'parties', 'facts', 'acts', 'evidence', 'goods', 'serving', 'documents'] as const),
  ...(['completeness', 'duties', 'life'] as const),
];
type PartId = (typeof parts)[number];

/** A part that an address leads to: `#acts`. */
export function Part({ id, children }: { id: PartId; children: ReactNode }) {
  return (
    <section id={id} className="stack part">
      {children}
    </section>
  );
}

/** Leads from anywhere on the long page to one of its parts. */
export function PartsBar() {
  const { t } = useTerms();
  // What was filtered on the page stays in the address.
  const { search } = useLocation();
  return (
    <nav className="parts-bar no-print" aria-label={t('cases.parts.label')}>
      {parts.map((id) => (
        <Link key={id} to={{ search, hash: id }} replace>
          {t(`cases.parts.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
