import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import type { Entry } from '../../field/entry.ts';
import { heldBy, isDue, mayGiveUp } from '../../field/line.ts';
import { poke, tryNow } from '../../field/line-run.ts';
import { changeEntry, type Phone } from '../../field/phone.ts';
import { Blank } from '../../parts/PageState.tsx';
import { readClock } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { nameEntry, sayRefusal, todoOf } from './entry-words.ts';
import { GiveUp } from './GiveUp.tsx';
import { canMend, Mend } from './Mend.tsx';
import { Outward } from './Outward.tsx';
import { useKeeping } from './useKeeping.ts';

type Opened = { entry: Entry; sheet: 'mend' | 'giveUp' } | null;
interface Row {
  entry: Entry;
  phone: Phone;
  open: (opened: Opened) => void;
}

function Refused({ entry, open }: Row) {
  const saying = useTerms();
  const { t } = saying;
  const { keep, busy } = useKeeping();
  const resend = () =>
    void keep(async () => {
      await changeEntry(entry, { state: 'waiting', refusal: null, notBefore: 0 });
      poke();
    });
  return (
    <Card size="small" className="field-refused">
      <strong>
        {t('field.line.no', { n: entry.ordinal })} · {nameEntry(entry, saying)}
      </strong>
      {sayRefusal(entry, saying).map((line) => (
        <p key={line} className="field-fault">
          {line}
        </p>
      ))}
      <p>{t(todoOf(entry))}</p>
      <Outward to={`/acts/${entry.actId}`}>{t('field.page.open')}</Outward>
      <div className="field-main">
        <Button onClick={() => open({ entry, sheet: 'giveUp' })}>{t('field.line.giveUp')}</Button>
        {canMend(entry) ? (
          <Button type="primary" onClick={() => open({ entry, sheet: 'mend' })}>
            {t('field.line.mend')}
          </Button>
        ) : (
          <Button type="primary" loading={busy} onClick={resend}>
            {t('field.line.resend')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Waiting({ entry, phone, open }: Row) {
  const saying = useTerms();
  const { t } = saying;
  const held = heldBy(entry, phone.entries);
  const state =
    phone.sending === entry.id
      ? t('field.line.sending')
      : held !== null
        ? t('field.line.held', { n: held.ordinal })
        : isDue(entry, readClock())
          ? t('field.line.waits')
          : t('field.line.later');
  return (
    <li className="row">
      <span className="spring">
        {t('field.line.no', { n: entry.ordinal })} · {nameEntry(entry, saying)}
      </span>
      <Tag>{state}</Tag>
      {mayGiveUp(entry) && entry.what.kind !== 'givenUp' && (
        <Button onClick={() => open({ entry, sheet: 'giveUp' })}>{t('field.line.giveUp')}</Button>
      )}
    </li>
  );
}

/** What is not with the house yet: what it refused, with what to do, and what waits in its order. */
export function FieldLine({ phone }: { phone: Phone }) {
  const { t } = useTerms();
  const [opened, setOpened] = useState<Opened>(null);
  const refused = phone.entries.filter(({ state }) => state === 'refused');
  const waiting = phone.entries.filter(({ state }) => state === 'waiting');
  const row = (entry: Entry): Row => ({ entry, phone, open: setOpened });
  return (
    <>
      <main className="field-body" id="content">
        <h1>{t('field.line.title')}</h1>
        {refused.length + waiting.length === 0 && (
          <Blank title={t('field.line.empty')} line={t('field.line.emptyLine')} />
        )}
        {refused.length > 0 && <p>{t('field.line.refusedLine')}</p>}
        {refused.map((entry) => (
          <Refused key={entry.ordinal} {...row(entry)} />
        ))}
        <ol className="field-waiting">
          {waiting.map((entry) => (
            <Waiting key={entry.ordinal} {...row(entry)} />
          ))}
        </ol>
      </main>
      <footer className="field-dock">
        <Button type="primary" block disabled={waiting.length === 0} onClick={() => void tryNow()}>
          {t('field.line.tryNow')}
        </Button>
      </footer>
      {opened?.sheet === 'giveUp' && (
        <GiveUp entry={opened.entry} phone={phone} close={() => setOpened(null)} />
      )}
      {opened?.sheet === 'mend' && (
        <Mend entry={opened.entry} kit={phone.kit} close={() => setOpened(null)} />
      )}
    </>
  );
}
