import { type LifeEvent, sayInstant } from '@liuhen/contract';
import { Timeline } from 'antd';
import { useTerms } from '../shell/language.ts';

/** What happened to a record, from the custody log, oldest first. */
export function LifeLine({ events }: { events: readonly LifeEvent[] }) {
  const { t, nameOf } = useTerms();
  const who = (actor: string) => (actor === 'system' ? t('custody.system') : actor);
  const what = ({ kind, derivative }: LifeEvent) => {
    const name = nameOf('names.entryKind', kind);
    if (!derivative) return name;
    return t('shell.word.bracketed', { name, more: nameOf('names.derivative', derivative) });
  };
  return (
    <Timeline
      items={events.map((event) => ({
        key: event.entryId,
        content: (
          <>
            <div>
              {what(event)} · {who(event.actor)}
            </div>
            <div className="quiet">
              {sayInstant(event.at, true)} ·{' '}
              {event.logIndex === null
                ? t('custody.pending')
                : t('uploads.logIndex', { n: event.logIndex + 1 })}
            </div>
          </>
        ),
      }))}
    />
  );
}
