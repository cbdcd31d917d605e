import { type LifeEvent, sayInstant } from '@liuhen/contract';
import { Button, Timeline } from 'antd';
import { useState } from 'react';
import { useTerms } from '../shell/language.ts';

/** So many events are seen at once; paper has all. */
const seen = 8;

/** What happened to a record, from the custody log, oldest first. Of a long life the newest are shown until all are asked for. */
export function LifeLine({ events }: { events: readonly LifeEvent[] }) {
  const { t, nameOf } = useTerms();
  const [all, setAll] = useState(false);
  const older = all || events.length <= seen + 2 ? 0 : events.length - seen;
  const who = (actor: string) => (actor === 'system' ? t('custody.system') : actor);
  const what = ({ kind, derivative }: LifeEvent) => {
    const name = nameOf('names.entryKind', kind);
    if (!derivative) return name;
    return t('shell.word.bracketed', { name, more: nameOf('names.derivative', derivative) });
  };
  return (
    <>
      {older > 0 && (
        <p className="no-print">
          <Button size="small" onClick={() => setAll(true)}>
            {t('custody.earlier', { n: older })}
          </Button>
        </p>
      )}
      <Timeline
        items={events.map((event, index) => ({
          key: event.entryId,
          className: index < older ? 'folded' : '',
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
    </>
  );
}
