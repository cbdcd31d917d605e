import { type GoodsEvent, type GoodsList, type Input, type StandingLine, sayInstant } from '@liuhen/contract';
import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange } from '../../api.ts';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { DeadlineTag } from '../../parts/DeadlineTag.tsx';
import { draftOf } from '../../parts/draft.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { TextField } from './fields.tsx';
import { type Act, GoodsEventForm } from './GoodsEventForm.tsx';
import { renewedByGoods } from './GoodsForm.tsx';
import { useSendId } from './typed.ts';

/** Where the quantity of a line is. */
export function Standing({ line }: { line: StandingLine }) {
  const { t, nameOf } = useTerms();
  const said = (words: string, quantity: number) => `${words} ${quantity} ${line.unit}`;
  return (
    <span className="row" style={{ gap: 4 }}>
      {line.held > 0 && <Tag color="blue">{said(t('goods.held'), line.held)}</Tag>}
      {line.confiscated > 0 && <Tag color="orange">{said(t('goods.confiscated'), line.confiscated)}</Tag>}
      {line.gone.map(({ manner, quantity }) => (
        <Tag key={manner}>{said(nameOf('goods.manner', manner), quantity)}</Tag>
      ))}
    </span>
  );
}

/** What the law wants of the list until when, each by its name and article; the counting opens from the tag. */
function Clocks({ list }: { list: GoodsList }) {
  const { pick, nameOf } = useTerms();
  return list.duties.map((duty) => (
    <div key={duty.id} className="row">
      <span>{duty.what ? pick(duty.what) : nameOf('duties.duty', duty.duty)}</span>
      <DeadlineTag facts={duty} duty={duty} />
      <span className="quiet">
        <ArticleLink citation={duty.citation} />
      </span>
    </div>
  ));
}

function Lines({ list }: { list: GoodsList }) {
  return (
    <ol className="steps">
      {list.lines.map((line) => (
        <li key={line.line}>
          <div>
            {line.line}. {line.name} {line.quantity} {line.unit}
            <span className="quiet">
              {' '}
              {[line.specification, line.condition, line.place].filter(Boolean).join(' · ')}
            </span>
          </div>
          <Standing line={line} />
        </li>
      ))}
    </ol>
  );
}

type Undo = { eventId: string | null };

function UndoForm({ list, undo, close }: { list: GoodsList; undo: Undo; close: () => void }) {
  const { t } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('withdrawGoods', renewedByGoods);
  const submit = ({ reason }: { reason: string }) => {
    const content = { ...undo, reason, listId: list.id };
    return change.mutateAsync({ ...content, id: idOf(content) } satisfies Input<'withdrawGoods'>);
  };
  return (
    <RegisterForm<{ reason: string }>
      {...{ title: t('goods.withdraw'), initial: {}, submit, close }}
      draft={draftOf(who?.account.id, 'goodsUndo', list.id, undo.eventId ?? '')}
    >
      <p className="quiet">{t('goods.withdrawLine')}</p>
      <TextField name="reason" label={t('goods.reason')} required rows={2} max={2000} />
    </RegisterForm>
  );
}

function EventLine({ event, list, undo }: { event: GoodsEvent; list: GoodsList; undo: (() => void) | null }) {
  const { t, nameOf } = useTerms();
  const what = event.lines.map(({ line, quantity }) => {
    const { name = '', unit = '' } = list.lines[line - 1] ?? {};
    return t('goods.byLine', { name, quantity: String(quantity), unit });
  });
  const title = event.manner ? nameOf('goods.manner', event.manner) : nameOf('goods.event', event.kind);
  const facts = [
    event.until && `${t('goods.until')} ${sayInstant(event.until)}`,
    event.toldAt && `${t('goods.toldAt')} ${sayInstant(event.toldAt)}`,
    event.approvedBy && `${t('goods.approvedBy')} ${event.approvedBy}`,
    event.receiver && `${t('goods.receiver')} ${event.receiver}`,
    event.receipt,
    event.officers.length > 0 && event.officers.map(({ name }) => name).join(t('shell.word.comma')),
  ].filter(Boolean);
  return (
    <li>
      <div style={event.undone ? { textDecoration: 'line-through' } : {}}>
        <strong>{title}</strong> {sayInstant(event.at)} {what.join(t('shell.word.comma'))}
      </div>
      <div>{event.reason}</div>
      {facts.length > 0 && <div className="quiet">{facts.join(' · ')}</div>}
      <div className="quiet">
        {t('goods.enteredBy', { by: event.enteredBy, at: sayInstant(event.enteredAt) })}
        {event.undone && ` · ${t('goods.undone')}`}
      </div>
      {undo && (
        <Button size="small" type="link" className="no-print" style={{ padding: 0 }} onClick={undo}>
          {t('goods.withdraw')}
        </Button>
      )}
    </li>
  );
}

/** What can be done about a list as it stands. */
function actsOf(list: GoodsList): Act[] {
  const had = new Set(list.events.filter(({ undone }) => !undone).map(({ kind }) => kind));
  const isMeasure = list.measure !== 'advanceRegistration' && list.endedAt === null;
  const left = list.lines.some(({ held, confiscated }) => held > 0 || confiscated > 0);
  return [
    ...(list.urgent && !had.has('reported') ? (['reported'] as const) : []),
    ...(left ? (['disposed'] as const) : []),
    ...(isMeasure && !had.has('extended') ? (['extended'] as const) : []),
    ...(isMeasure ? (['tested'] as const) : []),
    ...(list.endedAt === null ? (['lifted'] as const) : []),
  ];
}

function Facts({ list }: { list: GoodsList }) {
  const { t, nameOf } = useTerms();
  const signed = list.signedBy ?? [list.refusedReason, list.witness].filter(Boolean).join(' · ');
  const facts = [
    [t('goods.takenAt'), `${sayInstant(list.takenAt)} · ${list.place}`],
    [t('goods.party'), list.party],
    [t('goods.officers'), list.officers.map(({ name }) => name).join(t('shell.word.comma'))],
    [
      t('goods.approvedBy'),
      [list.approvedBy, list.approvedAt && sayInstant(list.approvedAt)].filter(Boolean).join(' · '),
    ],
    [
      t('goods.keeperKindLabel'),
      [nameOf('goods.keeperKind', list.keeperKind), list.keeper, list.keepingPlace].join(' · '),
    ],
    [t('goods.signedBy'), signed],
  ] as const;
  return (
    <div>
      {facts
        .filter(([, said]) => said)
        .map(([label, said]) => (
          <div key={label} style={{ overflowWrap: 'anywhere' }}>
            <span className="quiet">{label} </span>
            {said}
          </div>
        ))}
    </div>
  );
}

interface Props {
  list: GoodsList;
  change: boolean;
  /** Whether the case is named: on a page of several. */
  ofCase?: boolean;
}

/** A list of goods: what it holds, until when, what became of it, what can be done. */
export function GoodsListCard({ list, change, ofCase = false }: Props) {
  const { t, nameOf } = useTerms();
  const [act, setAct] = useState<Act | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);
  const open = list.events.filter(({ undone, kind }) => !undone && kind !== 'undone');
  const title = `${t('goods.list', { n: list.number })} · ${nameOf('goods.measure', list.measure)}`;
  return (
    <Card
      size="small"
      title={title}
      id={`goods-${list.id}`}
      data-testid="goods-list"
      extra={ofCase && <Link to={`/cases/${list.caseId}/goods`}>{list.caseNumber}</Link>}
    >
      <div className="stack">
        {(list.undone || list.endedAt) && (
          <div className="row">
            <Tag>{list.undone ? t('goods.undone') : t('goods.ended', { at: sayInstant(list.endedAt) })}</Tag>
          </div>
        )}
        <Clocks list={list} />
        <Facts list={list} />
        <Lines list={list} />
        {list.events.length > 0 && (
          <section>
            <h3>{t('goods.events')}</h3>
            <ol className="steps">
              {list.events.map((event) => (
                <EventLine
                  key={event.id}
                  event={event}
                  list={list}
                  undo={change && open.includes(event) ? () => setUndo({ eventId: event.id }) : null}
                />
              ))}
            </ol>
          </section>
        )}
        {change && !list.undone && (
          <div className="row no-print">
            {actsOf(list).map((one, i) => (
              <Button key={one} type={i === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
                {nameOf('goods.event', one)}
              </Button>
            ))}
            {open.length === 0 && (
              <Button onClick={() => setUndo({ eventId: null })}>{t('goods.withdrawList')}</Button>
            )}
          </div>
        )}
      </div>
      {act && <GoodsEventForm list={list} act={act} close={() => setAct(null)} />}
      {undo && <UndoForm list={list} undo={undo} close={() => setUndo(null)} />}
    </Card>
  );
}
