import { sql } from 'kysely';
import { makeId } from '../../src/base/ids.ts';
import { decideErasure, proposeErasure } from '../../src/custody/erasure.ts';
import { asHouse, startTestSequencer } from '../custody.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const law = { basis: '个人信息保护法第四十七条', reason: '误登' };

/** Proposes to erase what the earliest entry with a later one about its row has sealed. */
async function propose(house: SealingHouse, name: string): Promise<void> {
  const { ground, organ, made, as } = house;
  const sequencer = startTestSequencer(ground);
  await sequencer.runOnce();
  await sequencer.stop();
  const { rows } = await asHouse(ground, ({ tx }) =>
    sql<{ entry_id: number }>`
      select entry_id from custody_entry e join custody_leaf using (entry_id) where organ_id = ${organ.id}
        and exists (select from custody_entry n where n.subject_id = e.subject_id and n.entry_id > e.entry_id)
        and not exists (select from payload_erasure x where x.entry_id = e.entry_id)
      order by entry_id limit 1`.execute(tx),
  );
  const entryId = Number(rows[0]?.entry_id);
  const id = makeId(ground.clock);
  made[name] = (await as(organ.people.custodian, (ctx) => proposeErasure(ctx, { id, entryId, ...law }))).id;
}

const decide = ({ organ, lookup, as }: SealingHouse, name: string, approve: boolean) =>
  as(organ.people.head, (ctx) =>
    decideErasure(ctx, { id: lookup(name), approve, reason: approve ? null : '须先核对' }),
  );

/** Payloads erased, by two people. */
export const erasureKinds: KindSealed[] = [
  ['erasure.proposed', 'payload_erasure', (house) => propose(house, 'erasure')],
  ['payload.erased', 'payload_erasure', (house) => decide(house, 'erasure', true)],
  ['erasure.proposed', 'payload_erasure', (house) => propose(house, 'otherErasure')],
  ['erasure.refused', 'payload_erasure', (house) => decide(house, 'otherErasure', false)],
];
