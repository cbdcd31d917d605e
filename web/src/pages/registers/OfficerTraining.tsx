import type { Officer } from '@liuhen/contract';
import { Drawer } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { hoursHeld } from './register-typed.ts';

/** What somebody was trained in, newest first, with the hours in all. */
export function OfficerTraining({ officer, close }: { officer: Officer; close: () => void }) {
  const { t, nameOf } = useTerms();
  const asked = useAsk('listRegister', { kind: 'training', officerId: officer.id, limit: 100 });
  return (
    <Drawer
      open
      size="min(480px, 100vw)"
      title={t('books.page.trainingOf', { name: officer.name })}
      onClose={close}
    >
      <Answered asked={asked}>
        {({ rows }) => {
          if (rows.length === 0)
            return <Blank title={t('books.page.empty')} line={nameOf('books.about', 'training')} />;
          return (
            <div className="stack">
              <strong>{t('books.page.hoursInAll', { hours: hoursHeld(rows) })}</strong>
              {rows.map((row) => (
                <Link key={row.id} to={`/registers/training?entry=${row.entryId}`} className="card-row">
                  <span className="stack">
                    <strong>{row.content.topic}</strong>
                    <span className="quiet">
                      {row.on} · {row.content.hours} {nameOf('books.field', 'hours')} ·{' '}
                      {nameOf('books.choice', String(row.content.standing))}
                    </span>
                  </span>
                </Link>
              ))}
            </div>
          );
        }}
      </Answered>
    </Drawer>
  );
}
