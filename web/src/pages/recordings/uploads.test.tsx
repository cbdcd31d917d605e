import type { Upload } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { buttonsIn, chineseIn, draw, linksIn, wordsIn } from '../../render-for-tests.tsx';
import { sampleId } from '../../samples-for-tests.ts';
import type { QueuedUpload } from '../../upload/rows.ts';
import { EarlierUploads } from './EarlierUploads.tsx';
import { UploadProgress } from './UploadProgress.tsx';
import { UploadTable } from './UploadTable.tsx';

const at = '2026-10-14T02:00:00.000Z';
const receipt = (change: Partial<NonNullable<Upload['receipt']>> = {}): NonNullable<Upload['receipt']> => ({
  ...{ recordingId: sampleId(8), sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), size: 1000, registeredAt: at },
  ...{ logIndex: 41, alreadyKnown: false, safeToWipe: true, duties: [] },
  ...change,
});
const upload = (change: Partial<Upload> = {}): Upload => ({
  ...{ id: sampleId(9), name: 'a.mp4', originalName: null, size: 1000, received: 400, state: 'receiving' },
  ...{ step: 'receive', source: 'web', createdAt: at, refusal: null, attribution: null, receipt: null },
  ...change,
});
const row = (change: Partial<QueuedUpload> = {}): QueuedUpload => ({
  ...{ key: '1', mark: 'm', name: 'a.mp4', relativePath: 'card/a.mp4', size: 1000, sent: 0, state: 'queued' },
  ...{ upload: null, fault: null },
  ...change,
});
const table = (change: Partial<QueuedUpload>, language: 'zh' | 'en' = 'zh') =>
  draw(<UploadTable rows={[row(change)]} />, { language, roles: ['officer'] });

describe('a file on its way', () => {
  it.each<[QueuedUpload['state'], string[]]>([
    ['queued', ['暂停', '移出列表']],
    ['sending', ['暂停', '移出列表']],
    ['retrying', ['暂停', '移出列表']],
    ['paused', ['继续', '移出列表']],
    ['failed', ['继续', '移出列表']],
    ['checking', []], // the house has all of it and will say what became of it
  ])('%s: %j', (state, buttons) => {
    expect(buttonsIn(table({ state }))).toEqual(buttons);
  });
  it('in store cannot be taken off by mistake; one that was refused can', () => {
    const stored = upload({ state: 'registered', receipt: receipt() });
    expect(buttonsIn(table({ state: 'done', upload: stored }))).toEqual([]);
    const refused = upload({
      state: 'refused',
      refusal: { code: 'upload.empty', message: '不是音像', messageEn: 'no film' },
    });
    const html = table({ state: 'done', upload: refused });
    expect(buttonsIn(html)).toEqual(['移出列表']);
    expect(wordsIn(html)).toContain('不是音像');
  });
  it('says why it does not go on', () => {
    expect(wordsIn(table({ state: 'failed', fault: 'unreadable' }))).toContain('可能存储卡已拔出');
    expect(wordsIn(table({ state: 'checking', fault: 'network' }))).toContain('还不知道结果');
  });
  it('never shows as whole what is not: 999 of 1000 bytes are 99 %', () => {
    expect(table({ state: 'sending', sent: 999 })).toContain('aria-valuenow="99"');
  });
  it('has its receipt: place in the log from 1, time of Beijing, both digests, the way to it', () => {
    const html = table({ state: 'done', upload: upload({ state: 'registered', receipt: receipt() }) });
    expect(wordsIn(html)).toContain('日志第 42 条');
    expect(wordsIn(html)).toContain('存入时间 2026-10-14 10:00');
    expect(wordsIn(html)).toContain(`SHA-256 ${'a'.repeat(64)}`);
    expect(wordsIn(html)).toContain(`SM3 ${'b'.repeat(64)}`);
    expect(linksIn(html)).toEqual([`/recordings/${sampleId(8)}`]);
  });
  it('is a row under the heads of its columns; the last is left out once nothing can be done', () => {
    const heads = (html: string) =>
      [...html.matchAll(/<th\b[^>]*>(.*?)<\/th>/gs)].map(([, head = '']) => wordsIn(head));
    expect(heads(table({}))).toEqual(['文件', '进度', '设备', '使用人', '拍摄时间', '期限', '回执', '操作']);
    expect(heads(table({ state: 'checking' }))).not.toContain('操作');
  });
  it('that is sealed and not yet in the log says so', () => {
    const fresh = upload({ state: 'registered', receipt: receipt({ logIndex: null }) });
    expect(wordsIn(table({ state: 'done', upload: fresh }))).toContain('正在编入存证日志');
  });
});

describe('all files together', () => {
  const progress = (...rows: Partial<QueuedUpload>[]) => draw(<UploadProgress rows={rows.map(row)} />);
  it('count what was sent, a file that is done as whole', () => {
    const html = progress({ state: 'done', sent: 0 }, { state: 'sending', sent: 500 });
    expect(html).toContain('aria-valuenow="75"');
    expect(wordsIn(html)).toMatch(/已传 1\.5 \S+ \/ 2/);
  });
  it('are not complete while a byte is missing', () => {
    expect(progress({ size: 1_000_000, sent: 999_999, state: 'sending' })).toContain('aria-valuenow="99"');
  });
  it('of no bytes are complete, not a fault', () => {
    expect(progress({ size: 0, state: 'done' })).toContain('aria-valuenow="100"');
  });
});

describe('files of an earlier turn', () => {
  const earlier = (...uploads: Upload[]) => draw(<EarlierUploads uploads={uploads} />);
  it('that are not whole are named with how far they came, each to be given up', () => {
    const html = earlier(upload(), upload({ id: sampleId(10), name: 'b.mp4' }));
    expect(wordsIn(html)).toContain('上次未传完的 2 个文件');
    expect(wordsIn(html)).toContain('a.mp4');
    expect(buttonsIn(html)).toHaveLength(2);
  });
  it('that came wholly are none of them', () => {
    expect(earlier(upload({ state: 'registered' }), upload({ state: 'received' }))).toBe('');
  });
  it('are counted all where only twenty are named', () => {
    const html = earlier(...Array.from({ length: 25 }, (_, i) => upload({ id: sampleId(100 + i) })));
    expect(wordsIn(html)).toContain('25 个文件');
    expect(buttonsIn(html)).toHaveLength(20);
  });
});

it('in English there is no Chinese word', () => {
  const rows: Partial<QueuedUpload>[] = [
    { state: 'retrying', sent: 10, fault: 'network' },
    { state: 'failed', fault: 'unreadable' },
    { state: 'done', upload: upload({ state: 'duplicate', receipt: receipt({ logIndex: null }) }) },
  ];
  for (const one of rows) expect(chineseIn(table(one, 'en'))).toEqual([]);
  expect(chineseIn(draw(<EarlierUploads uploads={[upload()]} />, { language: 'en' }))).toEqual([]);
});
