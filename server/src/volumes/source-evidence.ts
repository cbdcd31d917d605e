import { sql } from 'kysely';
import { nameOfficers } from '../cases/index.ts';
import { both, type Happening, joined, nameOf, plain, type Source } from './happening.ts';

const filmed = ['recording', 'clip', 'photo'];

/** Evidence of the case, when it was obtained. What is left out as unlawful is told and proves nothing. */
export const readEvidence: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('evidence_item')
    .selectAll()
    .where('case_id', '=', one.id)
    .where('withdrawn_at', 'is', null)
    .orderBy('obtained_at')
    .limit(most)
    .execute();
  const officers = await nameOfficers(ctx, rows);
  return rows.map((item): Happening => {
    const out = item.excluded_at !== null;
    const clip = item.form === 'clip' && item.recording_id !== null;
    return {
      ...{ key: `evidence:${item.id}`, kind: 'evidence', at: item.obtained_at, until: null, citation: null },
      ...{ lane: filmed.includes(item.form) ? 'film' : 'paper', stage: 'investigation' },
      title: both(({ t, nameOf: name }) =>
        t('volumes.evidenceNo', { n: item.number, kind: name('evidence.kind', item.kind) }),
      ),
      line: joined(item.title, item.proves),
      who: officers(item.officer_ids).map(({ name }) => name),
      state: out ? { tone: 'bad', said: nameOf('volumes', 'excluded') } : null,
      link: clip
        ? { type: 'recording', id: item.recording_id ?? '', seconds: item.from_seconds }
        : { type: 'evidence', id: one.id, seconds: null, part: `evidence-${item.id}` },
      ...{ sealedAs: item.id, proof: out ? null : { type: 'evidence', kind: item.kind } },
    };
  });
};

/** Lists of things under a measure, and what became of them; what was taken back is left out. */
export const readGoods: Source = async (ctx, one, most) => {
  const { rows } = await sql<{
    id: string;
    kind: string;
    at: string;
    reason: string;
    manner: string | null;
    measure: string;
    number: number;
    list: string;
    officer_ids: string[];
    by: string;
  }>`
    with lists as (select * from goods_list l where l.case_id = ${one.id}
      and not exists (select from goods_event u where u.list_id = l.id and u.kind = 'undone' and u.undoes is null))
    select l.id, 'listed' as kind, l.taken_at as at, l.party as reason, null as manner, l.measure, l.number, l.id as list,
      l.officer_ids, p.display_name as by from lists l join account p on p.id = l.entered_by
    union all
    select e.id, e.kind, e.at, e.reason, e.manner, l.measure, l.number, l.id as list,
      e.officer_ids, p.display_name as by from lists l join goods_event e on e.list_id = l.id join account p on p.id = e.entered_by
      and e.kind <> 'undone' and not exists (select from goods_event u where u.undoes = e.id)
    order by at limit ${most}`.execute(ctx.tx);
  const officers = await nameOfficers(ctx, rows);
  return rows.map(
    ({ id, kind, at, reason, manner, measure, number, list, officer_ids, by }): Happening => ({
      ...{ key: `goods:${id}`, kind: 'goods', lane: 'paper', at, until: null, stage: 'investigation' },
      title: both(({ t, nameOf: name }) =>
        t('volumes.goodsNo', {
          ...{ n: number, measure: name('names.actType', measure) },
          what: kind === 'listed' ? t('volumes.goodsListed') : name('goods.event', kind),
        }),
      ),
      line: joined(manner === null ? null : nameOf('goods.manner', manner), plain(reason)),
      who: officer_ids.length > 0 ? officers(officer_ids).map(({ name }) => name) : [by],
      ...{ state: null, citation: null },
      link: { type: 'goods', id: one.id, seconds: null, part: `goods-${list}` },
      ...{ sealedAs: id, proof: { type: 'goods', kind: manner === 'confiscated' ? 'confiscated' : kind } },
    }),
  );
};

/** What is said of a service of which nobody knows the end: a notice has no receipt, only its period. */
export const openWords = (manner: string) =>
  nameOf('volumes', manner === 'publicNotice' ? 'noticeRuns' : 'noReceipt');

/** Services, also those that failed; one proves something once it counts as served. */
export const readServices: Source = async (ctx, one, most) => {
  const rows = await ctx.tx
    .selectFrom('service as s')
    .leftJoin('service_receipt as r', (join) =>
      join
        .onRef('r.service_id', '=', 's.id')
        .on(sql<boolean>`not exists (select from service_receipt later where later.replaces = r.id)`),
    )
    .select(['s.id', 's.number', 's.document', 's.manner', 's.at', 's.party', 's.officer_ids'])
    .select(['r.outcome', 'r.served_at'])
    .where('s.case_id', '=', one.id)
    .orderBy('s.at')
    .limit(most)
    .execute();
  const officers = await nameOfficers(ctx, rows);
  return rows.map((row): Happening => {
    const served = row.served_at !== null;
    return {
      ...{
        key: `service:${row.id}`,
        kind: 'service',
        lane: 'paper',
        at: row.served_at ?? row.at,
        until: null,
      },
      ...{
        stage: 'service',
        title: nameOf('services.manner', row.manner),
        line: joined(row.document, row.party),
        who: officers(row.officer_ids).map(({ name }) => name),
      },
      state: {
        tone: served ? 'good' : row.outcome === null ? 'open' : 'quiet',
        said: row.outcome === null ? openWords(row.manner) : nameOf('services.outcome', row.outcome),
      },
      ...{ citation: null, sealedAs: row.id },
      link: { type: 'service', id: one.id, seconds: null, part: `service-${row.id}` },
      proof: served ? { type: 'service', kind: row.manner } : null,
    };
  });
};
