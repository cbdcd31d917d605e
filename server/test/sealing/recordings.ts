import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { makeId } from '../../src/base/ids.ts';
import { openFileVault } from '../../src/base/vault-files.ts';
import { attributeRecording, claimReturn, receiveHandover } from '../../src/recordings/commands.ts';
import { derivativeJobs } from '../../src/recordings/derivatives.ts';
import { refuseUpload } from '../../src/recordings/register.ts';
import { noteReceived, openUpload } from '../../src/recordings/uploads.ts';
import { asHouse, quiet } from '../custody.ts';
import { registerFilm } from '../recordings.ts';
import type { KindSealed, SealingHouse } from './house.ts';

/** Makes what a film's derivative is made of by a program that writes a few bytes, or by one that fails. */
export async function deriveWith(
  { ground }: SealingHouse,
  recordingId: string,
  script: string,
): Promise<string> {
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

/** The line of an upload, and what is done about a recording afterwards. */
export const recordingKinds: KindSealed[] = [
  [
    'upload.refused',
    'upload',
    ({ officer, as }) =>
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
    async ({ ground, officer, made }) => {
      made.recording = await registerFilm(ground, officer, 'a.mp4');
    },
    ['recording.proposed'],
  ],
  [
    'recording.attributed',
    'attribution',
    ({ organ, officer, lookup, as }) =>
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
    ({ organ, lookup, as }) =>
      as(organ.people.custodian, (ctx) => receiveHandover(ctx, { recordingIds: [lookup('recording')] })),
  ],
  [
    'recording.returnClaimed',
    'return_claim',
    ({ officer, lookup, as }) =>
      as(officer, (ctx) =>
        claimReturn(ctx, {
          ...{ id: lookup('recording'), ground: 'offsite', returnDate: '2026-10-14', evidence: '出差单' },
        }),
      ),
  ],
  [
    'derivative.made',
    'derivative',
    (house) =>
      deriveWith(
        house,
        house.lookup('recording'),
        'for last; do :; done\necho x > "$(echo "$last" | cut -d: -f2-)"',
      ),
  ],
];
