import type { DocumentRowShown, Duty, Volume, VolumeCover, VolumeFault, VolumeLine } from '@liuhen/contract';
import { catalogueOf, figureOf, type RecordRules } from '@liuhen/rules';
import { sql } from 'kysely';
import { beijingDate, plusMillis } from '../base/clock.ts';
import { organOf, personOf, type Reading } from '../base/context.ts';
import { mayChangeCase, readCase } from '../cases/index.ts';
import { documentsOfCase } from '../documents/index.ts';
import type { Law } from '../law/index.ts';
import { dutiesOfAll } from '../obligations/index.ts';
import { filmToTell, type RecordOfCase, recordOfCase, textToTell } from './completeness.ts';
import { documentsToFile, evidenceToFile, type FiledItem, filmToFile } from './filed.ts';
import { both } from './happening.ts';
import { isDone } from './source-documents.ts';
import { versionsOf } from './volume-versions.ts';

/** A volume as it would be filed now. */
export interface Draft {
  record: RecordOfCase;
  cover: VolumeCover;
  lines: VolumeLine[];
  faults: VolumeFault[];
  toTell: VolumeFault[];
  figure: Volume['figure'];
  own: { officerIds: string[]; createdBy: string };
  actId: string | null;
}

interface Period {
  years: number | 'permanent';
  startsOn: string;
}

/** The periods entered for the volume, each that differs once. */
async function periodsOf(ctx: Reading, caseId: string): Promise<Period[]> {
  const { rows } = await sql<Period>`
    select distinct s.detail->'years' as years, s.detail->>'startsOn' as "startsOn"
    from act_step s join act a on a.id = s.act_id
    where a.case_id = ${caseId} and s.kind = 'volumePeriodSet' and not s.withdrawn
      and not exists (select from act_step later where later.replaces = s.id)`.execute(ctx.tx);
  return rows;
}

/** The last day of a period of whole years. */
function lastDay({ years, startsOn }: Period): string | null {
  if (years === 'permanent') return null;
  const end = `${Number(startsOn.slice(0, 4)) + years}${startsOn.slice(4)}`;
  return beijingDate(plusMillis(`${end}T00:00:00+08:00`, -86_400_000));
}

const showLine = (
  rules: RecordRules,
  placed: ReturnType<typeof catalogueOf<FiledItem>>[number],
): VolumeLine => {
  const { id = '', zh = '', en = '' } = rules.volume.sections.find((one) => one.id === placed.section) ?? {};
  return {
    ...{ part: placed.part, section: { id, zh, en }, place: placed.place, title: placed.title },
    ...{ number: placed.number, responsible: placed.responsible, on: beijingDate(placed.at) },
    ...{ pages: placed.pages, from: placed.from, to: placed.to, remark: placed.remark, link: placed.link },
    sha256: placed.sha256,
  };
};

const missedStates: readonly Duty['state'][] = ['overdue', 'dischargedLate', 'excused'];

/** Duties of the organ that were missed, whatever became of it. */
const dutyToTell = (duties: readonly Duty[]): VolumeFault[] =>
  duties
    .filter(({ whose, state }) => whose === 'organ' && missedStates.includes(state))
    .map((duty) => ({
      code: 'dutyMissed',
      ...both(({ pick, nameOf: name }) => {
        const what = duty.what ? pick(duty.what) : name('duties.duty', duty.duty);
        return `${duty.subject.title} · ${what} · ${name('duties.state', duty.state)}`;
      }),
      law: {
        zh: `《${duty.citation.title}》${duty.citation.label}`,
        en: `${duty.citation.titleEn}, ${duty.citation.article}`,
      },
      link: { type: duty.subject.type, id: duty.subject.id, seconds: null },
    }));

/** Whether the case is over: closed, not filed, or withdrawn. */
async function isOver(ctx: Reading, id: string): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`select c.closed_at is not null or coalesce((select m.to_state
    from case_move m where m.case_id = c.id order by m.place desc limit 1) in ('notFiled', 'withdrawn'), false) as over
    from enforcement_case c where c.id = ${id}`.execute(ctx.tx);
  return rows[0]?.over ?? false;
}

const decisions = ['penaltyDecision', 'noPenaltyDecision', 'onTheSpotPenalty'];
const decisionOf = (filed: readonly FiledItem[]): string | null =>
  filed.find(({ type, kind, number }) => type === 'document' && decisions.includes(kind) && number !== null)
    ?.number ?? null;

const openDocument = (
  { id, title, number }: DocumentRowShown,
  said: RecordRules['volume']['closing']['documentOpen'],
): VolumeFault => ({
  code: 'documentOpen',
  zh: `${said.zh}：${title.zh}${number ?? ''}`,
  en: `${said.en}: ${title.en}${number === null ? '' : ` ${number}`}`,
  ...{ law: said.law, link: { type: 'document', id, seconds: null } },
});

/** The volume of a case as it stands: cover, catalogue, what it lacks and what its note has to tell. Throws notFound. */
export async function draftVolume(ctx: Reading, law: Law, rules: RecordRules, id: string): Promise<Draft> {
  const record = await recordOfCase(ctx, law, rules, id);
  const { createdBy, ...known } = await readCase(ctx, id);
  const organ = await ctx.tx
    .selectFrom('organ')
    .select('name')
    .where('id', '=', organOf(ctx))
    .executeTakeFirstOrThrow();
  const filed = [
    ...(await documentsToFile(ctx, record.frame, organ.name)),
    ...(await evidenceToFile(ctx, record.frame)),
    ...(await filmToFile(ctx, record.frame)),
  ];
  const open = (await documentsOfCase(ctx, id)).filter((one) => one.state !== 'void' && !isDone(one));
  const lines = catalogueOf(rules.volume, record.law.packId ?? '', filed).map((one) => showLine(rules, one));
  const periods = await periodsOf(ctx, id);
  const duties = await dutiesOfAll(ctx, 'act', [...record.frame.acts.keys()]);
  const ofFilm = await dutiesOfAll(ctx, 'recording', record.frame.film);
  const [period] = periods.length === 1 ? periods : [];
  const { closing } = rules.volume;
  const against = (code: VolumeFault['code'], said: (typeof closing)[keyof typeof closing]): VolumeFault => ({
    ...{ code, zh: said.zh, en: said.en, law: said.law, link: null },
  });
  return {
    record,
    cover: {
      ...{ organ: organ.name, title: `${known.party ?? ''}${known.cause}案`, caseNumber: known.number },
      ...{ ownNumber: known.ownNumber, decisionNumber: decisionOf(filed), unit: known.unit },
      officers: known.officers.map(({ name }) => name),
      openedOn: beijingDate(known.openedAt),
      closedOn: known.closedAt && beijingDate(known.closedAt),
      ...{ period: period?.years ?? null, periodFrom: period?.startsOn ?? null },
      periodUntil: period ? lastDay(period) : null,
      ...{ items: lines.length, pages: lines.reduce((sum, { pages }) => sum + (pages ?? 0), 0) },
    },
    lines,
    faults: [
      ...((await isOver(ctx, id)) ? [] : [against('caseOpen', closing.caseClosed)]),
      ...textToTell(record, rules).map((one) => ({ ...one, link: null })),
      ...open.map((one) => openDocument(one, closing.documentOpen)),
      ...(periods.length === 0 ? [against('periodUnset', closing.periodUnset)] : []),
      ...(periods.length > 1 ? [against('periodsDiffer', closing.periodsDiffer)] : []),
    ],
    toTell: [...filmToTell(record, duties), ...dutyToTell([...duties, ...ofFilm])],
    figure: figureOf(record.found),
    own: { officerIds: known.officers.map((one) => one.id), createdBy },
    actId: known.acts.at(-1)?.id ?? null,
  };
}

/** The page of a volume. What was closed is shown as it was filed. Throws notFound. */
export async function readVolume(
  ctx: Reading,
  law: Law,
  rules: RecordRules,
  { id }: { id: string },
): Promise<Volume> {
  const draft = await draftVolume(ctx, law, rules, id);
  const { versions, number, kept, filedBy } = await versionsOf(ctx, id);
  const person = personOf(ctx);
  const mayChange = mayChangeCase(person, draft.own) === true;
  const closed = kept !== null;
  const shown = kept ?? draft;
  return {
    ...{ caseId: id, number, versions },
    state: closed ? 'closed' : versions.length > 0 ? 'reopened' : 'open',
    ...{ cover: shown.cover, lines: shown.lines, toTell: shown.toTell, figure: shown.figure },
    faults: closed ? [] : draft.faults,
    periodActId: draft.actId,
    abilities: {
      close: mayChange && !closed,
      check:
        closed &&
        versions[0]?.checked === null &&
        filedBy !== person.accountId &&
        person.permissions.has('case.manage'),
      setPeriod: mayChange && !closed && draft.actId !== null,
    },
  };
}
