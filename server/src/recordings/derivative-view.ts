import type { Recording } from '@liuhen/contract';
import type { Reading } from '../base/context.ts';

type Shown = Recording['derivatives'][number];

const noTool = {
  zh: '服务器上没有 ffmpeg，暂不能生成预览图和播放副本。请管理员安装（Debian：apt install ffmpeg）并重启，之后会自动补做。原件不受影响。',
  en: 'There is no ffmpeg on the server, so no preview and no playable copy can be made. Install it (Debian: apt install ffmpeg) and restart; they are then made by themselves. The original is not affected.',
};

const failed = (reason: string) => ({
  zh: `生成失败：${reason}。原件不受影响，可下载后用其他播放器查看。`,
  en: `Failed: ${reason}. The original is not affected.`,
});

/** Posters and proxies of a recording with their progress. */
export async function readDerivatives(ctx: Pick<Reading, 'tx'>, recordingId: string): Promise<Shown[]> {
  const rows = await ctx.tx
    .selectFrom('derivative as d')
    .leftJoin('derivative_progress as p', 'p.derivative_id', 'd.id')
    .select(['d.kind', 'd.state', 'd.sha256', 'd.reason', 'p.fraction'])
    .where('d.recording_id', '=', recordingId)
    .execute();
  return rows.map((row) => ({
    kind: row.kind as Shown['kind'],
    state: row.state as Shown['state'],
    progress: row.state === 'ready' ? 1 : (row.fraction ?? 0),
    sha256: row.sha256,
    reason: row.state === 'noTool' ? noTool : row.state === 'failed' ? failed(row.reason ?? '') : null,
  }));
}
