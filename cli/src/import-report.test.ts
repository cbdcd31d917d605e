import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duty, sayingIn } from '@liuhen/contract';
import { describe, expect, test } from 'vitest';
import type { CardFile } from './card-folder.ts';
import type { FileReceipt, Outcome } from './import-card.ts';
import { type ExitCode, sayOutcome, sumUp, writeReceipts } from './import-report.ts';

const [zh, en] = [sayingIn('zh'), sayingIn('en')];

const file: CardFile = {
  path: Buffer.from('/card/DCIM/现场.mp4'),
  name: '现场.mp4',
  relativePath: 'DCIM/现场.mp4',
  size: 1_500_000,
  modifiedAt: '2026-09-15T02:02:00.000Z',
};
const duty: Duty = {
  id: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a10',
  subject: { type: 'recording', id: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a11', title: '现场.mp4' },
  ...{
    duty: 'store',
    key: '',
    what: null,
    whose: 'organ',
    opensAt: null,
    tier: 'local',
    state: 'due',
    dueBefore: '2026-09-18T16:00:00.000Z',
  },
  ...{ provisional: false, dischargedAt: null, excusable: false, excuse: null, mayExplain: false },
  ...{ exceptionApplied: false, exceptionRefused: null },
  citation: { packId: 'xz', title: '办法', titleEn: 'Rules', article: '10', label: '第十条' },
  ...{ previousDueBefore: null, calendarVersion: null },
  ...{
    also: [],
    parts: [],
    packFingerprint: '',
    countedFrom: null,
    steps: [],
    explanation: { zh: '', en: '' },
  },
};
const receipt: FileReceipt = {
  recordingId: '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a11',
  sha256: 'a'.repeat(64),
  sm3: 'b'.repeat(64),
  logIndex: 41,
  duties: [duty],
};

const outcomes = {
  stored: { file, state: 'stored', receipt },
  known: { file, state: 'known', receipt },
  refused: { file, state: 'refused', reason: '文件是空的' },
  failed: { file, state: 'failed', reason: '连不上' },
  wouldSend: { file, state: 'wouldSend' },
  wouldSkip: { file, state: 'wouldSkip' },
} as const satisfies Record<Outcome['state'], Outcome>;
const all = (...states: (keyof typeof outcomes)[]): Outcome[] => states.map((state) => outcomes[state]);

describe('the end of an import', () => {
  type Word = 'wipe' | 'keep' | 'keepRefused' | 'dry';
  const table: [states: (keyof typeof outcomes)[], code: ExitCode, word: Word][] = [
    [['stored'], 0, 'wipe'],
    [['known'], 0, 'wipe'],
    [['stored', 'known', 'stored'], 0, 'wipe'],
    [['refused'], 2, 'keepRefused'],
    [['stored', 'refused', 'known'], 2, 'keepRefused'],
    [['failed'], 3, 'keep'],
    [['stored', 'failed'], 3, 'keep'],
    [['refused', 'failed'], 3, 'keep'],
    [['stored', 'known', 'refused', 'failed'], 3, 'keep'],
    [['wouldSend', 'wouldSkip'], 0, 'dry'],
    [['wouldSkip'], 0, 'dry'],
    [['wouldSend', 'failed'], 3, 'keep'],
    [['wouldSkip', 'refused'], 2, 'keepRefused'],
  ];
  const words: readonly Word[] = ['wipe', 'keep', 'keepRefused', 'dry'];
  test.each(table)('%j ends with %i and says %s', (states, code, word) => {
    for (const saying of [zh, en]) {
      const end = sumUp(all(...states), saying);
      expect(end.code).toBe(code);
      const said = words.filter((each) => end.text.includes(saying.t(`cli.import.${each}`)));
      expect(said).toEqual([word]);
    }
  });

  test('no mix with a refused or failed file may be wiped', () => {
    const states = ['stored', 'known', 'refused', 'failed'] as const;
    for (let mix = 1; mix < 16; mix++) {
      const chosen = states.filter((_, bit) => mix & (1 << bit));
      const { text, code } = sumUp(all(...chosen), zh);
      const safe = !chosen.some((state) => state === 'refused' || state === 'failed');
      expect(text.includes('可以清空'), chosen.join()).toBe(safe);
      expect(code === 0, chosen.join()).toBe(safe);
    }
  });

  test('counts each kind', () => {
    const mix = all('stored', 'stored', 'stored', 'known', 'known', 'refused', 'failed', 'failed');
    expect(sumUp(mix, zh).text).toContain('共 8 个文件：3 个已存入，2 个早已存入，1 个被拒，2 个没有传成。');
    expect(sumUp(mix, en).text).toContain('8 files: 3 stored, 2 stored before, 1 refused, 2 not sent.');
  });
});

describe('the lines of one file', () => {
  test('stored: both digests, the place in the log counted from one, the verdict with its article', () => {
    expect(sayOutcome(outcomes.stored, zh).split('\n')).toEqual([
      '✓ 已存入  DCIM/现场.mp4',
      `    SHA-256 ${'a'.repeat(64)}`,
      `    SM3     ${'b'.repeat(64)}`,
      '    存证日志第 42 条',
      '    存储：待办，截止 2026-09-18（周五）24:00，依据《办法》第十条',
    ]);
    expect(sayOutcome(outcomes.stored, en)).toContain('Store: Due, due Fri 2026-09-18 24:00, 《办法》第十条');
  });

  test('a name that would order the terminal is printed without its orders, and kept in the receipts', async () => {
    const bad = { ...file, relativePath: 'DCIM/\u001b[2J可以清空.mp4\n✓' };
    for (const outcome of Object.values(outcomes)) {
      const [first, ...rest] = sayOutcome({ ...outcome, file: bad }, zh).split('\n');
      expect(first).toContain('DCIM/�[2J可以清空.mp4�✓');
      expect(rest.join()).not.toContain('✓');
    }
    expect(sayOutcome({ ...outcomes.failed, reason: 'a\u001b[31m' }, zh)).toMatch(/：a�\[31m$/);
    const folder = await mkdtemp(join(tmpdir(), 'liuhen-receipts-'));
    await writeReceipts(join(folder, 'r.json'), [{ ...outcomes.stored, file: bad }]);
    expect(JSON.parse(await readFile(join(folder, 'r.json'), 'utf8'))[0].path).toBe(bad.relativePath);
    await rm(folder, { recursive: true });
  });

  test('known: says so, and every duty has its line', () => {
    const handover = { ...duty, duty: 'handover', state: 'overdue' } as Duty;
    const lines = sayOutcome(
      { ...outcomes.known, receipt: { ...receipt, duties: [duty, handover] } },
      zh,
    ).split('\n');
    expect(lines[0]).toBe('✓ 早已存入  DCIM/现场.mp4');
    expect(lines.slice(4).map((line) => line.slice(4, 10))).toEqual(['存储：待办，', '移交：已超期']);
  });

  test('without a due time no date is made up', () => {
    const open = { ...duty, state: 'undetermined', dueBefore: null } as Duty;
    const text = sayOutcome({ ...outcomes.stored, receipt: { ...receipt, duties: [open] } }, zh);
    expect(text).toContain('    期限：尚待确定（存储，《办法》第十条）');
    expect(text).not.toContain('截止');
  });

  test('without a place in the log none is made up; the first place is the first', () => {
    const at = (logIndex: number | null) =>
      sayOutcome({ ...outcomes.stored, receipt: { ...receipt, logIndex } }, zh);
    expect(at(null)).not.toContain('存证日志');
    expect(at(0)).toContain('存证日志第 1 条');
  });

  const rest: [state: 'refused' | 'failed' | 'wouldSend' | 'wouldSkip', line: string][] = [
    ['refused', '✗ 未存入  DCIM/现场.mp4：文件是空的'],
    ['failed', '… 没有传成  DCIM/现场.mp4：连不上'],
    ['wouldSend', '  将传送  DCIM/现场.mp4（1.5 MB）'],
    ['wouldSkip', '  已在库  DCIM/现场.mp4'],
  ];
  test.each(rest)('%s', (state, line) => expect(sayOutcome(outcomes[state], zh)).toBe(line));
});

test('the receipts are one JSON array with the paths as a person reads them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-receipts-'));
  const to = join(folder, '回执.json');
  await writeReceipts(to, all('stored', 'refused'));
  const text = await readFile(to, 'utf8');
  await rm(folder, { recursive: true });
  const { relativePath: path, size, modifiedAt } = file;
  expect(JSON.parse(text)).toEqual([
    { path, size, modifiedAt, state: 'stored', receipt },
    { path, size, modifiedAt, state: 'refused', reason: '文件是空的' },
  ]);
  expect(text).toContain('DCIM/现场.mp4');
  expect(text.endsWith(']\n')).toBe(true);
});
