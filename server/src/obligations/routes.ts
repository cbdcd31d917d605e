import { type Act, type EnforcementCase, type Recording, routes, type Upload } from '@liuhen/contract';
import { personOf, type Reading } from '../base/context.ts';
import { found } from '../base/errors.ts';
import { type Binding, mutate, query } from '../base/http.ts';
import {
  actsOfRecording,
  axisOfAct,
  filmOfCase,
  linksOfAct,
  mayBeChanged,
  mayChangeAct,
  mayChangeCase,
  onlyReadable,
  peopleOfAct,
  readAct,
  readCase,
  stepsOfAct,
  suggestRecordings,
} from '../cases/index.ts';
import { lifeOf } from '../custody/index.ts';
import type { Law } from '../law/index.ts';
import { readRecording, readUploads } from '../recordings/index.ts';
import { calendarRoutes, queryWide } from './calendar.ts';
import { checklistsOf } from './checklists.ts';
import { dutiesAmong, dutiesOf, dutiesOfAll } from './duties.ts';
import { decideExcuse, stateExcuse, withdrawExcuse } from './excuses.ts';
import { readFieldKit } from './field-kit.ts';
import { getCaseGoods, listGoodsWithDuties } from './goods.ts';
import { listDuties } from './list.ts';
import { markAllNoticesRead, markNoticeRead } from './notices.ts';
import { readWorkbench } from './workbench.ts';

async function getRecording(ctx: Reading, { id }: { id: string }): Promise<Recording> {
  const core = await readRecording(ctx, id);
  return { ...core, acts: await actsOfRecording(ctx, id), duties: await dutiesOf(ctx, 'recording', id) };
}

async function listUploads(
  ctx: Reading,
  filter: { ids?: string | undefined; open?: boolean | undefined },
): Promise<Upload[]> {
  const uploads = await readUploads(ctx, filter);
  const ids = uploads.flatMap(({ receipt }) => receipt?.recordingId ?? []);
  const duties = await dutiesOfAll(ctx, 'recording', ids);
  const ofEach = Map.groupBy(duties, ({ subject }) => subject.id);
  return uploads.map(({ receipt, ...upload }) => ({
    ...upload,
    receipt: receipt && { ...receipt, duties: ofEach.get(receipt.recordingId) ?? [] },
  }));
}

async function getUpload(ctx: Reading, { id }: { id: string }): Promise<Upload> {
  return found((await listUploads(ctx, { ids: id }))[0]);
}

/** An act as the person may see it; `recordings` counts also the films that are not theirs to see. */
export async function getAct(ctx: Reading, law: Law, { id }: { id: string }): Promise<Act> {
  const { createdBy, people, ...act } = await readAct(ctx, id);
  const person = personOf(ctx);
  const links = await linksOfAct(ctx, id);
  const steps = await stepsOfAct(ctx, id);
  const entries = [...links, ...steps.flatMap(({ versions }) => versions)];
  const mayLink = person.permissions.has('evidence.link');
  const officerIds = act.officers.map((officer) => officer.id);
  return {
    ...act,
    officers: await peopleOfAct(ctx, law, { ...act, people, officerIds }),
    axis: await axisOfAct(ctx, act, steps),
    links: await onlyReadable(ctx, links, (link) => link.recording),
    suggestions: await onlyReadable(ctx, mayLink ? await suggestRecordings(ctx, act) : [], (row) => row),
    duties: await dutiesOf(ctx, 'act', id),
    steps,
    checklists: await checklistsOf(ctx, law, act.startedAt),
    life: await lifeOf(ctx, [id, ...entries.map((one) => one.id)]),
    abilities: {
      change: mayBeChanged(act.type) === true && mayChangeAct(person, { officerIds, createdBy }) === true,
      link: mayLink,
    },
  };
}

const shownOfCase = 50;

/** The moves of a case and the approvals that were asked for in it: parts of its life. */
async function courseIds({ tx }: Reading, caseId: string): Promise<string[]> {
  const [moves, approvals] = [
    await tx.selectFrom('case_move').select('id').where('case_id', '=', caseId).execute(),
    await tx.selectFrom('approval').select('id').where('case_id', '=', caseId).execute(),
  ];
  return [...moves, ...approvals].map(({ id }) => id);
}

/** A case with its acts and the first of their duties; of film only those of what the person may see. */
export async function getCase(ctx: Reading, { id }: { id: string }): Promise<EnforcementCase> {
  const { createdBy, over, ...known } = await readCase(ctx, id);
  const person = personOf(ctx);
  const acts = known.acts.map((act) => act.id);
  const officerIds = known.officers.map((officer) => officer.id);
  const change = mayChangeCase(person, { officerIds, createdBy }) === true;
  return {
    ...known,
    duties: await dutiesAmong(ctx, { acts, recordings: await filmOfCase(ctx, id) }, shownOfCase),
    life: await lifeOf(ctx, [id, ...acts, ...(await courseIds(ctx, id))]),
    abilities: {
      change,
      rewrite: change && !over,
      addAct: person.permissions.has('act.manage'),
    },
  };
}

/** The room's routes, and the views of other rooms that carry duties. */
export const obligationRoutes = (law: Law): Binding[] => [
  ...calendarRoutes(law),
  mutate(routes.markNoticeRead, markNoticeRead),
  mutate(routes.markAllNoticesRead, markAllNoticesRead),
  queryWide(routes.workbench, (ctx) => readWorkbench(ctx, law)),
  query(routes.listDuties, listDuties),
  mutate(routes.stateExcuse, (ctx, input) => stateExcuse(ctx, law, input)),
  mutate(routes.decideExcuse, decideExcuse),
  mutate(routes.withdrawExcuse, withdrawExcuse),
  query(routes.getRecording, getRecording),
  query(routes.listUploads, listUploads),
  query(routes.getUpload, getUpload),
  query(routes.getAct, (ctx, input) => getAct(ctx, law, input)),
  query(routes.getCase, getCase),
  query(routes.fieldKit, (ctx) => readFieldKit(ctx, law)),
  query(routes.caseGoods, getCaseGoods),
  query(routes.listGoods, listGoodsWithDuties),
];
