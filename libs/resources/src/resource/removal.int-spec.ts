import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { PARTS, refusal, valueOf, type Shared } from '../testing/library-answer.js';
import { LibraryScene } from '../testing/library-scene.js';
import { PurgeResources } from './purge-resources.task.js';
import { ResourceRepository } from './resource.repository.js';

const WHY = 'Not ours to share.';

let scene: LibraryScene;
let mine: Shared;
let secret: Shared;
beforeAll(async () => {
  scene = await LibraryScene.start();
});
afterAll(() => scene.close());
beforeEach(async () => {
  mine = await scene.shared(scene.ann);
  secret = await scene.shared(scene.ann, scene.hidden);
});

const remove = (viewer: Viewer, resourceId: string, reason: string | null = WHY) =>
  scene.call(viewer, 'deleteResource', { resourceId, reason });
const restore = (viewer: Viewer, resourceId: string) => scene.call(viewer, 'restoreResource', { resourceId });
const see = (viewer: Viewer, id: string) =>
  scene.ask(viewer, `query ($id: ID!) { resource(id: $id) ${PARTS} }`, { id });
const states = async (id: string): Promise<string[]> => {
  const { rows } = await scene.db.pool.query<{ state: string }>(
    `SELECT f.state FROM files f JOIN resource_versions v ON v.id = f.id WHERE v.resource_id = $1`,
    [id],
  );
  return rows.map(({ state }) => state);
};

describe.each([
  ['deleteResource', remove],
  ['restoreResource', restore],
] as const)('%s', (_, act) => {
  it('refuses nobody, outsiders and other members, and is the same NOT_FOUND where nothing is seen', async () => {
    const { bob, stranger, other, former, staff } = scene;
    const unverified = await scene.person('Una', { emailVerified: false });
    expect(refusal(await act(Viewer.anonymous, mine.id))).toEqual(['UNAUTHENTICATED', []]);
    for (const person of [unverified, stranger, other, former, bob])
      expect(refusal(await act(person, mine.id))).toEqual(['FORBIDDEN', []]);
    for (const person of [stranger, other, former, staff]) {
      expect(await act(person, secret.id)).toEqual(await act(person, v7()));
      expect(refusal(await act(person, secret.id))).toEqual(['NOT_FOUND', []]);
    }
    expect(await scene.statementsOf(() => act(stranger, secret.id))).toEqual(
      await scene.statementsOf(() => act(stranger, v7())),
    );
    expect(refusal(await act(bob, secret.id))).toEqual(['FORBIDDEN', []]);
    expect(refusal(await act(bob, 'x'))).toEqual(['BAD_USER_INPUT', ['resourceId']]);
  });
});

describe('deleteResource', () => {
  it('takes what one shared out of the library, files and all, and puts it back', async () => {
    const { ann, bob, stranger, lead, staff } = scene;
    const gone = valueOf<Shared & { deletion: { at: string; goneAt: string } }>(await remove(ann, mine.id, null));
    expect(gone).toMatchObject({
      revision: 2,
      deletion: { byFacilitator: false, reason: null },
      viewerCan: { edit: false, addVersion: false, delete: false, restore: true },
    });
    expect(Date.parse(gone.deletion.goneAt) - Date.parse(gone.deletion.at)).toBe(30 * 86_400_000);
    expect(await states(mine.id)).toEqual(['WITHHELD']);
    for (const viewer of [Viewer.anonymous, stranger, bob]) {
      expect(await see(viewer, mine.id)).toEqual(await see(viewer, v7()));
      expect((await see(viewer, mine.id)).code).toBe('NOT_FOUND');
    }
    for (const viewer of [ann, lead, staff]) expect((await see(viewer, mine.id)).code).toBeUndefined();
    // Done twice, it stays done.
    expect(valueOf(await remove(lead, mine.id))).toMatchObject({ revision: 2, deletion: { byFacilitator: false } });
    expect(refusal(await restore(bob, mine.id))).toEqual(['NOT_FOUND', []]);
    expect(valueOf(await restore(ann, mine.id))).toMatchObject({ revision: 3, deletion: null, title: mine.title });
    expect(await states(mine.id)).toEqual(['SHOWN']);
    expect(valueOf(await restore(ann, mine.id))).toMatchObject({ revision: 3 });
    expect((await see(Viewer.anonymous, mine.id)).code).toBeUndefined();
    expect([await scene.audit(mine.id), await scene.letters(ann)]).toEqual([[], []]);
  });

  it.each([null, '', ' \n', 'x'.repeat(1_001), 'a\u0000'])('wants a reason for somebody else’s: %j', async (reason) => {
    expect(refusal(await remove(scene.lead, mine.id, reason))).toEqual(['BAD_USER_INPUT', ['reason']]);
    expect((await see(scene.bob, mine.id)).code).toBeUndefined();
  });

  it('tells whoever shared it why, and no more than that there was something', async () => {
    const { lead, bob, open, hidden, staff } = scene;
    const fay = await scene.person('Fay. https://evil.example', { language: 'FR' });
    await scene.join(fay, open);
    await scene.join(fay, hidden);
    const { id } = await scene.shared(fay, open, { title: 'Carte' });
    expect(valueOf(await remove(lead, id))).toMatchObject({ deletion: { byFacilitator: true, reason: WHY } });
    // Gone for everybody but whoever shared it, who reads why and cannot put it back.
    expect(await see(bob, id)).toEqual(await see(bob, v7()));
    expect(valueOf(await see(fay, id))).toMatchObject({ deletion: { byFacilitator: true, reason: WHY } });
    expect(refusal(await restore(fay, id))).toEqual(['FORBIDDEN', []]);
    expect(valueOf(await remove(fay, id))).toMatchObject({ deletion: { byFacilitator: true, reason: WHY } });
    expect((await see(staff, id)).code).toBeUndefined();
    const [letter, ...more] = await scene.letters(fay);
    expect(more).toEqual([]);
    expect(letter?.text).toMatch(/Carte[\s\S]*Not ours to share\.[\s\S]*\/library/);
    expect(letter?.text).not.toContain('evil.example');
    expect(letter?.about).toContain(`account:${fay.accountId}`);
    expect(await scene.audit(id)).toEqual([
      { action: 'resource-removed', accountId: fay.accountId, reason: WHY, details: {} },
    ]);
    expect((await restore(staff, id)).code).toBeUndefined();
    expect((await scene.audit(id)).map(({ action }) => action)).toEqual(['resource-removed', 'resource-restored']);

    const inside = await scene.shared(fay, hidden, { title: 'Carte' });
    await remove(lead, inside.id);
    expect((await scene.letters(fay))[1]?.text).not.toMatch(/Carte|Not ours/);
    await scene.arrange(hidden, 'PRIVATE', 'OPERATIONAL', 'SELF_IDENTIFIED');
    const discreet = await scene.shared(fay, hidden, { title: 'Carte' });
    await remove(lead, discreet.id);
    expect((await scene.letters(fay))[2]?.text).not.toMatch(new RegExp(`Carte|Not ours|${hidden}`));
    const left = await scene.shared(fay, hidden);
    await scene.leave(fay, hidden);
    await remove(lead, left.id);
    expect(await scene.letters(fay)).toHaveLength(3);
    await scene.arrange(hidden, 'PRIVATE');
  });

  it('stays possible after leaving and in an archived community, and so does putting back', async () => {
    const { ann, lead, open } = scene;
    await scene.leave(ann, open);
    expect((await remove(ann, mine.id, null)).code).toBeUndefined();
    expect((await restore(ann, mine.id)).code).toBeUndefined();
    await scene.arrange(open, 'PUBLIC', 'ARCHIVED');
    expect((await remove(ann, mine.id, null)).code).toBeUndefined();
    expect((await restore(lead, mine.id)).code).toBeUndefined();
    expect((await remove(lead, mine.id)).code).toBeUndefined();
    await scene.arrange(open);
    await scene.join(ann, open);
  });

  it('meets an edit, a version and another deletion at the same time: one after the other', async () => {
    const { ann, lead } = scene;
    for (let n = 0; n < 5; n += 1) {
      // What the tests before this one mailed is none of it: whoever is first decides whether there is a letter.
      await scene.db.pool.query('DELETE FROM outgoing_mails');
      const title = `Contested guide ${n}`;
      const { id } = await scene.shared(ann, scene.open, { title });
      const uploadId = await scene.upload(ann);
      const answers = await Promise.all([
        scene.call(ann, 'editResource', { resourceId: id, description: 'New' }),
        remove(lead, id),
        scene.call(ann, 'addResourceVersion', { resourceId: id, uploadId }),
        remove(ann, id, null),
      ]);
      // Whoever shared it finds nothing once somebody else deleted it, and something to put back once they did.
      for (const { code } of answers) expect([undefined, 'FORBIDDEN', 'NOT_FOUND']).toContain(code);
      expect(answers[1]?.code).toBeUndefined();
      expect(new Set(await states(id))).toEqual(new Set(['WITHHELD']));
      const told = (await scene.letters(ann)).filter(({ text }) => text.includes(title));
      expect(await scene.audit(id)).toHaveLength(told.length > 0 ? 1 : 0);
    }
  });
});

describe('purge-resources', () => {
  const age = (id: string, interval: string) =>
    scene.db.pool.query('UPDATE resources SET deleted_at = now() - $2::interval WHERE id = $1', [id, interval]);

  it('deletes for good what was deleted 30 days ago, gives the room back, and leaves everything else', async () => {
    const { ann, lead, open } = scene;
    const before = await scene.charged(open);
    const [stands, late, back] = [await scene.shared(ann), await scene.shared(ann), await scene.shared(ann)];
    const old = await scene.shared(ann);
    await scene.call(ann, 'addResourceVersion', { resourceId: old.id, uploadId: await scene.upload(ann) });
    for (const { id } of [late, old, back]) await remove(lead, id);
    await age(late.id, '29 days 23 hours');
    await age(old.id, '30 days 1 minute');
    await age(back.id, '31 days');
    await restore(lead, back.id);
    await scene.get(PurgeResources).run();
    for (const { id } of [stands, late, back]) expect((await see(lead, id)).code).toBeUndefined();
    expect((await see(lead, old.id)).code).toBe('NOT_FOUND');
    expect(await scene.charged(open)).toBe(before + 3 * 64);
    const { rows } = await scene.db.pool.query('SELECT id FROM files WHERE id = $1', [old.current.id]);
    expect(rows).toEqual([]);
    const stored = await scene.db.pool.query(
      'SELECT id FROM stored_files WHERE sha256 = $1 AND unreferenced_at IS NOT NULL',
      [(old.current as unknown as { sha256: string }).sha256],
    );
    expect(stored.rows).toHaveLength(1);
  });

  it('waits for somebody who puts it back in that moment', async () => {
    const { ann, lead } = scene;
    const { id } = await scene.shared(ann);
    await remove(lead, id);
    await age(id, '31 days');
    const back = 'UPDATE resources SET deleted_at = NULL, deleted_by = NULL, deletion_reason = NULL WHERE id = $1';
    await scene.waitedFor(back, [id], () => scene.get(PurgeResources).run());
    expect((await see(lead, id)).code).toBeUndefined();
  });
});

describe('countDownload', () => {
  it('counts downloads of every version, and changes nothing else', async () => {
    const { ann } = scene;
    await scene.call(ann, 'addResourceVersion', { resourceId: mine.id, uploadId: await scene.upload(ann) });
    const before = valueOf<Shared>(await see(ann, mine.id));
    await Promise.all(before.versions.map(({ id }) => scene.get(ResourceRepository).countDownload(id)));
    await scene.get(ResourceRepository).countDownload(v7());
    expect(valueOf(await see(ann, mine.id))).toEqual({ ...before, downloads: 2 });
  });
});
