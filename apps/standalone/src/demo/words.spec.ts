import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '#contracts';
import { Chance } from './chance.js';
import { castOf } from './cast.js';
import { timeline } from './timeline.js';
import { readWords } from './words.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const words = readWords();
const threads = timeline(words, NOW, new Chance('copse'));
const cast = castOf(words, threads, NOW, new Chance('copse'));
const posts = threads.flatMap((thread) => thread.posts.map((post) => ({ ...post, thread })));

describe('the words of the demonstration', () => {
  it('are a whole association: people, discussions in twenty communities, resources, three who sign in', () => {
    expect(words.people).toHaveLength(80);
    expect(words.threads.size).toBe(20);
    expect(threads.length).toBeGreaterThanOrEqual(250);
    expect(posts.length).toBeGreaterThanOrEqual(2_400);
    expect(words.resources.length).toBeGreaterThanOrEqual(60);
    expect(words.people.flatMap(({ signIn }) => signIn ?? []).toSorted()).toEqual([
      'administrator',
      'facilitator',
      'member',
    ]);
    expect(new Set(threads.map(({ language }) => language))).toEqual(new Set(['EN', 'FR']));
  });

  it('are written and shared by nobody who is no member, and mention none', () => {
    const isIn = (key: string, slug: string): boolean => cast.get(key)?.joined.has(slug) ?? false;
    const spoken = posts.flatMap(({ by, body, thread }) => [
      [by, thread.community],
      ...[...body.matchAll(/@\[([^\]]*)\]/g)].map(([, key = '']) => [key, thread.community]),
    ]);
    const shared = words.resources.map(({ by, community }) => [by, community]);
    const followed = words.moments.follows.map(({ by, community }) => [by, community]);
    const strangers = [...spoken, ...shared, ...followed].filter(([key = '', slug = '']) => !isIn(key, slug));
    expect(strangers).toEqual([]);
    expect(words.moments.applications.filter(({ by, community }) => isIn(by, community))).toEqual([]);
  });

  it('quote what stands there', () => {
    const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
    const wrong = threads.flatMap(({ title, posts: all }) =>
      all.flatMap(({ quoted }, index) => {
        const said =
          quoted &&
          all.slice(0, index).some((one) => one.by === quoted.by && plain(one.body).includes(plain(quoted.text)));
        return quoted && !said ? [`${title}: ${quoted.text}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('fit where the product puts them', () => {
    expect(threads.filter(({ title }) => title.length > LIMITS.threadTitle)).toEqual([]);
    expect(posts.filter(({ body }) => body.length > LIMITS.postBody)).toEqual([]);
    const tooLong = words.resources.filter(
      ({ title, description, tags, authors, versions }) =>
        title.length > LIMITS.resourceTitle ||
        description.length > LIMITS.resourceDescription ||
        tags.length > LIMITS.resourceTags ||
        tags.some((tag) => tag.length > LIMITS.resourceTag) ||
        authors.join(', ').length > LIMITS.resourceAuthors ||
        versions.some((note) => note.length > LIMITS.versionNote),
    );
    expect(tooLong).toEqual([]);
    const perPlace = Map.groupBy(
      threads.filter(({ pinned }) => pinned),
      ({ community }) => community,
    );
    expect([...perPlace.values()].filter((pinned) => pinned.length > 2)).toEqual([]);
    expect(new Set([...cast.values()].map(({ email }) => email)).size).toBe(cast.size);
  });
});

describe('the dates', () => {
  it('lie within two years before now, in the order of each discussion, from the first to the last days', () => {
    const times = posts.map(({ at }) => at.getTime());
    const day = 86_400_000;
    expect(Math.max(...times)).toBeLessThan(NOW.getTime());
    expect(Math.max(...times)).toBeGreaterThan(NOW.getTime() - day);
    expect(Math.min(...times)).toBeGreaterThan(NOW.getTime() - 735 * day);
    expect(Math.min(...times)).toBeLessThan(NOW.getTime() - 600 * day);
    for (const { posts: all } of threads) {
      const moments = all.map(({ at }) => at.getTime());
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      expect(new Set(moments).size).toBe(moments.length);
    }
  });

  it('begin for everybody before they write', () => {
    const early = posts.filter(({ by, at, thread }) => {
      const { joined, since } = cast.get(by) ?? { joined: new Map<string, Date>(), since: NOW };
      const member = joined.get(thread.community) ?? NOW;
      return member >= at || since >= member;
    });
    expect(early).toEqual([]);
  });

  it.each(['2026-01-01T00:00:05Z', '2028-02-29T23:59:59Z', '2027-07-04T12:00:00Z'])('hold at %s', (moment) => {
    const now = new Date(moment);
    const all = timeline(words, now, new Chance('copse')).flatMap((thread) => thread.posts);
    expect(all.filter(({ at }) => at >= now)).toEqual([]);
  });
});
