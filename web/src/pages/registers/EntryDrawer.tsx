import { type RegisterRow, sayInstant } from '@liuhen/contract';
import { Button, Descriptions, Drawer, Tag } from 'antd';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { EntryForm, WithdrawForm } from './EntryForm.tsx';
import { fieldsOf } from './register-typed.ts';
import { Findings, Value } from './Value.tsx';

function Version({ row, of }: { row: RegisterRow; of: number }) {
  const { t, nameOf } = useTerms();
  return (
    <section className="stack" data-testid="register-version">
      <div className="row">
        {of > 1 && <strong>{t('books.page.version', { n: row.version })}</strong>}
        {row.withdrawn && <Tag color="default">{t('books.page.withdrawn')}</Tag>}
        <span className="quiet">
          {row.statedBy} · {sayInstant(row.statedAt)}
        </span>
      </div>
      {row.reason !== null && (
        <div>
          <span className="quiet">{t('books.page.reason')} </span>
          {row.reason}
        </div>
      )}
      <Descriptions
        bordered
        size="small"
        column={1}
        items={fieldsOf(row.kind)
          .filter(([field]) => row.content[field] !== undefined)
          .map(([field]) => ({
            key: field,
            label: nameOf('books.field', field),
            children: <Value row={row} field={field} />,
          }))}
      />
    </section>
  );
}

/** An entry whole: what it says, what is to be known of it, and all its versions. */
export function EntryDrawer({ id, close }: { id: string; close: () => void }) {
  const { t, nameOf } = useTerms();
  const asked = useAsk('getRegisterEntry', { id });
  const [open, setOpen] = useState<'correct' | 'withdraw' | null>(null);
  const last = asked.data?.versions[0];
  const abilities = asked.data?.abilities;
  return (
    <Drawer open size="min(560px, 100vw)" title={last ? nameOf('books.kind', last.kind) : ''} onClose={close}>
      <Answered asked={asked}>
        {({ versions }) => (
          <div className="stack">
            <div className="row">
              {abilities?.correct && (
                <Button onClick={() => setOpen('correct')}>{t('books.page.correct')}</Button>
              )}
              {abilities?.withdraw && (
                <Button danger onClick={() => setOpen('withdraw')}>
                  {t('books.page.withdraw')}
                </Button>
              )}
              <Findings findings={versions[0]?.findings ?? []} />
            </div>
            {versions.map((row) => (
              <Version key={row.id} row={row} of={versions.length} />
            ))}
          </div>
        )}
      </Answered>
      {last && open === 'correct' && (
        <EntryForm kind={last.kind} seen={last} notice={null} close={() => setOpen(null)} />
      )}
      {last && open === 'withdraw' && <WithdrawForm seen={last} close={() => setOpen(null)} />}
    </Drawer>
  );
}
