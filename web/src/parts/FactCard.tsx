import type { ReactNode } from 'react';

export interface Fact {
  key: string;
  label: string;
  /** What is known; a fact that is not known is left out. */
  said: ReactNode;
}

interface Props {
  title: ReactNode;
  tags?: ReactNode;
  facts: readonly Fact[];
  action?: ReactNode;
}

/** One line of a register as a card, for narrow screens: its name and state, what is known of it, and what can be done. */
export function FactCard({ title, tags, facts, action }: Props) {
  return (
    <div className="card-row" data-testid="fact-card">
      <div className="stack">
        <span className="row">
          <strong style={{ overflowWrap: 'anywhere' }}>{title}</strong>
          {tags}
        </span>
        {facts
          .filter(({ said }) => said !== null && said !== '')
          .map(({ key, label, said }) => (
            <div key={key} style={{ overflowWrap: 'anywhere' }}>
              <span className="quiet">{label} </span>
              {said}
            </div>
          ))}
      </div>
      {action}
    </div>
  );
}
