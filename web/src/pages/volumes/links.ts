import type { RecordLink, TimelineRow } from '@liuhen/contract';

function pageOf({ type, id, seconds }: RecordLink): string {
  switch (type) {
    case 'case':
      return `/cases/${id}`;
    case 'act':
      return `/acts/${id}`;
    case 'recording':
      return seconds === null ? `/recordings/${id}` : `/recordings/${id}?at=${seconds}`;
    case 'document':
      return `/documents/${id}`;
    case 'evidence':
      return `/cases/${id}/evidence`;
    case 'goods':
      return `/cases/${id}/goods`;
    case 'service':
      return `/cases/${id}/services`;
    case 'duty':
      return `/obligations?id=${id}&state=all`;
    case 'volume':
      return `/cases/${id}/volume`;
  }
}

/** The page of what a line speaks of, at the very row, or at the second of a film. */
export const pathOf = (link: RecordLink): string =>
  link.part === undefined ? pageOf(link) : `${pageOf(link)}#${link.part}`;

/** The entry of the log itself. */
export const pathOfEntry = ({ entryId }: NonNullable<TimelineRow['entry']>): string =>
  `/log?entry=${entryId}`;
