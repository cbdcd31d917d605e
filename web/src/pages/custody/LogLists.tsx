import { type Output, sayInstant } from '@liuhen/contract';
import { Alert, Button, Collapse } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '../../api.ts';
import { CheckList, SinceWhen } from '../../parts/CustodyBadge.tsx';
import { checkEntry, type RecordCheck } from '../../parts/custody-check.ts';
import { Answered, FaultLine } from '../../parts/PageState.tsx';
import { usePages } from '../../parts/usePages.ts';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { entryAsked } from './entry-asked.ts';
import { subjectOf } from './log-words.ts';

const pageSize = { limit: 20 };

export function MoreRows({
  asked,
}: {
  asked: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { t } = useTerms();
  if (!asked.hasNextPage) return null;
  return (
    <Button
      block
      style={{ marginTop: 8 }}
      loading={asked.isFetchingNextPage}
      onClick={() => asked.fetchNextPage()}
    >
      {t('shell.word.next')}
    </Button>
  );
}

/** Signed checkpoints, newest first, each with its note as it was signed. */
export function CheckpointList() {
  const { t } = useTerms();
  const asked = usePages('listCheckpoints', pageSize);
  return (
    <Answered asked={asked}>
      {(rows) => (
        <>
          <Collapse
            size="small"
            items={rows.map(({ size, signedAt, note }) => ({
              key: size,
              label: `${t('custody.sizeValue', { n: size })} · ${sayInstant(signedAt, true)}`,
              children: (
                <pre className="digest" style={{ whiteSpace: 'pre-wrap' }}>
                  {note}
                </pre>
              ),
            }))}
          />
          <MoreRows asked={asked} />
        </>
      )}
    </Answered>
  );
}

/** What an entry is about: a way to it where the pages have a place for it, otherwise its kind and number. */
function Subject({ subject }: { subject: string }) {
  const { t, nameOf } = useTerms();
  const { table, id, path } = subjectOf(subject);
  const name = t('custody.subjectName', { kind: nameOf('names.subject', table), id: id.slice(-8) });
  return path === null ? <span className="quiet">{name}</span> : <Link to={path}>{name}</Link>;
}

type Row = Output<'listEntries'>['rows'][number];

function EntryProof({ row }: { row: Row }) {
  const { t } = useTerms();
  const [checked, setChecked] = useState<RecordCheck | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const run = () => {
    setFault(null);
    checkEntry(row, { call, now: readInstant() }).then(setChecked, setFault);
  };
  return (
    <div>
      <Button size="small" onClick={run}>
        {t('custody.verify')}
      </Button>
      {fault !== null && <FaultLine fault={fault} />}
      {checked !== null && (
        <Alert
          type={checked.ok ? 'success' : 'error'}
          title={<CheckList checked={checked} notChecked={t('custody.badge.notChecked')} />}
          description={checked.ok && <SinceWhen checked={checked} />}
        />
      )}
    </div>
  );
}

/** Entries of the organ, newest first; each can be verified in the browser, and more be asked of it. */
export function EntryList({ askErasure }: { askErasure: (row: Row) => ReactNode }) {
  const { t, nameOf } = useTerms();
  const entry = entryAsked(useSearchParams()[0].get('entry'));
  // Begins with the entry that is asked for: a page begins after its mark.
  const asked = usePages('listEntries', { ...pageSize, ...(entry !== null && { after: String(entry + 1) }) });
  return (
    <Answered asked={asked}>
      {(rows) => (
        <>
          <p className="quiet" style={{ marginTop: 0 }}>
            {t('custody.entriesLine')}
          </p>
          {entry !== null && (
            <p>
              <Link to="/log">{t('custody.allEntries')}</Link>
            </p>
          )}
          <div className="card-list">
            {rows.map((row) => (
              <div
                key={row.entryId}
                id={`entry-${row.entryId}`}
                className={`card-row ${row.entryId === entry ? 'is-chosen' : ''}`}
                style={{ padding: 8, flexWrap: 'wrap' }}
              >
                <span className="stack" style={{ minWidth: 220 }}>
                  <span>
                    <strong>{row.logIndex === null ? t('custody.pending') : row.logIndex + 1}</strong>{' '}
                    {nameOf('names.entryKind', row.kind)}
                  </span>
                  <span className="quiet">
                    {sayInstant(row.at, true)} · {row.actor === 'system' ? t('custody.system') : row.actor}
                  </span>
                  {!row.subject.startsWith('session/') && <Subject subject={row.subject} />}
                </span>
                {row.logIndex !== null && (
                  <span>
                    <EntryProof row={row} />
                    {askErasure(row)}
                  </span>
                )}
              </div>
            ))}
          </div>
          <MoreRows asked={asked} />
        </>
      )}
    </Answered>
  );
}
