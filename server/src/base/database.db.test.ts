import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan, type TestOrgan } from '../../test/people.ts';
import type { Actor, Tx } from './context.ts';
import { connectOwner, copyOut, house, openDatabase, sendAlong, transact, tryApart } from './database.ts';

let ground: TestGround;
let organ: TestOrgan;
beforeAll(async () => {
  ground = await makeGround();
  organ = await makeOrgan(ground);
});
afterAll(() => ground.close());

const addUnit = (tx: Tx, id: string, name: string) =>
  sql`insert into unit (id, organ_id, name) values (${id}, ${organ.id}, ${name})`.execute(tx);
const unitNames = () =>
  transact(ground.database, house, async (tx) =>
    (await sql<{ name: string }>`select name from unit`.execute(tx)).rows.map(({ name }) => name),
  );
const idOf = (n: number) => `018f0000-0000-7000-8000-00000000000${n}`;

test('what was written is there afterwards, under the role of the actor', async () => {
  const role = await transact(ground.database, house, async (tx) => {
    await addUnit(tx, idOf(1), '一科');
    return (await sql<{ role: string }>`select current_user as role`.execute(tx)).rows[0]?.role;
  });
  expect(role).toBe('liuhen_system');
  expect(await unitNames()).toContain('一科');
});

test('a fault of the command takes everything back and leaves the connection usable', async () => {
  await expect(
    transact(ground.database, house, async (tx) => {
      await addUnit(tx, idOf(2), '二科');
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await unitNames()).not.toContain('二科');
});

test('a statement that nobody waited for fails the transaction when it fails', async () => {
  await expect(
    transact(ground.database, house, async (tx) => {
      await addUnit(tx, idOf(3), '三科');
      sendAlong(tx, 'select 1 / 0', []);
    }),
  ).rejects.toThrow(/division by zero/);
  expect(await unitNames()).not.toContain('三科');
});

test('what is sent along is part of the transaction: it comes before the commit and goes with a fault', async () => {
  const send = (tx: Tx, id: string, name: string) =>
    sendAlong(tx, 'insert into unit (id, organ_id, name) values ($1, $2, $3)', [id, organ.id, name]);
  await transact(ground.database, house, async (tx) => send(tx, idOf(8), '八科'));
  expect(await unitNames()).toContain('八科');
  const fault = transact(ground.database, house, async (tx) => {
    send(tx, idOf(9), '九科');
    throw new Error('no');
  });
  await expect(fault).rejects.toThrow('no');
  expect(await unitNames()).not.toContain('九科');
});

test('a statement that the command caught does not let the rest be lost in silence', async () => {
  await expect(
    transact(ground.database, house, async (tx) => {
      await addUnit(tx, idOf(4), '四科');
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    }),
  ).rejects.toThrow();
  expect(await unitNames()).not.toContain('四科');
});

test('a hand that is kept after the end is of no use', async () => {
  const kept: Tx[] = [];
  await transact(ground.database, house, async (tx) => {
    kept.push(tx);
    await addUnit(tx, idOf(5), '五科');
  });
  for (const tx of kept)
    await expect(addUnit(tx, idOf(6), '六科')).rejects.toThrow('the transaction is over');
  expect(await unitNames()).not.toContain('六科');
});

test('an organ that is no UUID never reaches the database', async () => {
  const actor = { ...organ.people.custodian, organId: "x'; drop table unit; --" };
  await expect(transact(ground.database, actor, async () => 1)).rejects.toThrow('an organ has a UUID');
});

test('a broken connection is told and replaced', async () => {
  await expect(
    transact(ground.database, house, async (tx) => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
      await addUnit(tx, idOf(7), '七科');
    }),
  ).rejects.toThrow();
  expect(await unitNames()).not.toContain('七科');
});

test('many transactions at once keep their actors apart', async () => {
  const seen = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      transact(ground.database, i % 2 === 0 ? house : organ.people.head, async (tx) => {
        const { rows } = await sql<{ role: string; organ: string | null }>`
          select current_user as role, nullif(current_setting('liuhen.organ', true), '') as organ`.execute(
          tx,
        );
        return rows[0];
      }),
    ),
  );
  for (const [i, one] of seen.entries())
    expect(one).toEqual(
      i % 2 === 0 ? { role: 'liuhen_system', organ: null } : { role: 'liuhen_app', organ: organ.id },
    );
});

test('closing ends every connection: a program that has done its work can go', async () => {
  const url = new URL(ground.ownerUrl);
  url.searchParams.set('application_name', 'closing');
  const own = openDatabase(url.href, 3);
  await Promise.all(
    [1, 2, 3].map(() => transact(own, house, (tx) => sql`select pg_sleep(0.05)`.execute(tx))),
  );
  const admin = await connectOwner(ground.ownerUrl);
  const counted = async () =>
    (await admin.query("select from pg_stat_activity where application_name = 'closing'")).rowCount;
  expect(await counted()).toBe(3);
  await own.close();
  for (let tries = 0; (await counted()) !== 0 && tries < 50; tries++)
    await new Promise((wake) => setTimeout(wake, 20));
  expect(await counted()).toBe(0);
  await admin.end();
});

test('a statement that failed when it was first planned works the next time', async () => {
  const own = openDatabase(ground.ownerUrl, 1);
  const code = async (name: string) => {
    try {
      await transact(own, house, (tx) =>
        tx.insertInto('unit').values({ id: randomUUID(), organ_id: organ.id, name }).execute(),
      );
      return 'done';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  await transact(ground.database, house, (tx) => addUnit(tx, randomUUID(), '十科'));
  expect([await code('十科'), await code('十一科'), await code('十科'), await code('十二科')]).toEqual([
    '23505',
    'done',
    '23505',
    'done',
  ]);
  await own.close();
});

test('statements along with one that failed are not taken for planned', async () => {
  const own = openDatabase(ground.ownerUrl, 1);
  const insert = 'insert into unit (id, organ_id, name) values ($1, $2, $3)';
  const both = (first: string, second: string) =>
    transact(own, house, async (tx) => {
      sendAlong(tx, insert, [randomUUID(), organ.id, first]);
      sendAlong(tx, `${insert} on conflict do nothing`, [randomUUID(), organ.id, second]);
    });
  await expect(both('十科', '十三科')).rejects.toMatchObject({ code: '23505' });
  await both('十四科', '十五科');
  expect(await unitNames()).toEqual(expect.arrayContaining(['十四科', '十五科']));
  expect(await unitNames()).not.toContain('十三科');
  await own.close();
});

test('a value that cannot be sent fails its command and nothing else', async () => {
  const own = openDatabase(ground.ownerUrl, 1);
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  const name = (value: unknown) =>
    transact(own, house, (tx) => sql<{ it: unknown }>`select ${value}::jsonb as it`.execute(tx));
  await expect(name(endless)).rejects.toThrow(/circular/);
  expect((await name('{"a":1}')).rows[0]?.it).toEqual({ a: 1 });
  await own.close();
});

test('what travels with a value that cannot be sent is lost, and the transaction with it, though a command swallows the fault', async () => {
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  const swallowing = transact(ground.database, house, async (tx) => {
    sendAlong(tx, 'insert into unit (id, organ_id, name) values ($1, $2, $3)', [
      randomUUID(),
      organ.id,
      '丢失',
    ]);
    await sql`select ${endless}::jsonb`.execute(tx).catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('the transaction is over');
  expect(await unitNames()).not.toContain('丢失');
});

test('a table that was altered costs a connection one fault, and not each that follows', async () => {
  // A process plans so many statements by name; files that ran before in this one may have used them up.
  vi.resetModules();
  const fresh = await import('./database.ts');
  const own = fresh.openDatabase(ground.ownerUrl, 1);
  const read = () => fresh.transact(own, fresh.house, (tx) => tx.selectFrom('unit').selectAll().execute());
  await read();
  const owner = await connectOwner(ground.ownerUrl);
  await owner.query('alter table unit add column extra text');
  await expect(read()).rejects.toThrow('cached plan');
  expect((await read()).length).toBeGreaterThan(0);
  await owner.query('alter table unit drop column extra');
  await owner.end();
  await own.close();
});

test('a stretch that fails apart takes back what it held too, and what comes after it is planned anew', async () => {
  const own = openDatabase(ground.ownerUrl, 1);
  const insert = 'insert into unit (id, organ_id, name) values ($1::uuid, $2::uuid, $3::text)';
  const faults = await transact(own, house, async (tx) => {
    const apart = (name: string, fail: boolean) =>
      tryApart(
        tx,
        async () => {
          sendAlong(tx, insert, [randomUUID(), organ.id, name]);
          if (fail) await sql`select 1 / (${name}::text = '')::int as never`.execute(tx);
        },
        () => true,
      );
    return [await apart('先失败', true), await apart('再失败', true), await apart('成功', false)];
  });
  expect(faults.map((fault) => fault !== null)).toEqual([true, true, false]);
  const held = await transact(own, house, async (tx) =>
    tryApart(
      tx,
      async () => {
        sendAlong(tx, insert, [randomUUID(), organ.id, '留着']);
        throw new Error('before it was sent');
      },
      () => true,
    ),
  );
  expect(held).not.toBeNull();
  await own.close();
  const names = await unitNames();
  expect(names).toContain('成功');
  for (const name of ['先失败', '再失败', '留着']) expect(names).not.toContain(name);
});

/** Fields of the rows as hex, a null as null. */
const copied = (tx: Tx, query: string, fields: number, rows: (string | null)[][]) =>
  copyOut(tx, query, fields, (message, places) => {
    const field = (i: number) =>
      places[2 * i] === -1 ? null : message.toString('hex', places[2 * i], places[2 * i + 1]);
    rows.push(Array.from({ length: fields }, (_, i) => field(i)));
  });

test('a copy gives the bytes of each field, nulls and empty ones among other statements', async () => {
  const [one, two]: [(string | null)[][], (string | null)[][]] = [[], []];
  await transact(ground.database, house, (tx) =>
    Promise.all([
      copied(tx, `values (1, 'a'::text), (2, null), (3, '')`, 2, one),
      sql`select 1`.execute(tx),
      copied(tx, `select '\\x00ff'::bytea from generate_series(1, 3000)`, 1, two),
    ]),
  );
  const expected = [
    ['00000001', '61'],
    ['00000002', null],
    ['00000003', ''],
  ];
  expect(one).toEqual(expected);
  expect(two).toEqual(Array.from({ length: 3000 }, () => ['00ff']));
});

test('a copy without rows gives none', async () => {
  const rows: (string | null)[][] = [];
  await transact(ground.database, house, (tx) => copied(tx, 'select 1 where false', 1, rows));
  expect(rows).toEqual([]);
});

test('a copy shows a person no rows of another organ', async () => {
  const person = { kind: 'person', organId: randomUUID() } as Actor;
  const rows: (string | null)[][] = [];
  await transact(ground.database, person, (tx) => copied(tx, 'select name from unit', 1, rows));
  expect(rows).toEqual([]);
});

test.each([
  ['the reader', 'select generate_series(1, 3000)', 'not of ours'],
  ['the query', 'select 1 / (100 - n) from generate_series(1, 3000) n', 'division by zero'],
])(
  'a fault of %s in the middle of a copy fails it and leaves the connection usable',
  async (_, query, fault) => {
    let taken = 0;
    const copying = transact(ground.database, house, (tx) =>
      copyOut(tx, query, 1, () => {
        taken++;
        if (taken === 50 && fault === 'not of ours') throw new Error(fault);
      }),
    );
    await expect(copying).rejects.toThrow(fault);
    expect(taken).toBe(fault === 'not of ours' ? 50 : 99);
    expect(await unitNames()).toContain('一科');
  },
);
