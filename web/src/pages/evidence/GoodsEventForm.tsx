import {
  ContractError,
  type GoodsList,
  type GoodsManner,
  goodsShapes,
  type Input,
  refusals,
  sayInstant,
  toWallClock,
} from '@liuhen/contract';
import { Form, InputNumber, Radio } from 'antd';
import { useChange } from '../../api.ts';
import { isReversed } from '../../parts/clock-typed.ts';
import { draftOf } from '../../parts/draft.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import {
  ChoiceField,
  notBefore,
  OfficersField,
  RecordingField,
  ruled,
  TextField,
  TimeField,
  type Wanted,
} from './fields.tsx';
import { renewedByGoods } from './GoodsForm.tsx';
import { ApprovalField } from './picks.tsx';
import { toSent, useSendId } from './typed.ts';

export type Act = 'reported' | 'extended' | 'tested' | 'lifted' | 'disposed';
type Source = 'held' | 'confiscated';
type Read = Parameters<Wanted['missing']>[0];
interface Typed {
  at?: string;
  reason?: string;
  approvedBy?: string;
  approvedAt?: string;
  approvalId?: string;
  until?: string;
  toldAt?: string;
  source?: Source;
  manner?: GoodsManner;
  /** How much of each line, in the order of the list. */
  lines?: (number | null)[];
  receiver?: string;
  receipt?: string;
  officerIds?: string[];
  recordingId?: string;
}

/** The event that is sent, and for each of its lines which line of the form it stands in. */
export function toEvent(kind: Act, typed: Typed): { content: Record<string, unknown>; places: number[] } {
  const base = toSent({ at: '', reason: '' }, typed, ['at']);
  if (kind === 'tested') {
    const blank = { until: null as string | null, toldAt: null as string | null };
    return { content: { ...base, kind, ...toSent(blank, typed, ['until', 'toldAt']) }, places: [] };
  }
  const approved = {
    ...base,
    kind,
    approvedBy: typed.approvedBy ?? '',
    approvalId: typed.approvalId ?? null,
  };
  if (kind !== 'disposed') return { content: approved, places: [] };
  const chosen = (typed.lines ?? []).map((quantity, i) => ({ line: i + 1, quantity: quantity ?? 0, i }));
  const lines = chosen.filter(({ quantity }) => quantity > 0);
  const blank = {
    ...{
      approvedAt: '',
      source: 'held' as Source,
      manner: 'returned' as GoodsManner,
      officerIds: [] as string[],
    },
    ...{
      receiver: null as string | null,
      receipt: null as string | null,
      recordingId: null as string | null,
    },
  };
  const content = { ...approved, ...toSent(blank, typed, ['approvedAt']) };
  return {
    content: { ...content, lines: lines.map(({ line, quantity }) => ({ line, quantity })) },
    places: lines.map(({ i }) => i),
  };
}

/** Faults of lines that were sent, at the lines of the form in which they stand. */
function placeLines(error: unknown, places: readonly number[]): unknown {
  if (!(error instanceof ContractError) || error.body.fields === undefined) return error;
  const fields = error.body.fields.map(({ path, ...said }) => ({
    path: path.replace(/^lines\.(\d+)/, (_, i) => `lines.${places[Number(i)] ?? i}`),
    ...said,
  }));
  return new ContractError({ ...error.body, fields }, error.status);
}

/** What a disposal has to tell because of how it is done; the server refuses the same. */
function useWantedOfDisposal(): Record<'receiver' | 'receipt' | 'officerIds' | 'lines', Wanted> {
  const { nameOf } = useTerms();
  const said = (what: 'lines' | 'receiver' | 'signature' | 'record' | 'two') => nameOf('goods.wanted', what);
  const of = ['source', 'manner'];
  const wants = (read: Read) =>
    read('manner') ? goodsShapes.wantsOf(read('source') ?? 'held', read('manner')) : null;
  return {
    receiver: {
      of,
      missing: (read) => (wants(read)?.receiver && !read('receiver') ? said('receiver') : null),
    },
    receipt: {
      of: [...of, 'recordingId'],
      missing: (read) => {
        if (read('receipt')) return null;
        if (wants(read)?.signature) return said('signature');
        return wants(read)?.watched && !read('recordingId') ? said('record') : null;
      },
    },
    officerIds: {
      of,
      missing: (read) => (wants(read)?.watched && (read('officerIds') ?? []).length < 2 ? said('two') : null),
    },
    lines: {
      of: ['lines'],
      missing: (read) =>
        (read('lines') ?? []).some((n: number | null) => (n ?? 0) > 0) ? null : said('lines'),
    },
  };
}

function Disposal({ list }: { list: GoodsList }) {
  const { t, nameOf } = useTerms();
  const source = Form.useWatch<Source | undefined>('source') ?? 'held';
  const left = (i: number) => list.lines[i]?.[source] ?? 0;
  const wanted = useWantedOfDisposal();
  const first = list.lines.findIndex((line) => line[source] > 0);
  const quantityOf = (i: number): Wanted => ({
    of: ['source', 'lines'],
    missing: (read) => {
      const { name = '', unit = '' } = list.lines[i] ?? {};
      if ((read(['lines', i]) ?? 0) > left(i)) return t('goods.tooMany', { name, n: left(i), unit });
      return i === first ? wanted.lines.missing(read) : null;
    },
  });
  return (
    <>
      <Form.Item name="source" label={t('goods.sourceLabel')}>
        <Radio.Group
          options={(['held', 'confiscated'] as const).map((value) => ({
            value,
            label: nameOf('goods.source', value),
          }))}
        />
      </Form.Item>
      <ChoiceField
        {...{ name: 'manner', label: t('goods.mannerLabel'), required: true }}
        options={goodsShapes.goodsManner.options.map((value) => ({
          value,
          label: nameOf('goods.manner', value),
        }))}
      />
      {list.lines.map((line, i) => (
        <Form.Item
          key={line.line}
          name={['lines', i]}
          {...ruled(quantityOf(i), [])}
          label={`${line.line}. ${line.name}`}
          extra={`${nameOf('goods.source', source)} ${left(i)} ${line.unit}`}
        >
          <InputNumber min={0} disabled={left(i) === 0} style={{ width: '100%' }} suffix={line.unit} />
        </Form.Item>
      ))}
      <TextField name="receiver" label={t('goods.receiver')} wanted={wanted.receiver} />
      <TextField
        name="receipt"
        label={t('goods.receipt')}
        extra={t('goods.receiptLine')}
        wanted={wanted.receipt}
      />
      <OfficersField name="officerIds" label={t('goods.present')} wanted={wanted.officerIds} />
      <RecordingField name="recordingId" label={t('goods.film')} />
      <TimeField
        {...{ name: 'approvedAt', label: t('goods.approvedAt'), required: true }}
        wanted={notBefore('approvedAt', 'at', t('goods.approvedFirst'))}
      />
    </>
  );
}

/** Enters what became of a list. */
export function GoodsEventForm({ list, act, close }: { list: GoodsList; act: Act; close: () => void }) {
  const { t, nameOf, pick } = useTerms();
  const who = useWho();
  const idOf = useSendId();
  const change = useChange('enterGoodsEvent', renewedByGoods);
  const takenAt = toWallClock(list.takenAt);
  const early = t('goods.takenFirst', { at: sayInstant(list.takenAt) });
  const taken = { of: [], missing: (read: Read) => (isReversed(takenAt, read('at')) ? early : null) };
  const confiscated = list.lines.every(({ held }) => held === 0);
  const start: Typed = {
    ...{ at: toWallClock(readInstant()), source: confiscated ? 'confiscated' : 'held' },
    officerIds: list.officers.map(({ id }) => id),
  };
  const submit = async (typed: Typed) => {
    const { content, places } = toEvent(act, typed);
    const own = { id: idOf(content), listId: list.id };
    try {
      return await change.mutateAsync({ ...content, ...own } as Input<'enterGoodsEvent'>);
    } catch (error) {
      throw placeLines(error, places);
    }
  };
  return (
    <RegisterForm<Typed>
      title={nameOf('goods.event', act)}
      initial={start}
      submit={submit}
      close={close}
      draft={draftOf(who?.account.id, 'goodsEvent', list.id, act)}
    >
      <TimeField name="at" label={t('goods.at')} required wanted={taken} />
      {act === 'tested' && (
        <>
          <TimeField
            {...{ name: 'until', label: t('goods.until') }}
            wanted={notBefore('at', 'until', pick(refusals.beforeStep))}
          />
          <TimeField name="toldAt" label={t('goods.toldAt')} extra={t('goods.toldLine')} />
        </>
      )}
      {act !== 'tested' && <ApprovalField {...{ caseId: list.caseId, measure: list.measure, act }} />}
      {act === 'disposed' && <Disposal list={list} />}
      <TextField name="reason" label={t('goods.reason')} required rows={2} max={2000} />
      {act !== 'tested' && <TextField name="approvedBy" label={t('goods.approvedBy')} required />}
    </RegisterForm>
  );
}
