import { createHash } from 'node:crypto';
import { pino } from 'pino';
import type { TestGround } from '../../test/house.ts';
import { plusMillis } from '../base/clock.ts';
import type { Person } from '../base/context.ts';
import { transact } from '../base/database.ts';
import { makeId } from '../base/ids.ts';
import { type LineHouse, openLine } from '../recordings/index.ts';

type LineParts = Parameters<typeof openLine>[0];
type Probed = Awaited<ReturnType<LineParts['probe']>>;

/** A film as a recorder would have made it. Instants; the device's clock is 120 s fast like that of `makeOrgan`. */
export interface Film {
  deviceNo: string;
  userId: string;
  /** Null: nothing tells when it was made. */
  endedAt: string | null;
}

export interface FilmLine {
  /** Stores a film in a person's name through the real line: registered, attributed, sealed. Returns the recording. */
  store(person: Person, film: Film): Promise<string>;
}

const minuteAtLeast = 60_000;
const fastMillis = 120_000;

/** Whole seconds of the device's clock at the start, and what is left of the film's length. */
function timesOf(endedAt: string): { start: string; durationMs: number } {
  const begun = Math.floor((Date.parse(endedAt) - minuteAtLeast) / 1000) * 1000;
  const shown = new Date(begun + fastMillis + 8 * 3_600_000).toISOString();
  return {
    start: shown.slice(0, 19).replace(/[-:]/g, '').replace('T', '_'),
    durationMs: Date.parse(endedAt) - begun,
  };
}

function probeOf(durationMs: number | null): Probed {
  return {
    ...{ kind: 'video', container: 'mp4', mime: 'video/mp4', size: 1000, streams: [], durationMs },
    ...{ width: null, height: null, frameRate: null, createdAt: null, createdAtStated: null, gps: null },
    ...{ make: null, deviceModel: null, deviceSerial: null, pages: null, complete: true, fault: null },
    playable: 'browser',
  };
}

/** The real line of the room of recordings over bytes that are only told of. */
export function openFilmLine(ground: TestGround): FilmLine {
  const { database, clock } = ground;
  const durations = new Map<string, number | null>();
  const digest = (uploadId: string) => createHash('sha256').update(uploadId).digest('hex');
  const parts = {
    ...{ database, clock, log: pino({ level: 'silent' }), maxFileBytes: 1e9 },
    vault: { keep: async () => undefined },
    staging: {
      pathOf: (uploadId: string) => uploadId,
      remove: async () => undefined,
      sizeOf: async () => 1000,
    },
    digester: {
      follow: (uploadId: string) => ({
        finish: async () => ({ sha256: digest(uploadId), sm3: digest(`sm3 ${uploadId}`) }),
        drop: () => undefined,
      }),
    },
    probe: async (uploadId: string) => probeOf(durations.get(uploadId) ?? null),
    wake: () => undefined,
    passed: async () => undefined,
  };
  const line: LineHouse = openLine(parts as unknown as LineParts);
  return { store: (person, film) => store({ ground, line, durations }, person, film) };
}

async function store(
  { ground, line, durations }: { ground: TestGround; line: LineHouse; durations: Map<string, number | null> },
  person: Person,
  film: Film,
): Promise<string> {
  const { database, clock } = ground;
  const id = makeId(clock);
  const times = film.endedAt === null ? null : timesOf(film.endedAt);
  durations.set(id, times?.durationMs ?? null);
  const name = times ? `DCAM_${film.deviceNo}_${film.userId}_${times.start}.mp4` : `film ${id}.mp4`;
  const at = clock.now();
  await transact(database, person, (tx) =>
    tx
      .insertInto('upload')
      .values({
        ...{ id, name, organ_id: person.organId, account_id: person.accountId, source: 'card' },
        ...{ size: 1000, received: 1000, state: 'received', step: 'inspect', created_at: at, touched_at: at },
      })
      .execute(),
  );
  line.advance(id);
  await line.settled(id);
  const row = await transact(database, person, (tx) =>
    tx.selectFrom('upload').select(['recording_id', 'refusal_code']).where('id', '=', id).executeTakeFirst(),
  );
  if (!row?.recording_id) throw new Error(`${name} was not registered: ${row?.refusal_code ?? 'a fault'}`);
  return row.recording_id;
}

/** A film of the officer of an organ of `makeOrgan` that ended so long before now. */
export const filmOf = (ground: TestGround, organ: { deviceNo: string }, agoMillis = 3_600_000): Film => ({
  deviceNo: organ.deviceNo,
  userId: '140901',
  endedAt: plusMillis(ground.clock.now(), -agoMillis),
});
