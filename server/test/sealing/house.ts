import { canonicalize, type EntryKind, type Json, parseEntry, verifyPayload } from '@liuhen/proof';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Person, Writing } from '../../src/base/context.ts';
import { asHouse } from '../custody.ts';
import { makeGround, type TestGround } from '../house.ts';
import { asPerson, makeOrgan, type TestOrgan } from '../people.ts';

/** An entry of the log with the payload that it seals. */
export interface SealedEntry {
  entry_id: number;
  kind: string;
  organ_id: string | null;
  actor: string;
  subject_type: string;
  subject_id: string;
  leaf: string;
  salt: string;
  payload: string;
  payload_organ: string | null;
}

/** The house in which a command of each kind is run, one after another. */
export interface SealingHouse {
  ground: TestGround;
  organ: TestOrgan;
  admin: Person;
  officer: Person;
  /** Things that the commands made, for those that come after them. */
  made: Record<string, string>;
  /** The kinds of the entries that were found true. */
  seen: Set<string>;
  lookup: (name: string) => string;
  as: <T>(person: Person, work: (ctx: Writing) => Promise<{ value: T }>) => Promise<T>;
  sealedAfter: (entryId: number) => Promise<SealedEntry[]>;
  lastEntry: () => Promise<number>;
  expectTrue: (one: SealedEntry) => Promise<void>;
}

export type SealingCommand = (house: SealingHouse) => Promise<unknown>;

/** A kind, the table of its row, a command that seals it, and what else that command seals. */
export type KindSealed = [EntryKind, string, SealingCommand, EntryKind[]?];

const wholeHouse = new Set(['pack_used', 'calendar_used', 'log_key', 'verification', 'witness_refusal']);

const readEntries = (ground: TestGround, after: number) =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<SealedEntry>`
      select e.*, p.salt, p.payload, p.organ_id as payload_organ from custody_entry e join custody_payload p using (entry_id)
      where e.entry_id > ${after} order by e.entry_id`.execute(tx);
    return rows;
  });

const rowOf = (ground: TestGround, table: string, id: string) =>
  asHouse(ground, async ({ tx }) => {
    const { rows } = await sql<{ row: { organ_id?: string } }>`
      select to_jsonb(t) as row from ${sql.table(table)} t where id = ${id}`.execute(tx);
    return rows[0]?.row;
  });

async function expectTrue(ground: TestGround, one: SealedEntry): Promise<void> {
  const entry = parseEntry(one.leaf);
  expect(entry).toMatchObject({ kind: one.kind, organ: one.organ_id, actor: one.actor });
  expect(entry.subject).toBe(`${one.subject_type}/${one.subject_id}`);
  verifyPayload(entry, one.salt, JSON.parse(one.payload) as Json);
  expect(canonicalize(JSON.parse(one.payload) as Json)).toBe(one.payload);
  const row = await rowOf(ground, one.subject_type, one.subject_id);
  expect(JSON.parse(one.payload)).toEqual(row);
  const own = one.subject_type === 'organ' ? one.subject_id : (row?.organ_id ?? null);
  expect([one.organ_id, one.payload_organ]).toEqual([own, own]);
  expect(own === null).toBe(wholeHouse.has(one.subject_type));
}

export async function makeSealingHouse(): Promise<SealingHouse> {
  const ground = await makeGround();
  const organ = await makeOrgan(ground);
  const made: Record<string, string> = {};
  const seen = new Set<string>();
  const sealedAfter = (entryId: number) => readEntries(ground, entryId);
  return {
    ...{ ground, organ, made, seen, sealedAfter },
    admin: organ.people.administrator,
    officer: organ.people.officer,
    lookup: (name) => {
      const id = made[name];
      if (id === undefined) throw new Error(`${name} was not made`);
      return id;
    },
    as: (person, work) => asPerson(ground, person, async (ctx) => (await work(ctx)).value),
    lastEntry: async () => (await sealedAfter(0)).at(-1)?.entry_id ?? 0,
    expectTrue: async (one) => {
      seen.add(one.kind);
      await expectTrue(ground, one);
    },
  };
}
