import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readConfig } from '../config.ts';
import { openHouseDatabase } from '../server.ts';
import { connectOwner } from './database.ts';
import { requireDatabase } from './database-fault.ts';

const name = `liuhen_poor_${randomBytes(4).toString('hex')}`;
let admin: pg.Client;
beforeAll(async () => {
  admin = await connectOwner(inject('databaseUrl'));
  await admin.query(`create role ${name} login password 'right'`);
  await admin.query(`create database ${name} owner ${name} template template0`);
});
afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`drop role if exists ${name}`);
  await admin.end();
});

/** The address of the test's database with some parts of it changed. */
function addressWith(parts: Partial<Pick<URL, 'username' | 'password' | 'pathname'>>): string {
  const url = Object.assign(new URL(inject('databaseUrl')), { username: name, password: 'right' });
  return Object.assign(url, { pathname: `/${name}` }, parts).href;
}

describe('a database that does not let the house in', () => {
  it.each([
    ['nobody listens', () => 'postgres://u:p@127.0.0.1:9/x', 'databaseAway'],
    ['both addresses of a name are dead', () => 'postgres://u:p@localhost:9/x', 'databaseAway'],
    ['its host has no address', () => 'postgres://u:p@nowhere.invalid/x', 'databaseAway'],
    ['the password is wrong', () => addressWith({ password: 'wrong' }), 'databasePassword'],
    ['there is no password', () => addressWith({ password: '' }), 'databasePassword'],
    ['the user is unknown', () => addressWith({ username: 'nobody' }), 'databasePassword'],
    ['there is no such database', () => addressWith({ pathname: '/nix' }), 'databaseUnknown'],
    ['its address is none', () => 'database', 'databaseAddress'],
    ['its address cannot be read', () => 'postgres://u:p#w@host/x', 'databaseAddress'],
  ])('because %s is told so', async (_, address, key) => {
    await expect(requireDatabase(address())).rejects.toMatchObject({ key: `cli.fault.${key}` });
  });

  it('never has its password told', async () => {
    for (const address of ['postgres://u:secret@127.0.0.1:9/x', 'postgres://u:secret#@host/x', 'secret'])
      await expect(requireDatabase(address)).rejects.toThrow(/^(?!.*secret)/s);
  });

  it('lets its own user in', async () => {
    await expect(requireDatabase(addressWith({}))).resolves.toBeUndefined();
  });
});

it('a user who may not create roles is told what is lacking, and what PostgreSQL said', async () => {
  const config = { ...readConfig({}), databaseUrl: addressWith({}) };
  await expect(openHouseDatabase(config, [])).rejects.toMatchObject({
    key: 'cli.fault.databaseRights',
    values: { user: name, name, reason: expect.stringMatching(/permission denied|must have/) },
  });
});
