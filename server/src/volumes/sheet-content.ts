import { type DocumentContent, sayingIn, type Volume, type VolumeLine } from '@liuhen/contract';
import { beijingDate } from '../base/clock.ts';

const { t } = sayingIn('zh');

/** The sheets of a volume (封面、卷内目录、备考表), by the kinds of the catalogue that set them. */
export const volumeSheets = {
  cover: 'volumeCover',
  catalogue: 'volumeCatalogue',
  note: 'volumeNote',
} as const;
export type VolumeSheet = keyof typeof volumeSheets;
export const isVolumeSheet = (name: string): name is VolumeSheet => Object.hasOwn(volumeSheets, name);

type Filed = Pick<Volume, 'number' | 'cover' | 'lines' | 'toTell' | 'versions'>;

/** `2026-10-14` as the sheets write it. */
function sayDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function periodOf({ period, periodFrom, periodUntil }: Volume['cover']): string {
  if (period === null) return '';
  const from = periodFrom === null ? '' : sayDay(periodFrom);
  if (period === 'permanent') return from === '' ? '永久' : `永久（自${from}起）`;
  const span = periodUntil === null ? '' : `（${from}至${sayDay(periodUntil)}）`;
  return `${period}年${span}`;
}

/** Where a line lies in the volume; what has no pages says where it is kept. */
export function placeOfLine({ from, to, remark }: Pick<VolumeLine, 'from' | 'to' | 'remark'>): string {
  if (from === null || to === null) return remark?.zh ?? '';
  return from === to ? String(from) : `${from}—${to}`;
}

const named = ({ cover, number }: Filed): DocumentContent => ({
  volumeName: cover.title,
  ...(number === null ? {} : { volumeNumber: number }),
});
const counted = ({ cover }: Filed): DocumentContent => ({
  items: `${cover.items}件`,
  pageCount: `${cover.pages}页`,
});

const coverOf = (of: Filed): DocumentContent => ({
  ...named(of),
  ...counted(of),
  ...(of.cover.decisionNumber === null ? {} : { decisionNumber: of.cover.decisionNumber }),
  unit: of.cover.unit,
  openedAt: sayDay(of.cover.openedOn),
  ...(of.cover.closedOn === null ? {} : { closedOn: of.cover.closedOn }),
  retention: periodOf(of.cover),
  handlers: of.cover.officers.map((name) => ({ name })),
});

const catalogueOf = (of: Filed): DocumentContent => ({
  ...named(of),
  catalogue: of.lines.map((line) => ({
    title: line.part === 'internal' ? `（副卷）${line.title.zh}` : line.title.zh,
    number: line.number ?? '',
    responsible: line.responsible,
    on: line.on,
    pages: placeOfLine(line),
  })),
});

/** The note says what its filer wrote, and below it each thing that it has to tell of. */
function noteOf(of: Filed): DocumentContent {
  const [newest] = of.versions;
  const told = of.toTell.map(({ zh }, at) => `${at + 1}. ${zh}`);
  const remarks = newest?.checked?.remarks ? [`检查意见：${newest.checked.remarks}`] : [];
  const state = [newest?.note ?? '', ...told, ...remarks].filter((line) => line !== '');
  return {
    ...named(of),
    ...counted(of),
    volumeState: state.length === 0 && newest !== undefined ? t('volumes.nothingToTell') : state.join('\n'),
    ...(newest === undefined ? {} : { filer: newest.filedBy, date: beijingDate(newest.closedAt) }),
    ...(newest?.checked ? { checker: newest.checked.by } : {}),
  };
}

const makers = { cover: coverOf, catalogue: catalogueOf, note: noteOf };

/** What stands on a sheet of a volume. */
export const contentOfSheet = (sheet: VolumeSheet, of: Filed): DocumentContent => makers[sheet](of);
