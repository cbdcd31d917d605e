import { createHash } from 'node:crypto';
import type { Person } from '../src/base/context.ts';
import { makeId } from '../src/base/ids.ts';
import { emptyProbe, type Probe } from '../src/recordings/probe.ts';
import { registerRecording } from '../src/recordings/register.ts';
import { noteReceived, openUpload } from '../src/recordings/uploads.ts';
import type { TestGround } from './house.ts';
import { asPerson } from './people.ts';

const plainProbe: Probe = {
  ...emptyProbe,
  kind: 'video',
  container: 'mp4',
  mime: 'video/mp4',
  size: 1000,
  durationMs: 60_000,
  width: 1920,
  height: 1080,
  frameRate: 25,
  playable: 'browser',
};

let made = 0;

/** Registers a recording by the end of the line alone, without bytes: for what asks of rows only. */
export async function registerFilm(
  ground: TestGround,
  by: Person,
  name: string,
  probe: Partial<Probe> = {},
): Promise<string> {
  const uploadId = makeId(ground.clock);
  const mark = `${name} ${made++}`;
  const digestBy = (algorithm: string) => createHash(algorithm).update(mark).digest('hex');
  const sent = {
    name,
    originalName: null,
    relativePath: null,
    source: 'web' as const,
    declaredSha256: null,
    declaredSm3: null,
    modifiedAt: null,
  };
  const inspected = {
    sha256: digestBy('sha256'),
    sm3: digestBy('sm3'),
    probe: { ...plainProbe, ...probe },
    as: probe.kind === 'document' ? ('document' as const) : ('media' as const),
  };
  const sealed = await asPerson(ground, by, async (ctx) => {
    const upload = await openUpload(ctx, uploadId, plainProbe.size, sent);
    await noteReceived(ctx, upload, upload.size);
    return registerRecording(ctx, upload, inspected);
  });
  if (sealed === null) throw new Error(`${name} was there before`);
  return sealed.value;
}
