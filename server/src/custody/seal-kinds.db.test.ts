import { createHash } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import type { MatterRow } from '@liuhen/contract';
import {
  canonicalize,
  type EntryKind,
  entryKinds,
  type Json,
  parseEntry,
  verifyPayload,
} from '@liuhen/proof';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asHouse, quiet, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../../test/people.ts';
import { registerFilm } from '../../test/recordings.ts';
import { configOf } from '../../test/server.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person, Writing } from '../base/context.ts';
import { makeId } from '../base/ids.ts';
import { openFileVault } from '../base/vault-files.ts';
import { changeAct, createAct } from '../cases/acts.ts';
import { changeCase, openCase } from '../cases/cases.ts';
import { linkEvidence, unlinkEvidence } from '../cases/evidence.ts';
import { enterActStep, withdrawActStep } from '../cases/steps.ts';
import { changeDevice, changeDeviceModel, registerDevice, registerDeviceModel } from '../devices/devices.ts';
import { prepareFirstStart } from '../first-start.ts';
import { adoptPacks, loadGists, loadLaw, noteCalendarFiles, proposeChange } from '../law/index.ts';
import {
  approveMatterList,
  changeMatterList,
  draftMatterList,
  reviewMatterList,
  submitMatterList,
  withdrawMatterList,
} from '../law/matter-lists.ts';
import { importRegulation, readInput } from '../law/regulation-import.ts';
import { decideExcuse, stateExcuse, withdrawExcuse } from '../obligations/excuses.ts';
import { reminderJobs, storageFollower } from '../obligations/index.ts';
import { markNoticeRead, readNotices, tellOwners } from '../obligations/notices.ts';
import { decideCalendarChange } from '../obligations/rejudge.ts';
import { attributeRecording, claimReturn, receiveHandover } from '../recordings/commands.ts';
import { derivativeJobs } from '../recordings/derivatives.ts';
import { refuseUpload } from '../recordings/register.ts';
import { noteReceived, openUpload } from '../recordings/uploads.ts';
import { changeAccount, openAccount } from '../roster/accounts.ts';
import { changeOfficer, registerOfficer } from '../roster/officers.ts';
import { createOrgan, createUnit } from '../roster/organs.ts';
import { closeSession, openSession } from '../roster/session.ts';
import { attemptSignIn } from '../roster/sign-in.ts';
import { recordCheck } from './check.ts';
import { startFollowing } from './follow.ts';

let ground: TestGround;
let organ: TestOrgan;
let admin: Person;
let officer: Person;
/** Things that the commands made, for those that come after them. */
const made: Record<string, string> = {};

beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
  admin = organ.people.administrator;
  officer = organ.people.officer;
});
afterAll(() => ground.close());

const lookup = (name: string): string => {
  const id = made[name];
  if (id === undefined) throw new Error(`${name} was not made`);
  return id;
};
const as = <T>(person: Person, work: (ctx: Writing) => Promise<{ value: T }>): Promise<T> =>
  asPerson(ground, person, async (ctx) => (await work(ctx)).value);

interface Row {
  entry_id: number;
  kind: string;
  organ_id: string | null;
  actor: string;
  subject_type: string;
  subject_id: string;
  leaf: string;
  salt: string;
  payload: string;
  payload_organ: string | null;
}

const sealedAfter = (entryId: number) =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<Row>`
      select e.*, p.salt, p.payload, p.organ_id as payload_organ from custody_entry e join custody_payload p using (entry_id)
      where e.entry_id > ${entryId} order by e.entry_id`.execute(tx);
    return rows;
  });
const lastEntry = async () => (await sealedAfter(0)).at(-1)?.entry_id ?? 0;
const rowOf = (table: string, id: string) =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<{ row: { organ_id?: string } }>`
      select to_jsonb(t) as row from ${sql.table(table)} t where id = ${id}`.execute(tx);
    return rows[0]?.row;
  });

const member = () => ({
  ...{ unitId: organ.unitId, name: '李四', kind: 'officer' as const, certificateNo: 'xz-2' },
  ...{ certificateValidUntil: '2031-01-01', deviceUserId: '140902' },
});
const model = { name: 'DSJ-9', maker: '示例', namePatterns: ['DCAM_<deviceId>_<userId>_<date>_<time>'] };
const device = () => ({
  ...{ deviceNo: 'XZ09', modelId: lookup('model'), unitId: organ.unitId, holderId: organ.officerId },
  ...{ clockOffsetSeconds: 0, inUse: true },
});
const act = () => ({
  ...{ type: 'onSiteInspection' as const, cause: '占道经营', party: '张三', place: null, filmed: true },
  ...{ circumstances: ['disputeProne' as const], procedure: null, caseId: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], endedAt: ground.clock.now() },
  startedAt: plusMillis(ground.clock.now(), -3_600_000),
});
const fileOf = () => ({
  ...{ ownNumber: null, cause: '占道经营', party: '张三', procedure: 'ordinary' as const, closedAt: null },
  ...{ unitId: organ.unitId, officerIds: [organ.officerId], openedAt: ground.clock.now() },
});
const signInWrongly = () =>
  asHouse(ground, (ctx) =>
    attemptSignIn(
      ctx,
      { loginName: 'xz.assistant', password: 'wrong', client: 'program' },
      { address: '10.0.0.9', hours: 1 },
    ),
  );

/** Makes what a film's derivative is made of by a program that writes a few bytes, or by one that fails. */
async function derive(recordingId: string, script: string): Promise<string> {
  const { id } = await asHouse(ground, ({ tx }) =>
    tx
      .selectFrom('derivative')
      .select('id')
      .where('recording_id', '=', recordingId)
      .executeTakeFirstOrThrow(),
  );
  const ffmpeg = `${ground.folder}/${id}.sh`;
  await writeFile(ffmpeg, `#!/bin/sh\n${script}\n`);
  await chmod(ffmpeg, 0o755);
  await mkdir(`${ground.folder}/vault`, { recursive: true });
  const { database, clock, folder } = ground;
  const vault = { ...openFileVault(`${folder}/vault`), localPath: async (sha256: string) => sha256 };
  const hands = { database, clock, vault, log: quiet, workFolder: `${folder}/work`, ffmpeg };
  const { derive: job } = derivativeJobs({ ...hands, wake: () => undefined });
  await job?.({ derivativeId: id }, new AbortController().signal);
  return id;
}

const listRow = () =>
  asHouse(ground, ({ tx }) =>
    tx.selectFrom('matter_list').selectAll().where('id', '=', lookup('list')).executeTakeFirstOrThrow(),
  );
const listStep = async () => {
  const { id, revision } = await listRow();
  return { id, revision };
};
async function submitList(): Promise<void> {
  const [law, step] = [await loadLaw(), await listStep()];
  await as(organ.people.custodian, (ctx) => submitMatterList(ctx, law, step));
}

async function judgeAll(): Promise<void> {
  const sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  const { database, clock } = ground;
  const follower = storageFollower(await loadLaw(), quiet);
  const following = startFollowing({ database, clock, log: quiet, wake: () => undefined }, [follower]);
  await following.catchUp();
  await following.stop();
  await sequencer.stop();
}

const clean = { findings: [], size: 0, root: '', rows: 1, objects: 0, bytes: 0, orphans: 0 };

/** Each kind with a command that seals it, what else that command seals, and who did it; in an order in which they work. */
const commands: [EntryKind, string, () => Promise<unknown>, EntryKind[]?][] = [
  [
    'key.created',
    'log_key',
    () => {
      const { database, clock } = ground;
      return prepareFirstStart({ database, clock, config: configOf(ground) });
    },
    ['organ.created', 'account.opened'],
  ],
  [
    'pack.adopted',
    'pack_used',
    async () => {
      const { packs } = await loadLaw();
      await adoptPacks(ground, packs.slice(0, 1));
    },
  ],
  [
    'calendar.adopted',
    'calendar_used',
    async () => {
      const { files } = await loadLaw();
      await asHouse(ground, (ctx) => noteCalendarFiles(ctx, files));
    },
  ],
  [
    'organ.created',
    'organ',
    () =>
      asHouse(ground, (ctx) =>
        createOrgan(ctx, { code: 'ql', name: '另一机关', packId: 'ql', packBoundFrom: '2020-01-01' }),
      ),
    ['account.opened'],
  ],
  ['unit.created', 'unit', () => as(admin, (ctx) => createUnit(ctx, { name: '第二大队' }))],
  [
    'officer.registered',
    'officer',
    async () => {
      made.member = (await as(admin, (ctx) => registerOfficer(ctx, member()))).id;
    },
  ],
  [
    'officer.changed',
    'officer',
    () => as(admin, (ctx) => changeOfficer(ctx, { ...member(), id: lookup('member'), name: '李五' })),
  ],
  [
    'account.opened',
    'account',
    async () => {
      const input = {
        loginName: 'xz.new',
        displayName: '新人',
        officerId: null,
        roles: ['assistant' as const],
      };
      made.account = (await as(admin, (ctx) => openAccount(ctx, input))).account.id;
    },
  ],
  [
    'account.changed',
    'account',
    () =>
      as(admin, (ctx) =>
        changeAccount(ctx, { id: lookup('account'), roles: ['head'], active: true, unlock: false }),
      ),
  ],
  [
    'account.locked',
    'account',
    async () => {
      for (let i = 0; i < 5; i++) await signInWrongly();
    },
  ],
  [
    'session.opened',
    'session',
    async () => {
      made.session = (await as(officer, (ctx) => openSession(ctx, officer, 'browser', 8))).sessionId;
    },
  ],
  ['session.closed', 'session', () => as(officer, (ctx) => closeSession(ctx, lookup('session')))],
  [
    'deviceModel.registered',
    'device_model',
    async () => {
      made.model = (await as(admin, (ctx) => registerDeviceModel(ctx, model))).id;
    },
  ],
  [
    'deviceModel.changed',
    'device_model',
    () => as(admin, (ctx) => changeDeviceModel(ctx, { ...model, id: lookup('model'), maker: '别家' })),
  ],
  [
    'device.registered',
    'device',
    async () => {
      made.device = (await as(admin, (ctx) => registerDevice(ctx, device()))).id;
    },
  ],
  [
    'device.changed',
    'device',
    () => as(admin, (ctx) => changeDevice(ctx, { ...device(), id: lookup('device'), clockOffsetSeconds: 7 })),
  ],
  [
    'device.assigned',
    'device',
    () => as(admin, (ctx) => changeDevice(ctx, { ...device(), id: lookup('device'), holderId: null })),
  ],
  [
    'upload.refused',
    'upload',
    () =>
      as(officer, async (ctx) => {
        const sent = {
          ...{ name: '坏.mp4', originalName: null, relativePath: null, source: 'web' as const },
          ...{ declaredSha256: null, declaredSm3: null, modifiedAt: null },
        };
        const upload = await openUpload(ctx, makeId(ctx.clock), 10, sent);
        await noteReceived(ctx, upload, upload.size);
        return refuseUpload(ctx, upload, { refused: 'upload.digest', detail: { why: 'x' } });
      }),
  ],
  [
    'recording.registered',
    'recording',
    async () => {
      made.recording = await registerFilm(ground, officer, 'a.mp4');
    },
    ['recording.proposed'],
  ],
  [
    'recording.attributed',
    'attribution',
    () =>
      as(officer, (ctx) =>
        attributeRecording(ctx, {
          ...{ id: lookup('recording'), version: 1, deviceId: organ.deviceId, officerId: organ.officerId },
          ...{ startedAt: null, endedAt: '2026-09-15T02:10:00.000Z', reason: '核对过' },
        }),
      ),
  ],
  [
    'recording.handedOver',
    'handover',
    () => as(organ.people.custodian, (ctx) => receiveHandover(ctx, { recordingIds: [lookup('recording')] })),
  ],
  [
    'recording.returnClaimed',
    'return_claim',
    () =>
      as(officer, (ctx) =>
        claimReturn(ctx, {
          ...{ id: lookup('recording'), ground: 'offsite', returnDate: '2026-10-14', evidence: '出差单' },
        }),
      ),
  ],
  [
    'derivative.made',
    'derivative',
    () => derive(lookup('recording'), 'for last; do :; done\necho x > "$(echo "$last" | cut -d: -f2-)"'),
  ],
  [
    'case.opened',
    'enforcement_case',
    async () => {
      made.case = (await as(officer, (ctx) => openCase(ctx, fileOf()))).id;
    },
  ],
  [
    'case.changed',
    'enforcement_case',
    () =>
      as(officer, (ctx) =>
        changeCase(ctx, { ...fileOf(), id: lookup('case'), revision: 1, ownNumber: '立〔2026〕1号' }),
      ),
  ],
  [
    'act.created',
    'act',
    async () => {
      made.act = (await as(officer, (ctx) => createAct(ctx, { ...act(), caseId: lookup('case') }))).id;
    },
  ],
  [
    'case.changed',
    'enforcement_case',
    () =>
      as(officer, (ctx) =>
        changeCase(ctx, { ...fileOf(), id: lookup('case'), revision: 2, procedure: 'summary' }),
      ),
    ['act.changed'],
  ],
  [
    'act.changed',
    'act',
    () => as(officer, (ctx) => changeAct(ctx, { ...act(), id: lookup('act'), place: '路口' })),
  ],
  [
    'act.stepEntered',
    'act_step',
    async () => {
      const arrived = { kind: 'arrived' as const, at: ground.clock.now(), until: null, detail: {} };
      const input = { ...arrived, id: makeId(ground.clock), actId: lookup('act') };
      made.step = (await as(officer, (ctx) => enterActStep(ctx, input))).id;
    },
  ],
  [
    'act.stepWithdrawn',
    'act_step',
    () =>
      as(officer, (ctx) =>
        withdrawActStep(ctx, { id: makeId(ctx.clock), replaces: lookup('step'), reason: '误记' }),
      ),
  ],
  [
    'evidence.linked',
    'evidence',
    async () => {
      const input = { actId: lookup('act'), recordingId: lookup('recording'), note: null };
      made.link = (await as(officer, (ctx) => linkEvidence(ctx, input))).id;
    },
  ],
  [
    'evidence.unlinked',
    'evidence',
    () => as(officer, (ctx) => unlinkEvidence(ctx, { id: lookup('link'), reason: '关联错了' })),
  ],
  [
    'calendar.proposed',
    'calendar_change',
    async () => {
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
    () => {
      const input = { id: lookup('change'), approve: true, reason: null };
      return as(organ.people.head, async (ctx) => decideCalendarChange(ctx, await loadLaw(), input));
    },
  ],
  [
    'notice.sent',
    'notice',
    () =>
      asHouse(ground, (ctx) => {
        const example = { title: '现场.mp4', from: ctx.clock.now(), to: ctx.clock.now() };
        const told = new Map([[officer.accountId, { organId: organ.id, moved: 1, example }]]);
        const subject = { type: 'calendar_change', id: lookup('change') };
        return tellOwners(ctx, told, { zh: '放假通知已生效', en: 'in effect', subject });
      }),
  ],
  [
    'notice.read',
    'notice',
    () =>
      as(officer, async (ctx) => {
        const [notice] = await readNotices(ctx);
        return markNoticeRead(ctx, { id: notice?.id ?? '' });
      }),
  ],
  [
    'regulation.imported',
    'regulation_text',
    async () => {
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
    async () => {
      const law = await loadLaw();
      made.list = (await as(organ.people.custodian, (ctx) => draftMatterList(ctx, law, { from: 'law' }))).id;
    },
  ],
  [
    'matterList.changed',
    'matter_list',
    async () => {
      const law = { ...(await loadLaw()), gists: await loadGists() };
      const { matters, title } = await listRow();
      const draft = { ...(await listStep()), title, publish: true, effectiveFrom: null };
      await as(organ.people.custodian, (ctx) =>
        changeMatterList(ctx, law, { ...draft, rows: matters as MatterRow[] }),
      );
    },
  ],
  ['matterList.submitted', 'matter_list', submitList],
  [
    'matterList.returned',
    'matter_list',
    async () => {
      const step = { ...(await listStep()), agrees: false, remarks: '请补充环节' };
      await as(organ.people.legalReviewer, (ctx) => reviewMatterList(ctx, step));
    },
  ],
  ['matterList.submitted', 'matter_list', submitList],
  [
    'matterList.reviewed',
    'matter_list',
    async () => {
      const step = { ...(await listStep()), agrees: true, remarks: '' };
      await as(organ.people.legalReviewer, (ctx) => reviewMatterList(ctx, step));
    },
  ],
  [
    'matterList.approved',
    'matter_list',
    async () => {
      const law = await loadLaw();
      const on = { effectiveFrom: plusMillis(ground.clock.now(), 864e5).slice(0, 10), retroactive: false };
      const step = { ...(await listStep()), agrees: true, remarks: '', ...on };
      await as(organ.people.head, (ctx) => approveMatterList(ctx, law, step));
    },
  ],
  [
    'matterList.withdrawn',
    'matter_list',
    async () => {
      const step = { ...(await listStep()), reason: '改期施行' };
      await as(organ.people.head, (ctx) => withdrawMatterList(ctx, step));
    },
  ],
  [
    'log.verified',
    'verification',
    () => asHouse(ground, (ctx) => recordCheck(ctx, { ...clean, startedAt: ctx.clock.now() }, 'system')),
  ],
];

const byHouse = new Set([
  'key.created',
  'pack.adopted',
  'calendar.adopted',
  'organ.created',
  'account.locked',
  'log.verified',
  'derivative.made',
  'notice.sent',
]);
const wholeHouse = new Set(['pack_used', 'calendar_used', 'log_key', 'verification']);
const seen = new Set<string>();

async function expectTrue(one: Row): Promise<void> {
  seen.add(one.kind);
  const entry = parseEntry(one.leaf);
  expect(entry).toMatchObject({ kind: one.kind, organ: one.organ_id, actor: one.actor });
  expect(entry.subject).toBe(`${one.subject_type}/${one.subject_id}`);
  verifyPayload(entry, one.salt, JSON.parse(one.payload) as Json);
  expect(canonicalize(JSON.parse(one.payload) as Json)).toBe(one.payload);
  const row = await rowOf(one.subject_type, one.subject_id);
  expect(JSON.parse(one.payload)).toEqual(row);
  const own = one.subject_type === 'organ' ? one.subject_id : (row?.organ_id ?? null);
  expect([one.organ_id, one.payload_organ]).toEqual([own, own]);
  expect(own === null).toBe(wholeHouse.has(one.subject_type));
}

it.each(commands)(
  '%s leaves exactly one entry about its row in %s',
  async (kind, table, command, also = []) => {
    const before = await lastEntry();
    ground.clock.advance(60_000);
    await command();
    const sealed = await sealedAfter(before);
    expect(sealed.map((one) => one.kind).sort()).toEqual([kind, ...also].sort());
    for (const one of sealed) await expectTrue(one);
    const own = sealed.find((one) => one.kind === kind);
    expect(own?.subject_type).toBe(table);
    expect(own?.actor === 'system').toBe(byHouse.has(kind));
  },
);

it('derivative.failed says why, and the seal holds that', async () => {
  const recordingId = await registerFilm(ground, officer, 'b.mp4');
  const before = await lastEntry();
  const id = await derive(recordingId, 'echo "cannot read it" >&2\nexit 1');
  const [one, ...others] = await sealedAfter(before);
  if (one === undefined) throw new Error('nothing was sealed');
  expect(others).toEqual([]);
  expect(one).toMatchObject({ kind: 'derivative.failed', subject_id: id });
  expect(JSON.parse(one.payload)).toMatchObject({ state: 'failed', reason: expect.any(String) });
  await expectTrue(one);
});

it('obligation.judged is one entry for each duty that the log calls for', async () => {
  const before = await lastEntry();
  await judgeAll();
  const sealed = await sealedAfter(before);
  const judged = await asHouse(ground, ({ tx }) => tx.selectFrom('obligation').select('id').execute());
  expect(judged.length).toBeGreaterThan(0);
  expect(sealed.map((one) => one.subject_id).sort()).toEqual(judged.map(({ id }) => id).sort());
  for (const one of sealed) {
    expect(one).toMatchObject({ kind: 'obligation.judged', actor: 'system' });
    await expectTrue(one);
  }
});

const note = '出差途中没有网络，回到单位当天即存入。';
const explain = async () => {
  const duty = await asHouse(ground, ({ tx }) =>
    tx.selectFrom('obligation').select('id').where('excusable', '=', true).executeTakeFirstOrThrow(),
  );
  const reason = { kind: 'offsite' as const, ground: '异地办案', note, recordingIds: [] };
  const law = await loadLaw();
  made.excuse = (await as(officer, (ctx) => stateExcuse(ctx, law, { id: duty.id, ...reason }))).id;
};
const decision = { step: 0, accepted: false, reason: '没有出差审批' };
it.each<[EntryKind, () => Promise<unknown>]>([
  ['excuse.stated', explain],
  [
    'excuse.decided',
    () => as(organ.people.head, (ctx) => decideExcuse(ctx, { id: lookup('excuse'), ...decision })),
  ],
  ['excuse.stated', explain],
  ['excuse.withdrawn', () => as(officer, (ctx) => withdrawExcuse(ctx, { id: lookup('excuse') }))],
])('%s leaves exactly one entry about its explanation', async (kind, command) => {
  const before = await lastEntry();
  await command();
  const [one, ...others] = await sealedAfter(before);
  if (one === undefined) throw new Error('nothing was sealed');
  expect(others).toEqual([]);
  expect(one).toMatchObject({ kind, subject_type: 'excuse', subject_id: lookup('excuse') });
  await expectTrue(one);
});

it('duty.escalated is one entry for what each head is told', async () => {
  const before = await lastEntry();
  ground.clock.advance(10 * 864e5);
  const { database, clock } = ground;
  const parts = { database, clock, log: quiet, wake: () => undefined };
  const { remind } = reminderJobs({ ...parts, remindHours: [], escalateHours: [24] });
  await remind?.({}, new AbortController().signal);
  const sealed = await sealedAfter(before);
  expect(sealed.length).toBeGreaterThan(0);
  for (const one of sealed) {
    expect(one).toMatchObject({ kind: 'duty.escalated', actor: 'system', subject_type: 'notice' });
    await expectTrue(one);
  }
});

it('and these are all the kinds there are', () => {
  expect([...seen].sort()).toEqual(Object.keys(entryKinds).sort());
});
