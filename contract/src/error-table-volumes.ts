import type { ErrorRow } from './error-row.ts';

/** Refusals about the volume of a case. */
export const volumeErrors = {
  'volume.notReady': {
    status: 409,
    zh: '案卷还不能归档，有 {n} 处需要先办，请按各项提示补齐后再试。',
    en: 'The volume cannot be closed yet: {n} things are to be done first. Mend what is marked and try again.',
    retry: false,
  },
  'volume.closed': {
    status: 409,
    zh: '案卷 {number} 已经归档，不能再增加或者修改内容。确需补充的，请先按程序重新办理该案。',
    en: 'Volume {number} is closed; nothing can be added or changed. Where something must be, reopen the case first.',
    retry: false,
  },
} as const satisfies Record<string, ErrorRow>;
