import { type RegisterKind, type Role, terms } from '@liuhen/contract';
import type { Person } from '../base/context.ts';
import type { Verdict } from '../base/errors.ts';

/** Who keeps which register. Whoever uses a device can report its fault: it has to be stopped at once. */
const keepers: Record<RegisterKind, readonly Role[]> = {
  training: ['custodian', 'legalReviewer', 'head', 'administrator'],
  budget: ['custodian', 'head', 'administrator'],
  procurement: ['custodian', 'head', 'administrator'],
  maintenance: ['officer', 'assistant', 'custodian', 'administrator'],
  fault: ['officer', 'assistant', 'custodian', 'administrator'],
  regime: ['custodian', 'legalReviewer', 'head'],
  phrase: ['legalReviewer', 'head'],
  entrusted: ['legalReviewer', 'head'],
};

export function mayKeep(person: Person, kind: RegisterKind): Verdict {
  const may = keepers[kind];
  if (may.some((role) => person.roles.includes(role))) return true;
  const said = (language: 'zh' | 'en', comma: string) =>
    may.map((role) => terms.names.role[role][language]).join(comma);
  return {
    reason: {
      zh: `“${terms.books.kind[kind].zh}”由${said('zh', '、')}填写`,
      en: `“${terms.books.kind[kind].en}” is kept by: ${said('en', ', ')}`,
    },
  };
}

/** Whoever corrects an entry keeps the register, and of those who only report it is who stated it. */
export function mayCorrect(person: Person, kind: RegisterKind, statedBy: string): Verdict {
  const kept = mayKeep(person, kind);
  if (kept !== true || person.permissions.has('device.manage')) return kept;
  if ((kind !== 'fault' && kind !== 'maintenance') || statedBy === person.accountId) return true;
  return {
    reason: {
      zh: '他人登记的由设备管理人员更正',
      en: 'what another person entered is corrected by who manages the devices',
    },
  };
}

/** Back into use after a check: the word of who answers for the devices. */
export function mayReturnDevice(person: Person): Verdict {
  return (
    person.permissions.has('device.manage') || {
      reason: {
        zh: '恢复使用由专门保管人员或者系统管理员登记',
        en: 'a device is returned to use by the custodian or the administrator',
      },
    }
  );
}
