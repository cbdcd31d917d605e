import { changeAccount, openAccount } from '../../src/roster/accounts.ts';
import { changeOfficer, registerOfficer } from '../../src/roster/officers.ts';
import { createOrgan, createUnit } from '../../src/roster/organs.ts';
import { closeSession, openSession } from '../../src/roster/session.ts';
import { attemptSignIn } from '../../src/roster/sign-in.ts';
import { asHouse } from '../custody.ts';
import type { KindSealed, SealingHouse } from './house.ts';

const member = ({ organ }: SealingHouse) => ({
  ...{ unitId: organ.unitId, name: '李四', kind: 'officer' as const, certificateNo: 'xz-2' },
  ...{ certificateValidUntil: '2031-01-01', deviceUserId: '140902' },
});

const signInWrongly = ({ ground }: SealingHouse) =>
  asHouse(ground, (ctx) =>
    attemptSignIn(
      ctx,
      { loginName: 'xz.assistant', password: 'wrong', client: 'program' },
      { address: '10.0.0.9', hours: 1 },
    ),
  );

/** Organs, people, accounts and sessions. */
export const rosterKinds: KindSealed[] = [
  [
    'organ.created',
    'organ',
    ({ ground }) =>
      asHouse(ground, (ctx) =>
        createOrgan(ctx, { code: 'ql', name: '另一机关', packId: 'ql', packBoundFrom: '2020-01-01' }),
      ),
    ['account.opened'],
  ],
  ['unit.created', 'unit', ({ admin, as }) => as(admin, (ctx) => createUnit(ctx, { name: '第二大队' }))],
  [
    'officer.registered',
    'officer',
    async (house) => {
      house.made.member = (await house.as(house.admin, (ctx) => registerOfficer(ctx, member(house)))).id;
    },
  ],
  [
    'officer.changed',
    'officer',
    (house) =>
      house.as(house.admin, (ctx) =>
        changeOfficer(ctx, { ...member(house), id: house.lookup('member'), name: '李五' }),
      ),
  ],
  [
    'account.opened',
    'account',
    async ({ admin, made, as }) => {
      const input = {
        loginName: 'xz.new',
        displayName: '新人',
        officerId: null,
        roles: ['assistant' as const],
      };
      made.account = (await as(admin, (ctx) => openAccount(ctx, input))).account.id;
    },
  ],
  [
    'account.changed',
    'account',
    ({ admin, lookup, as }) =>
      as(admin, (ctx) =>
        changeAccount(ctx, { id: lookup('account'), roles: ['head'], active: true, unlock: false }),
      ),
  ],
  [
    'account.locked',
    'account',
    async (house) => {
      for (let i = 0; i < 5; i++) await signInWrongly(house);
    },
  ],
  [
    'session.opened',
    'session',
    async ({ officer, made, as }) => {
      made.session = (await as(officer, (ctx) => openSession(ctx, officer, 'browser', 8))).sessionId;
    },
  ],
  [
    'session.closed',
    'session',
    ({ officer, lookup, as }) => as(officer, (ctx) => closeSession(ctx, lookup('session'))),
  ],
];
