import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LibraryScene } from '../testing/library-scene.js';
import { ResourceNews } from './resource-news.service.js';

let scene: LibraryScene;
let news: ResourceNews;
let open: string;
let hidden: string;

beforeAll(async () => {
  scene = await LibraryScene.start();
  news = scene.get(ResourceNews);
  open = await scene.arrange(scene.open);
  hidden = await scene.arrange(scene.hidden, 'PRIVATE');
});
afterAll(() => scene.close());

describe('news of libraries', () => {
  it('are what was shared since, of each community by itself, newest first, and not what was deleted', async () => {
    const before = new Date(0).toISOString();
    const ids: string[] = [];
    for (const slug of [scene.open, scene.hidden, scene.open, scene.open])
      ids.push((await scene.shared(scene.ann, slug)).id);
    const [first, second, third, fourth] = ids as [string, string, string, string];
    await scene.call(scene.ann, 'deleteResource', { resourceId: third }, '{ id }');
    const all = await news.since(
      [open, hidden].map((communityId) => ({ communityId, since: before })),
      10,
    );
    expect(all.map(({ id }) => id)).toEqual([fourth, second, first]);
    expect(all[1]).toMatchObject({ communityId: hidden, sharerId: scene.ann.accountId, kind: expect.any(String) });
    expect((await news.since([{ communityId: open, since: before }], 1)).map(({ id }) => id)).toEqual([fourth]);
    const since = all[2]?.createdAt ?? '';
    expect((await news.since([{ communityId: open, since }], 10)).map(({ id }) => id)).toEqual([fourth]);
    expect(await news.since([{ communityId: v7(), since: before }], 10)).toEqual([]);
    expect(await news.since([], 10)).toEqual([]);
    expect([...(await news.standing([first, third, v7()])).keys()]).toEqual([first]);
    expect(await news.standing([])).toEqual(new Map());
  });
});
