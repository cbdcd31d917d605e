import type { EntryKind } from '@liuhen/proof';
import { startFollowing } from '../../src/custody/follow.ts';
import { loadLaw } from '../../src/law/index.ts';
import { decideExcuse, stateExcuse, withdrawExcuse } from '../../src/obligations/excuses.ts';
import { reminderJobs, storageFollower } from '../../src/obligations/index.ts';
import { markNoticeRead, readNotices, tellOwners } from '../../src/obligations/notices.ts';
import { asHouse, quiet, startTestSequencer } from '../custody.ts';
import type { KindSealed, SealingCommand, SealingHouse } from './house.ts';

/** What owners are told of a change of the working days, and that they read it. */
export const noticeKinds: KindSealed[] = [
  [
    'notice.sent',
    'notice',
    ({ ground, organ, officer, lookup }) =>
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
    ({ officer, as }) =>
      as(officer, async (ctx) => {
        const [notice] = await readNotices(ctx);
        return markNoticeRead(ctx, { id: notice?.id ?? '' });
      }),
  ],
];

export async function judgeAll({ ground }: SealingHouse): Promise<void> {
  const sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  const { database, clock } = ground;
  const follower = storageFollower(await loadLaw(), quiet);
  const following = startFollowing({ database, clock, log: quiet, wake: () => undefined }, [follower]);
  await following.catchUp();
  await following.stop();
  await sequencer.stop();
}

const note = '出差途中没有网络，回到单位当天即存入。';
async function explain({ ground, officer, made, as }: SealingHouse): Promise<void> {
  const duty = await asHouse(ground, ({ tx }) =>
    tx.selectFrom('obligation').select('id').where('excusable', '=', true).executeTakeFirstOrThrow(),
  );
  const reason = { kind: 'offsite' as const, ground: '异地办案', note, recordingIds: [] };
  const law = await loadLaw();
  made.excuse = (await as(officer, (ctx) => stateExcuse(ctx, law, { id: duty.id, ...reason }))).id;
}
const decision = { step: 0, accepted: false, reason: '没有出差审批' };

/** What is said of a duty that was missed, with the command that seals it and what is told by it. */
export const excuseKinds: [EntryKind, SealingCommand, EntryKind[]?][] = [
  ['excuse.stated', explain],
  [
    'excuse.decided',
    ({ organ, lookup, as }) =>
      as(organ.people.head, (ctx) => decideExcuse(ctx, { id: lookup('excuse'), ...decision })),
    ['notice.sent'],
  ],
  ['excuse.stated', explain],
  [
    'excuse.withdrawn',
    ({ officer, lookup, as }) => as(officer, (ctx) => withdrawExcuse(ctx, { id: lookup('excuse') })),
  ],
];

export async function escalateAll({ ground }: SealingHouse): Promise<void> {
  ground.clock.advance(10 * 864e5);
  const { database, clock } = ground;
  const parts = { database, clock, log: quiet, wake: () => undefined };
  const { remind } = reminderJobs({ ...parts, remindHours: [], escalateHours: [24] });
  await remind?.({}, new AbortController().signal);
}
