import type { Requirements } from '@liuhen/contract';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';

const shownFirst = 5;

/** Acts whose record lacks something, one line each. */
export function RecordRequirements({ acts }: { acts: readonly Requirements[] }) {
  const { t } = useTerms();
  const [all, setAll] = useState(false);
  if (acts.length === 0) return null;
  return (
    <Card title={t('excuses.requirements.title')}>
      <ul className="lacking">
        {(all ? acts : acts.slice(0, shownFirst)).map(({ id, number, cause, open, missed }) => (
          <li key={id}>
            <Link to={`/acts/${id}#duties`}>
              {number} · {cause}
            </Link>
            {' — '}
            {missed === 0
              ? t('excuses.requirements.open', { n: open })
              : t('excuses.requirements.openMissed', { n: open, m: missed })}
          </li>
        ))}
      </ul>
      {!all && acts.length > shownFirst && (
        <Button type="link" style={{ padding: 0 }} onClick={() => setAll(true)}>
          {t('excuses.requirements.all', { n: acts.length })}
        </Button>
      )}
    </Card>
  );
}
