/** Roles of people in an organ (glossary: enforcementOfficer, assistant, custodian, organHead, legalReviewer, sysAdmin). */
export const roles = ['officer', 'assistant', 'custodian', 'head', 'legalReviewer', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** The closed list of what can be permitted. `any` stands for "everybody who is signed in". */
export const permissions = [
  'public',
  'any',
  'recording.upload',
  'recording.readOwn',
  'recording.readAll',
  'recording.attribute',
  'handover.receive',
  'return.claim',
  'act.read',
  'act.manage',
  'case.read',
  'case.manage',
  'case.review',
  'chain.manage',
  'cause.manage',
  'party.reveal',
  'recusal.raise',
  'recusal.decide',
  'document.read',
  'document.write',
  'document.template',
  'evidence.link',
  'excuse.state',
  'excuse.decide',
  'roster.read',
  'roster.manage',
  'device.manage',
  'register.read',
  'register.keep',
  'calendar.propose',
  'calendar.decide',
  'law.manage',
  'matter.draft',
  'matter.review',
  'matter.approve',
  'matter.withdraw',
  'log.read',
  'log.verify',
] as const;
export type Permission = (typeof permissions)[number];

const everyone: Permission[] = ['public', 'any', 'roster.read', 'register.read', 'register.keep', 'log.read'];
const field: Permission[] = [
  ...everyone,
  'recording.upload',
  'recording.readOwn',
  'act.read',
  'case.read',
  'document.read',
  'return.claim',
];

/**
 * What each role may do. The administrator manages people and devices and sees no film:
 * system administration and evidence are kept in separate hands.
 */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  officer: [
    ...field,
    'recording.attribute',
    'act.manage',
    'case.manage',
    'party.reveal',
    'recusal.raise',
    'document.write',
    'evidence.link',
    'excuse.state',
  ],
  assistant: field,
  custodian: [
    ...field,
    'recording.readAll',
    'recording.attribute',
    'handover.receive',
    'act.manage',
    'case.manage',
    'cause.manage',
    'party.reveal',
    'recusal.raise',
    'document.write',
    'document.template',
    'evidence.link',
    'excuse.state',
    'excuse.decide',
    'device.manage',
    'matter.draft',
    'matter.withdraw',
    'log.verify',
  ],
  head: [
    ...everyone,
    'recording.readOwn',
    'recording.readAll',
    'act.read',
    'case.read',
    'chain.manage',
    'cause.manage',
    'party.reveal',
    'recusal.raise',
    'recusal.decide',
    'document.read',
    'document.write',
    'calendar.decide',
    'excuse.decide',
    'matter.approve',
    'matter.withdraw',
    'log.verify',
  ],
  legalReviewer: [
    ...everyone,
    'recording.readOwn',
    'recording.readAll',
    'act.read',
    'case.read',
    'case.review',
    'cause.manage',
    'party.reveal',
    'document.read',
    'document.write',
    'document.template',
    'matter.draft',
    'excuse.decide',
    'law.manage',
    'matter.review',
    'matter.withdraw',
    'log.verify',
  ],
  administrator: [
    ...everyone,
    'roster.manage',
    'device.manage',
    'calendar.propose',
    'calendar.decide',
    'law.manage',
    'log.verify',
  ],
};

/** All that somebody with these roles may do. */
export function permissionsOf(held: readonly Role[]): Set<Permission> {
  return new Set(held.flatMap((role) => rolePermissions[role]));
}
