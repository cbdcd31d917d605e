import type { evidenceShapes } from '@liuhen/contract';
import type { z } from 'zod';
import type { Writing } from '../base/context.ts';
import { requireReadable } from '../recordings/index.ts';
import { penaltyLaw } from './articles.ts';
import { checkOfficers, Faults } from './ground.ts';
import { checkDocument } from './named.ts';

type Item = Omit<z.output<typeof evidenceShapes.evidenceItemInput>, 'id' | 'caseId'>;

/** What is known of the recording of an item. */
interface Media {
  kind: string;
  seconds: number | null;
}

const missing = { zh: '请选择一份已上传的音像或者文件', en: 'Choose a recording or file that was uploaded' };

/** What each form asks for, and what it cannot have. Pure. */
export function formFaults(item: Item, media: Media | null, faults: Faults): void {
  const { form, fromSeconds: from, toSeconds: to } = item;
  const wantsFile = form !== 'object' && form !== 'document';
  if (wantsFile && item.recordingId === null) faults.add('recordingId', missing);
  if (form === 'object' && !item.storagePlace)
    faults.add('storagePlace', { zh: '请写明物品存放在哪里', en: 'State where the thing is kept' });
  if (media && (form === 'recording' || form === 'clip') && !['video', 'audio'].includes(media.kind))
    faults.add('recordingId', { zh: '请选择录像或者录音', en: 'Choose a film or a sound recording' });
  if (media && form === 'photo' && media.kind !== 'picture')
    faults.add('recordingId', { zh: '请选择照片', en: 'Choose a picture' });
  if (form !== 'clip') return;
  if (from === null) faults.add('fromSeconds', { zh: '请填写片段从哪一秒开始', en: 'State where it begins' });
  if (to === null) faults.add('toSeconds', { zh: '请填写片段到哪一秒结束', en: 'State where it ends' });
  if (from !== null && to !== null && to <= from)
    faults.add('toSeconds', { zh: '应晚于片段的开始', en: 'It has to be after the beginning' });
  if (to !== null && media?.seconds != null && to > Math.ceil(media.seconds))
    faults.add('toSeconds', {
      zh: `录像全长 ${Math.ceil(media.seconds)} 秒，不能超过`,
      en: `The recording is ${Math.ceil(media.seconds)} s long`,
    });
}

async function mediaOf(ctx: Writing, recordingId: string | null): Promise<Media | null> {
  if (recordingId === null) return null;
  await requireReadable(ctx, recordingId);
  const { kind, probe } = await ctx.tx
    .selectFrom('recording')
    .select(['kind', 'probe'])
    .where('id', '=', recordingId)
    .executeTakeFirstOrThrow();
  const { durationMs } = probe as { durationMs: number | null };
  return { kind, seconds: durationMs === null ? null : durationMs / 1000 };
}

/** Throws input.invalid that names every fault at once; notFound and permission.denied for a recording that is not to be seen. */
export async function requireSoundItem(ctx: Writing, caseId: string, item: Item): Promise<void> {
  const faults = new Faults();
  faults.ahead(ctx.clock.now(), { obtainedAt: item.obtainedAt });
  formFaults(item, await mediaOf(ctx, item.recordingId), faults);
  const { documentId } = item;
  if (item.form === 'document' && documentId !== null)
    await checkDocument(ctx, faults, { caseId, documentId, path: 'documentId', final: false });
  await checkOfficers(ctx, faults, item.officerIds, item.obtainedAt, { least: 1, article: penaltyLaw(42) });
  faults.refuse();
}
