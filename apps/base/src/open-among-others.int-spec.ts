import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { loadConfig } from '#platform/config';
import { StartError, Undo } from '#platform/process';
import { dropDatabase } from '#platform/testing';
import { DEMONSTRATION_MARK, onDatabase } from './belonging.repository.js';
import { openAmongOthers } from './open-among-others.js';

const admin = process.env['COPSE_TEST_POSTGRES'] ?? '';
let name: string;
let url: string;
const on = (address: string, sql: string): Promise<unknown> => onDatabase(address, (client) => client.query(sql));

beforeEach(async () => {
  name = `o_${randomBytes(8).toString('hex')}`;
  await on(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  const own = new URL(admin);
  own.pathname = `/${name}`;
  url = own.href;
});
afterEach(() => dropDatabase(admin, name));

/** Why a process that is one of several does not start here. */
const refusal = async (): Promise<unknown> => {
  const undo = new Undo();
  const config = loadConfig({ DATABASE_URL: url, REDIS_URL: 'redis://127.0.0.1:1' });
  const error: unknown = await openAmongOthers(config, undo, () => undefined).catch((reason: unknown) => reason);
  await undo.run();
  return error;
};

describe('a process that is one of several', () => {
  it('leaves the demonstration to its own start, and asks for the schema of any other database', async () => {
    expect(await refusal()).toMatchObject({
      message: expect.stringMatching(/^The database lacks a part of the schema/),
    });
    await on(url, `CREATE SCHEMA copse_demonstration`);
    await on(url, `CREATE TABLE ${DEMONSTRATION_MARK} (loaded_at timestamptz)`);
    const refused = await refusal();
    expect(refused).toBeInstanceOf(StartError);
    expect(String(refused)).toContain('This database holds the demonstration. Start it with: npm start -- --demo');
  });
});
