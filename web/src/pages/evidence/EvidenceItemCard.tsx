import { type CaseEvidence, type EvidenceItem, sayInstant } from '@liuhen/contract';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';
import { NoteForm, ReasonForm, TransferForm } from './ItemActs.tsx';
import { ItemDetails, Transfers } from './ItemDetails.tsx';
import { ItemForm } from './ItemForm.tsx';

type Open = 'details' | 'change' | 'note' | 'transfer' | 'withdraw' | 'exclude' | 'admit';

/** Whether an item is film, sound or pictures, which need a note. */
export const needsNote = ({ form, withdrawn }: EvidenceItem): boolean =>
  withdrawn === null && ['recording', 'clip', 'photo'].includes(form);

export function ItemTags({ item }: { item: EvidenceItem }) {
  const { t } = useTerms();
  return (
    <>
      {item.withdrawn && (
        <Tag className="long-tag">{t('evidence.withdrawn', { reason: item.withdrawn.reason })}</Tag>
      )}
      {item.excluded && (
        <Tag color="red" className="long-tag">
          {t('evidence.excluded', { reason: item.excluded.reason })}
        </Tag>
      )}
      {needsNote(item) &&
        (item.note ? (
          <Tag color="green">{t('evidence.note.there')}</Tag>
        ) : (
          <Tag color="orange">{t('evidence.note.missing')}</Tag>
        ))}
    </>
  );
}

function Facts({ item }: { item: EvidenceItem }) {
  const { t, nameOf } = useTerms();
  const facts: [string, string | null][] = [
    [t('evidence.proves'), item.proves],
    [t('evidence.source'), [item.source, item.providedBy].filter(Boolean).join(' · ')],
    [
      t('evidence.officers'),
      `${item.officers.map(({ name }) => name).join(t('shell.word.comma'))} · ${sayInstant(item.obtainedAt)} · ${item.place}`,
    ],
    [t('evidence.quantity'), item.quantity],
    [t('evidence.storagePlace'), [item.storagePlace, item.holder].filter(Boolean).join(' · ') || null],
  ];
  return (
    <>
      <div className="quiet">
        {nameOf('evidence.kind', item.kind)} · {nameOf('evidence.form', item.form)}
        {item.form === 'clip' &&
          ` · ${t('evidence.range', { from: item.fromSeconds ?? 0, to: item.toSeconds ?? 0 })}`}
      </div>
      {facts
        .filter(([, said]) => said)
        .map(([label, said]) => (
          <div key={label} style={{ overflowWrap: 'anywhere' }}>
            <span className="quiet">{label} </span>
            {said}
          </div>
        ))}
      {item.elsewhere.map((one) => (
        <Link key={one.caseId} to={`/cases/${one.caseId}/evidence`}>
          {t('evidence.elsewhere', { number: one.caseNumber, n: one.number })}
        </Link>
      ))}
    </>
  );
}

function actsOf(item: EvidenceItem, known: CaseEvidence): Open[] {
  const { change, judge } = known.abilities;
  if (item.withdrawn) return ['details'];
  const open = item.transfers.some(({ answeredAt }) => answeredAt === null);
  const mayGive = item.form === 'object' && !open && item.inOwnHands;
  return [
    'details',
    ...(change ? (['note', 'change'] as const) : []),
    ...(mayGive ? (['transfer'] as const) : []),
    ...(judge ? ([item.excluded ? 'admit' : 'exclude'] as const) : []),
    ...(change ? (['withdraw'] as const) : []),
  ];
}

/** One item of evidence with what can be done about it. */
export function EvidenceItemCard({ item, known }: { item: EvidenceItem; known: CaseEvidence }) {
  const { t } = useTerms();
  const [open, setOpen] = useState<Open | null>(null);
  const acts = actsOf(item, known);
  const words: Record<Open, string> = {
    ...{ details: t('evidence.details'), change: t('evidence.change'), withdraw: t('evidence.withdraw') },
    note: t(item.note ? 'evidence.note.renew' : 'evidence.note.write'),
    ...{ transfer: t('evidence.transfer.title'), exclude: t('evidence.exclude'), admit: t('evidence.admit') },
  };
  const close = () => setOpen(null);
  return (
    <div className="card-row" id={`evidence-${item.id}`} data-testid="evidence-item">
      <div className="stack" style={{ gap: 4 }}>
        <span className="row">
          <strong style={{ overflowWrap: 'anywhere' }}>
            {item.number}. {item.title}
          </strong>
          <ItemTags item={item} />
        </span>
        <Facts item={item} />
        <Transfers item={item} />
        <div className="row no-print">
          {acts.map((act) => (
            <Button
              key={act}
              size="small"
              type={act === 'note' && item.note === null && needsNote(item) ? 'primary' : 'default'}
              onClick={() => setOpen(act)}
            >
              {words[act]}
            </Button>
          ))}
        </div>
      </div>
      {open === 'details' && <ItemDetails item={item} close={close} />}
      {open === 'change' && <ItemForm caseId={item.caseId} item={item} close={close} />}
      {open === 'note' && <NoteForm item={item} close={close} />}
      {open === 'transfer' && <TransferForm item={item} close={close} receivers={known.receivers} />}
      {(open === 'withdraw' || open === 'exclude' || open === 'admit') && (
        <ReasonForm item={item} close={close} act={open} />
      )}
    </div>
  );
}
