import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asHouse, sealUnit, startTestSequencer } from '../../test/custody.ts';
import { makeGround, type TestGround } from '../../test/house.ts';
import { makeOrgan } from '../../test/people.ts';
import { makeTestWitness } from '../../test/witness.ts';
import { attestedAt } from './attested.ts';
import { keepCosignature } from './cosignatures.ts';
import { latestCheckpoint } from './prove.ts';

const [w1, w2] = ['witness.example/w1', 'witness.example/w2'].map((name) => makeTestWitness(name));
const hour = (n: number): string => new Date(Date.UTC(2026, 10, 24, n)).toISOString();

let ground: TestGround;
/** Sizes at which the log was signed. */
const sizes: number[] = [];

beforeAll(async () => {
  ground = await makeGround();
  const organ = await makeOrgan(ground);
  const sequencer = startTestSequencer(ground);
  for (const name of ['一', '二', '三']) {
    await asHouse(ground, (ctx) => sealUnit(ctx, organ.id, name));
    await sequencer.runOnce();
    sizes.push((await asHouse(ground, latestCheckpoint))?.size ?? 0);
  }
  await sequencer.stop();
});
afterAll(() => ground.close());

const attested = (index: number) => asHouse(ground, (ctx) => attestedAt(ctx, index));
const sign = (witness: typeof w1, size: number, at: string) =>
  asHouse(ground, ({ tx }) =>
    keepCosignature(tx, { size, witness: witness?.verifierKey ?? '', line: `— ${size}\n`, at }, at),
  );
const stamp = (size: number, authority: string, at: string) =>
  asHouse(ground, ({ tx }) =>
    tx
      .insertInto('checkpoint_stamp')
      .values({
        ...{ size, authority, token: Buffer.from('token'), at, accuracy_millis: null },
        ...{ signer: 'signer', certificate: 'c', serial: '1', received_at: at },
      })
      .execute(),
  );

describe('who attested first that the log held an entry', () => {
  it('is nobody while nobody signed', async () => {
    expect(await attested(0)).toEqual([]);
  });

  it('is each witness and authority by the earliest of their signatures that covers it, the earliest first', async () => {
    const [one = 0, two = 0, three = 0] = sizes;
    await sign(w1, one, hour(1));
    await sign(w1, two, hour(4));
    await sign(w2, two, hour(3));
    await sign(w2, three, hour(6));
    await stamp(two, '授时中心', hour(2));
    await stamp(three, '授时中心', hour(5));
    const said = (by: string, as: string, at: string, size: number) => ({ by, as, at, size });
    expect(await attested(0)).toEqual([
      said('witness.example/w1', 'witness', hour(1), one),
      said('授时中心', 'authority', hour(2), two),
      said('witness.example/w2', 'witness', hour(3), two),
    ]);
    expect(await attested(one)).toEqual([
      said('授时中心', 'authority', hour(2), two),
      said('witness.example/w2', 'witness', hour(3), two),
      said('witness.example/w1', 'witness', hour(4), two),
    ]);
    expect(await attested(two)).toEqual([
      said('授时中心', 'authority', hour(5), three),
      said('witness.example/w2', 'witness', hour(6), three),
    ]);
    expect(await attested(three)).toEqual([]);
  });
});
