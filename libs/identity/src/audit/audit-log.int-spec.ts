import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { aMember } from '../testing/people.js';
import { isAuditKey, type AuditNote } from './audit-note.js';
import { AuditLog } from './audit-log.service.js';

let app: IdentityApp;
let log: AuditLog;
beforeAll(async () => {
  app = await startIdentity();
  log = app.get(AuditLog);
});
afterAll(() => app.close());

const note = (what: Partial<AuditNote>): Promise<void> =>
  app.db.tx((tx) => log.note(tx, { actor: null, action: 'tested', subject: 's', ...what }));

describe('AuditLog', () => {
  it('gives pages of a community or of all, newest first', async () => {
    await aMember(app, 'ada@example.org');
    const { rows } = await app.db.pool.query<{ id: string }>('SELECT id FROM accounts');
    const accountId = rows[0]?.id ?? '';
    const [here, there] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const action of ['one', 'two', 'three']) await note({ action, communityId: here });
    await note({ action: 'elsewhere', communityId: there, actor: accountId, accountId, reason: 'Because.' });
    await note({ action: 'nowhere', details: { until: 'x' } });

    const first = await log.page({ communityId: here, after: null, size: 2 });
    expect(first.map(({ action }) => action)).toEqual(['three', 'two']);
    const next = await log.page({ communityId: here, after: [first[1]?.id ?? ''], size: 2 });
    expect(next.map(({ action }) => action)).toEqual(['one']);
    const all = await log.page({ communityId: null, after: null, size: 50 });
    expect(all.map(({ action }) => action)).toEqual(['nowhere', 'elsewhere', 'three', 'two', 'one']);
    expect(all[1]).toEqual({
      id: expect.any(String),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actorId: accountId,
      action: 'elsewhere',
      communityId: there,
      accountId,
      reason: 'Because.',
      details: {},
    });
    expect(all[0]?.details).toEqual({ until: 'x' });
    expect((await log.page({ communityId: null, after: [all[3]?.id ?? ''], size: 50 })).length).toBe(1);
    expect(await log.page({ communityId: crypto.randomUUID(), after: null, size: 50 })).toEqual([]);
  });

  it('writes nothing when the act is undone', async () => {
    const act = app.db.tx(async (tx) => {
      await log.note(tx, { actor: null, action: 'undone', subject: 's' });
      throw new Error('changed my mind');
    });
    await expect(act).rejects.toThrow('changed my mind');
    expect((await log.page({ communityId: null, after: null, size: 1 }))[0]?.action).not.toBe('undone');
  });
});

it('knows its own cursors', () => {
  expect([[], ['x'], [1], [crypto.randomUUID(), 1], [crypto.randomUUID()]].map(isAuditKey)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});
