import type { Permission, Role } from '@liuhen/contract';
import type { Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { DB } from './schema.d.ts';

export type Tx = Transaction<DB>;

/** Somebody who is signed in, bound to one organ. */
export interface Person {
  kind: 'person';
  sessionId: string;
  accountId: string;
  organId: string;
  organCode: string;
  officerId: string | null;
  unitId: string | null;
  roles: readonly Role[];
  permissions: ReadonlySet<Permission>;
  /** The house acts by itself; what it writes stands under this account, what it seals under the house. */
  byHouse?: boolean;
}

/** The house itself: jobs, sequencer, followers. Sees all organs; `organId` says for which it writes. */
export interface System {
  kind: 'system';
  organId: string | null;
}

export type Actor = Person | System;

export interface Reading {
  tx: Tx;
  actor: Actor;
  clock: Clock;
}

/** What a command gets. Same hands as a query, but it must end in `seal()` (base/sealed.ts). */
export interface Writing extends Reading {
  writing: true;
}

/** The organ the actor acts for; throws when the house itself acts for none. */
export function organOf(ctx: Pick<Reading, 'actor'>): string {
  if (ctx.actor.organId === null) throw new Error('this command needs an organ');
  return ctx.actor.organId;
}

/** The person acting; throws when it is the house itself. */
export function personOf(ctx: Pick<Reading, 'actor'>): Person {
  if (ctx.actor.kind !== 'person') throw new Error('this command needs a person');
  return ctx.actor;
}
