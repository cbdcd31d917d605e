import { permissionsOf } from '@liuhen/contract';
import type { Clock } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { type Database, house, transact } from '../base/database.ts';
import type { Jobs } from '../base/jobs.ts';
import type { Log } from '../base/log.ts';
import type { Law } from '../law/index.ts';
import { confirmNotice } from './serving.ts';

/** What the job that confirms notices works with. */
export interface NoticeHouse {
  database: Database;
  clock: Clock;
  log: Log;
  law: Law;
  /** There is something to sequence. */
  wake: () => void;
}

/** The room's jobs; `confirmNotices` is for every minute. */
export const noticeJobs = (hands: NoticeHouse): Jobs => ({
  confirmNotices: async (_, signal) => {
    await confirmNotices(hands, signal);
  },
});

interface Open {
  id: string;
  organId: string;
  organCode: string;
  enteredBy: string;
}

/** Notices of all organs of which nobody has said how they ended, the oldest first. */
const openNotices = ({ database }: NoticeHouse): Promise<Open[]> =>
  transact(database, house, (tx) =>
    tx
      .selectFrom('service as s')
      .innerJoin('organ as o', 'o.id', 's.organ_id')
      .select(['s.id', 's.organ_id as organId', 'o.code as organCode', 's.entered_by as enteredBy'])
      .where('s.manner', '=', 'publicNotice')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom('service_receipt as r').select('r.id').whereRef('r.service_id', '=', 's.id'),
          ),
        ),
      )
      .orderBy('s.at')
      .execute(),
  );

/**
 * The house, for one organ, with the rights of who keeps its records. What it enters stands under whoever posted the
 * notice, also when they have left; the log says that it was the house.
 */
const inNameOf = ({ organId, organCode, enteredBy }: Open): Person => ({
  ...{ kind: 'person', sessionId: 'house', accountId: enteredBy, organId, organCode, byHouse: true },
  ...{ officerId: null, unitId: null, roles: ['custodian'] },
  permissions: permissionsOf(['custodian']),
});

/** Confirms each notice whose period is over, in a transaction of its own; one that cannot be keeps no other. */
async function confirmNotices(hands: NoticeHouse, signal: AbortSignal): Promise<void> {
  const { database, clock, log, law } = hands;
  let confirmed = 0;
  for (const open of await openNotices(hands)) {
    if (signal.aborted) break;
    const actor = inNameOf(open);
    try {
      const done = await transact(database, actor, (tx) =>
        confirmNotice({ tx, actor, clock, writing: true }, law, open.id),
      );
      if (done) confirmed += 1;
    } catch (error) {
      log.warn({ error, service: open.id }, 'a public notice could not be confirmed');
    }
  }
  if (confirmed > 0) hands.wake();
}
