import { canonicalize, type Json, parseEntry, verifyPayload } from '@liuhen/proof';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asHouse, sealOrgan } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { connectOwner } from '../base/database.ts';
import { taken } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import { sealNew } from './seal.ts';

let ground: TestGround;
let organ: string;

beforeAll(async () => {
  ground = await makeGround();
  organ = await asHouse(ground, (ctx) => sealOrgan(ctx, 'xz'));
});
afterAll(() => ground.close());

const asOwner = async (statement: string) => {
  const owner = await connectOwner(ground.ownerUrl);
  await owner.query(statement).finally(() => owner.end());
};

const sealUnit = (name: string) =>
  asHouse(ground, async (ctx) => {
    const values = { id: makeId(ctx.clock), organ_id: organ, name };
    const explain = taken('unit', name);
    return (await sealNew(ctx, { kind: 'unit.created', table: 'unit', values, explain }, values.id)).value;
  });

interface Found {
  leaf: string;
  salt: string;
  payload: string;
  row: Json;
  waits: boolean;
}

const entriesOf = (id: string) =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<Found>`
      select e.leaf, p.salt, p.payload, to_jsonb(u) as row, w.entry_id is not null as waits
      from custody_entry e join custody_payload p using (entry_id) left join custody_pending w using (entry_id)
      left join unit u on u.id = e.subject_id where e.subject_id = ${id}`.execute(tx);
    return rows;
  });
const counts = () =>
  asHouse(ground, async ({ tx }) => {
    const { rows } =
      await sql`select (select count(*) from unit) as units, (select count(*) from custody_entry) as entries,
      (select count(*) from custody_payload) as payloads, (select count(*) from custody_pending) as waiting`.execute(
        tx,
      );
    return rows[0];
  });

describe('a new row and its seal', () => {
  let before: unknown;
  beforeEach(async () => {
    before = await counts();
  });

  it('are written together: the payload is the row, canonically, and waits for the sequencer', async () => {
    const id = await sealUnit('𠮷 "\\ \u0001\n 🚓 \u2028 é');
    const [one, ...others] = await entriesOf(id);
    if (one === undefined) throw new Error('nothing was sealed');
    expect(others).toEqual([]);
    expect(one.payload).toBe(canonicalize(one.row));
    expect(one.waits).toBe(true);
    verifyPayload(parseEntry(one.leaf), one.salt, one.row);
  });

  it('are read by what the same command asks next', async () => {
    const names = await asHouse(ground, async (ctx) => {
      const values = { id: makeId(ctx.clock), organ_id: organ, name: '随后可读' };
      await sealNew(ctx, { kind: 'unit.created', table: 'unit', values }, null);
      return ctx.tx.selectFrom('unit').select('name').where('id', '=', values.id).execute();
    });
    expect(names).toEqual([{ name: '随后可读' }]);
  });

  it('leave nothing when the key exists, and the refusal is told in its words', async () => {
    await sealUnit('只有一个');
    before = await counts();
    await expect(sealUnit('只有一个')).rejects.toMatchObject({
      code: 'conflict.exists',
      message: 'conflict.exists {"value":"只有一个"}',
    });
    expect(await counts()).toEqual(before);
  });

  it('leave nothing when the database keeps the row otherwise than it was foretold', async () => {
    await asOwner(`create function shorten() returns trigger language plpgsql as
        $$ begin new.name := left(new.name, 2); return new; end $$;
      create trigger shorten before insert on unit for each row execute function shorten()`);
    try {
      await expect(sealUnit('太长的名字')).rejects.toThrow('custody_pending');
      expect(await counts()).toEqual(before);
    } finally {
      await asOwner('drop trigger shorten on unit; drop function shorten');
    }
  });

  it('are written also where only the database can tell how the row will read', async () => {
    const values = { organ_id: organ, name: 'REC-8', maker: '厂商', name_patterns: ['REC_<date>'] };
    const id = await asHouse(ground, async (ctx) => {
      const row = { id: makeId(ctx.clock), ...values };
      await sealNew(ctx, { kind: 'deviceModel.registered', table: 'device_model', values: row }, null);
      return row.id;
    });
    const [one] = await entriesOf(id);
    expect(JSON.parse(one?.payload ?? '{}')).toEqual({ id, ...values });
    const again = asHouse(ground, (ctx) => {
      const [row, explain] = [{ id: makeId(ctx.clock), ...values }, taken('device_model', 'REC-8')];
      return sealNew(
        ctx,
        { kind: 'deviceModel.registered', table: 'device_model', values: row, explain },
        null,
      );
    });
    await expect(again).rejects.toMatchObject({ code: 'conflict.exists' });
  });
});
