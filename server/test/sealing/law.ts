import { createHash } from 'node:crypto';
import type { MatterRow } from '@liuhen/contract';
import { plusMillis } from '../../src/base/clock.ts';
import { loadGists, loadLaw, proposeChange } from '../../src/law/index.ts';
import {
  approveMatterList,
  changeMatterList,
  draftMatterList,
  reviewMatterList,
  submitMatterList,
  withdrawMatterList,
} from '../../src/law/matter-lists.ts';
import { importRegulation, readInput } from '../../src/law/regulation-import.ts';
import { decideCalendarChange } from '../../src/obligations/rejudge.ts';
import { asHouse } from '../custody.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const listRow = ({ ground, lookup }: SealingHouse) =>
  asHouse(ground, ({ tx }) =>
    tx.selectFrom('matter_list').selectAll().where('id', '=', lookup('list')).executeTakeFirstOrThrow(),
  );
const listStep = async (house: SealingHouse) => {
  const { id, revision } = await listRow(house);
  return { id, revision };
};
async function submitList(house: SealingHouse): Promise<void> {
  const [law, step] = [await loadLaw(), await listStep(house)];
  await house.as(house.organ.people.custodian, (ctx) => submitMatterList(ctx, law, step));
}

/** A change of the working days: one proposes, another decides. */
export const calendarKinds: KindSealed[] = [
  [
    'calendar.proposed',
    'calendar_change',
    async ({ admin, made, as }) => {
      const day = { date: '2026-11-09', working: false, name: { zh: '火把节', en: 'Torch Festival' } };
      const input = {
        ...{ documentNo: '政发〔2026〕1号', title: '放假通知', source: '附件 1', supersedes: null },
        content: { kind: 'days' as const, days: [day] },
      };
      made.change = (await as(admin, async (ctx) => proposeChange(ctx, await loadLaw(), input))).id;
    },
  ],
  [
    'calendar.decided',
    'calendar_change',
    ({ organ, lookup, as }) => {
      const input = { id: lookup('change'), approve: true, reason: null };
      return as(organ.people.head, async (ctx) => decideCalendarChange(ctx, await loadLaw(), input));
    },
  ],
];

/** A regulation of the organ's own, and its list of matters from draft to withdrawal. */
export const regulationKinds: KindSealed[] = [
  [
    'regulation.imported',
    'regulation_text',
    async ({ admin, as }) => {
      const library = { ...(await loadLaw()), gists: await loadGists() };
      const bytes = Buffer.from('第一条 蜂箱要编号。');
      const file = { packId: 'xz', fileName: '制度.txt', content: bytes.toString('base64') };
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const text = await readInput(file);
      await as(admin, (ctx) => importRegulation(ctx, library, { ...file, sha256 }, text));
    },
  ],
  [
    'matterList.drafted',
    'matter_list',
    async ({ organ, made, as }) => {
      const law = await loadLaw();
      made.list = (await as(organ.people.custodian, (ctx) => draftMatterList(ctx, law, { from: 'law' }))).id;
    },
  ],
  [
    'matterList.changed',
    'matter_list',
    async (house) => {
      const law = { ...(await loadLaw()), gists: await loadGists() };
      const { matters, title } = await listRow(house);
      const draft = { ...(await listStep(house)), title, publish: true, effectiveFrom: null };
      await house.as(house.organ.people.custodian, (ctx) =>
        changeMatterList(ctx, law, { ...draft, rows: matters as MatterRow[] }),
      );
    },
  ],
  ['matterList.submitted', 'matter_list', submitList],
  [
    'matterList.returned',
    'matter_list',
    async (house) => {
      const step = { ...(await listStep(house)), agrees: false, remarks: '请补充环节' };
      await house.as(house.organ.people.legalReviewer, (ctx) => reviewMatterList(ctx, step));
    },
  ],
  ['matterList.submitted', 'matter_list', submitList],
  [
    'matterList.reviewed',
    'matter_list',
    async (house) => {
      const step = { ...(await listStep(house)), agrees: true, remarks: '' };
      await house.as(house.organ.people.legalReviewer, (ctx) => reviewMatterList(ctx, step));
    },
  ],
  [
    'matterList.approved',
    'matter_list',
    async (house) => {
      const law = await loadLaw();
      const on = {
        effectiveFrom: plusMillis(house.ground.clock.now(), 864e5).slice(0, 10),
        retroactive: false,
      };
      const step = { ...(await listStep(house)), agrees: true, remarks: '', ...on };
      await house.as(house.organ.people.head, (ctx) => approveMatterList(ctx, law, step));
    },
  ],
  [
    'matterList.withdrawn',
    'matter_list',
    async (house) => {
      const step = { ...(await listStep(house)), reason: '改期施行' };
      await house.as(house.organ.people.head, (ctx) => withdrawMatterList(ctx, step));
    },
  ],
];
