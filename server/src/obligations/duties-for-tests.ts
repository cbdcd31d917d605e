import type { Duty } from '@liuhen/contract';
import { asHouse, quiet, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { readAs } from '../../test/people.ts';
import type { Person } from '../base/context.ts';
import { connectOwner } from '../base/database.ts';
import { startFollowing } from '../custody/index.ts';
import { loadLaw } from '../law/index.ts';
import { dutiesOf } from './duties.ts';
import { type FilmLine, openFilmLine } from './film-for-tests.ts';
import { storageFollower } from './follower.ts';

/** A ground where duties are judged from the log, when a test says so. */
export interface DutyGround {
  ground: TestGround;
  line: FilmLine;
  /** Sequences what waits and judges what it touches, until nothing waits. Returns how many entries passed. */
  settle(): Promise<number>;
  /** Forgets how far the follower came, and every duty too where asked; then judges from the first entry on. */
  replay(change: { forgetDuties: boolean }): Promise<void>;
  /** The stored judgements without their own numbers, times and former due times, in an order that does not depend on these. */
  judgements(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openDutyGround(): Promise<DutyGround> {
  const ground = await makeGround();
  const sequencer = startTestSequencer(ground);
  const { database, clock } = ground;
  const following = startFollowing({ database, clock, log: quiet, wake: () => undefined }, [
    storageFollower(await loadLaw(), quiet),
  ]);
  const settle = async () => {
    let passed = 0;
    for (let moved = 1; moved > 0; passed += moved) {
      await sequencer.runOnce();
      moved = await following.catchUp();
    }
    return passed;
  };
  return {
    ...{ ground, line: openFilmLine(ground), settle },
    replay: async (change) => {
      await forget(ground, change.forgetDuties);
      await settle();
    },
    judgements: () => readJudgements(ground),
    close: async () => {
      await following.stop();
      await sequencer.stop();
      await ground.close();
    },
  };
}

async function forget(ground: TestGround, duties: boolean): Promise<void> {
  const owner = await connectOwner(ground.ownerUrl);
  await owner.query('update custody_cursor set leaf_index = 0');
  if (duties) {
    await owner.query('alter table obligation disable trigger all');
    await owner.query('delete from obligation');
    await owner.query('alter table obligation enable always trigger obligation_kept');
  }
  await owner.end();
}

async function readJudgements(ground: TestGround): Promise<Record<string, unknown>[]> {
  const rows = await asHouse(ground, ({ tx }) =>
    tx
      .selectFrom('obligation')
      .selectAll()
      .orderBy('subject_id')
      .orderBy('duty')
      .orderBy('tier')
      .orderBy('key')
      .execute(),
  );
  return rows.map(({ id: _id, judged_at: _at, previous_due_before: _was, ...said }) => said);
}

/** The duties of a recording or act, the local one first. */
export async function readDutiesOf(
  ground: TestGround,
  person: Person,
  subject: { type: 'recording' | 'act'; id: string },
): Promise<Duty[]> {
  const duties = await readAs(ground, person, (ctx) => dutiesOf(ctx, subject.type, subject.id));
  const place = (duty: Duty) => `${duty.tier} ${duty.duty === 'store' ? 1 : 2}`;
  return duties.sort((a, b) => place(a).localeCompare(place(b)));
}
