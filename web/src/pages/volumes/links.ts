import type { RecordLink } from '@liuhen/contract';

/** The page of what a line speaks of. */
export function pathOf({ type, id, seconds }: RecordLink): string {
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
      return '/obligations';
    case 'volume':
      return `/cases/${id}/volume`;
  }
}
