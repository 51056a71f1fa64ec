import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountClosed, Viewer } from '#identity';
import { MemberLeft } from '#membership';
import { CommunityService } from '#communities';
import { Tus } from '../testing/tus.js';
import { UploadScene, type Sender } from '../testing/upload-scene.js';
import { DropUploadsWhenAccountClosed } from './drop-uploads-when-account-closed.handler.js';
import { DropUploadsWhenMemberLeft } from './drop-uploads-when-member-left.handler.js';
import { StorageAccount } from './storage-account.service.js';
import { SweepUploads } from './sweep-uploads.task.js';
import { UploadReception } from './upload-reception.service.js';

const MIB = 1024 * 1024;
const TEXT = Buffer.from('Étagères et vitrines\n');

let scene: UploadScene;
let ann: Sender;
let bob: Sender;
let cat: Sender;
let open: string;
let tus: Tus;

beforeAll(async () => {
  scene = await UploadScene.start({ UPLOAD_MAX_MIB: '2', COMMUNITY_QUOTA_MIB: '3' });
  ({ open } = scene.slugs);
  ann = await scene.person('Ann', { member: [open] });
  bob = await scene.person('Bob', { member: [open] });
  cat = await scene.person('Cat', { member: [open] });
  tus = new Tus(scene.main, ann);
});
afterEach(async () => {
  // What communities are charged is what their uploads say, whatever was done.
  const { charged, held } = await scene.room();
  expect(charged).toBe(held);
  for (const { id, account_id } of await scene.rows<{ id: string; account_id: string }>('SELECT * FROM uploads'))
    await new Tus(scene.main, [ann, bob, cat].find((one) => one.accountId === account_id) ?? ann).cancel(id);
  await scene.rows('DELETE FROM uploads');
  await scene.rows('DELETE FROM community_storage');
});
afterAll(() => scene.close());

describe('the room of a community', () => {
  it('is taken when an upload begins, and one that does not fit is refused with the figures', async () => {
    await tus.begin({ community: open, size: 2 * MIB });
    const before = await scene.objects();
    const other = new Tus(scene.main, bob);
    const { status, code, fields } = await other.announce({ community: open, size: MIB + 1 });
    expect([status, code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(fields?.['Upload-Length']).toMatch(/2 MiB.*3 MiB/);
    expect(await scene.objects()).toEqual(before);
    await other.begin({ community: open, size: MIB });
  });

  it('is not kept from the others by one account, with uploads or with files that wait for a post', async () => {
    const wide = await UploadScene.start({ UPLOAD_MAX_MIB: '1', COMMUNITY_QUOTA_MIB: '8' });
    try {
      const community = wide.slugs.open;
      const [one, two] = [
        await wide.person('One', { member: [community] }),
        await wide.person('Two', { member: [community] }),
      ];
      const sender = new Tus(wide.main, one);
      await sender.begin({ community, size: MIB });
      const held = await sender.begin({ community, size: MIB });
      const refused = { status: 400, fields: { community: expect.stringMatching(/2 MiB/) } };
      expect(await sender.announce({ community, size: 1 })).toMatchObject(refused);
      const before = await wide.objects();
      await wide.rows(
        `WITH u AS (DELETE FROM uploads WHERE id = $1 RETURNING *),
              s AS (INSERT INTO stored_files (id, sha256, size) SELECT id, 'x', size FROM u RETURNING id)
         INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged, preview_state)
         SELECT u.id, community_id, s.id, account_id, 'ATTACHMENT', 'HELD', 'a', 'text/plain', size, 'NONE' FROM u, s`,
        [held],
      );
      expect(await sender.announce({ community, size: 1 })).toMatchObject(refused);
      expect(await wide.objects()).toEqual(before);
      await new Tus(wide.main, two).begin({ community, size: MIB });
      await wide.rows(`UPDATE files SET state = 'SHOWN'`);
      await sender.begin({ community, size: MIB });
    } finally {
      await wide.close();
    }
  });

  it('goes to one of two who come for the last of it at the same time', async () => {
    await tus.begin({ community: open, size: 2 * MIB });
    const [third, other] = [new Tus(scene.main, cat), new Tus(scene.main, bob)];
    const both = await Promise.all([
      third.announce({ community: open, size: MIB }),
      other.announce({ community: open, size: MIB }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 413]);
  });

  it('of one is not that of another', async () => {
    await tus.begin({ community: open, size: 2 * MIB });
    const member = await scene.person('Member', { member: [scene.slugs.elsewhere] });
    await new Tus(scene.main, member).begin({ community: scene.slugs.elsewhere, size: 2 * MIB });
    const [id] = await scene.rows<{ id: string }>('SELECT id FROM communities WHERE slug = $1', [open]);
    const limits = await scene.main.get(StorageAccount).limits([id?.id ?? '']);
    expect([...limits.values()]).toEqual([{ fileBytes: 2 * MIB, communityBytes: 3 * MIB, usedBytes: 2 * MIB }]);
  });

  it('is shown to whoever may add to it', async () => {
    const community = await scene.main.get(CommunityService).factsBySlug(open);
    const reception = scene.main.get(UploadReception);
    const stranger = await scene.person('Stranger');
    for (const viewer of [Viewer.anonymous, stranger])
      expect(await reception.limitsOf(viewer, community, {})).toBeNull();
    expect(await reception.limitsOf(ann, community, {})).toEqual({
      fileBytes: 2 * MIB,
      communityBytes: 3 * MIB,
      usedBytes: 0,
    });
  });
});

it('is asked about for any number of communities in two questions', async () => {
  const service = scene.main.get(CommunityService);
  const { slugs } = scene;
  const all = await Promise.all([slugs.open, slugs.hidden, slugs.elsewhere].map((slug) => service.factsBySlug(slug)));
  const member = await scene.person('Member', { member: Object.values(slugs) });
  const request = {};
  const asked = await scene.statementsOf(async () => {
    const limits = await Promise.all(all.map((one) => scene.main.get(UploadReception).limitsOf(member, one, request)));
    expect(limits.filter(Boolean)).toHaveLength(3);
  });
  expect(asked).toEqual(['standing-places', 'storage-account-used']);
});

describe('what nobody will use', () => {
  const ids = async (): Promise<string[]> =>
    (await scene.rows<{ id: string }>('SELECT id FROM uploads ORDER BY id')).map(({ id }) => id);
  const age = (id: string, days: number): Promise<unknown> =>
    scene.rows(`UPDATE uploads SET touched_at = now() - make_interval(days => $2, hours => 1) WHERE id = $1`, [
      id,
      days,
    ]);

  it('is swept 7 days after the last byte, and the reason of a refusal after one', async () => {
    const [fresh, old, done] = [
      await tus.begin({ community: open }),
      await tus.begin({ community: open }),
      await tus.send(TEXT, { community: open }),
    ];
    for (const id of [fresh, old]) await tus.patch(id, 0, Buffer.from('a'));
    const refused = await tus.send(Buffer.from('<html>'), { community: open });
    const told = await tus.send(Buffer.from('<html>'), { community: open });
    for (const [id, days] of [
      [fresh, 6],
      [old, 7],
      [done, 7],
      [refused, 1],
    ] as const)
      await age(id, days);
    const objects = await scene.objects();
    await scene.main.get(SweepUploads).run();
    expect(await ids()).toEqual([fresh, told].toSorted());
    expect(await scene.objects()).toEqual(objects.filter((name) => !name.includes(old) && !name.includes(done)));
    // What goes on meanwhile is looked at again.
    await tus.patch(fresh, 1, Buffer.from('b'));
    await scene.main.get(SweepUploads).run();
    expect(await tus.offset(fresh)).toBe(2);
  });

  it('is swept after a day where nothing ever came, however often somebody sends nothing', async () => {
    const begin = async (hours: number): Promise<string> => {
      const id = await tus.begin({ community: open });
      await scene.rows(
        `UPDATE uploads SET created_at = now() - make_interval(hours => $2), touched_at = now() - make_interval(hours => $2)
         WHERE id = $1`,
        [id, hours],
      );
      return id;
    };
    const [young, old, begun] = [await begin(23), await begin(25), await begin(25)];
    expect((await tus.patch(old, 0, Buffer.alloc(0))).status).toBe(204);
    await tus.patch(begun, 0, Buffer.from('a'));
    await scene.main.get(SweepUploads).run();
    expect(await ids()).toEqual([young, begun].toSorted());
  });

  it('ends when its sender is removed from the community, and stays when they are let in again', async () => {
    const communityId = await scene.arrange(open, 'PUBLIC');
    const gone = await scene.person('Gone', { member: [open, scene.slugs.hidden] });
    const sender = new Tus(scene.main, gone);
    const here = await sender.begin({ community: open, size: 5 });
    await sender.patch(here, 0, Buffer.from('abc'));
    const there = await sender.begin({ community: scene.slugs.hidden });
    const handler = scene.main.get(DropUploadsWhenMemberLeft);
    await handler.handle(new MemberLeft(communityId, gone.accountId));
    expect(await ids()).toEqual([here, there].toSorted());
    await scene.leave(gone, open);
    await handler.handle(new MemberLeft(communityId, gone.accountId));
    expect(await ids()).toEqual([there]);
    expect((await scene.objects()).filter((name) => name.includes(here))).toEqual([]);
    await handler.handle(new MemberLeft(communityId, gone.accountId));
  });

  it('ends with the account that sent it', async () => {
    const closed = await scene.person('Closed', { member: [open, scene.slugs.hidden] });
    const sender = new Tus(scene.main, closed);
    const kept = await tus.begin({ community: open });
    await sender.begin({ community: open });
    await sender.send(TEXT, { community: scene.slugs.hidden });
    await scene.main.get(DropUploadsWhenAccountClosed).handle(new AccountClosed(closed.accountId));
    expect(await ids()).toEqual([kept]);
  });
});
