import { describe, expect, it } from '@jest/globals';
import { loadWhole } from './load-whole.js';
import { FakeServer } from './testing/fake-server.js';
import { ThreadReader } from './thread-reader.js';

async function openedAt(number: number): Promise<{ server: FakeServer; reader: ThreadReader; shown: () => number[] }> {
  const server = new FakeServer(65);
  const reader = new ThreadReader(server, 'EN');
  await reader.open(number);
  server.asked = [];
  return { server, reader, shown: () => reader.read().window?.posts.map((post) => post.number) ?? [] };
}

describe('a thread that is to be printed', () => {
  it('is loaded in both directions from where it is read', async () => {
    const { reader, shown } = await openedAt(35);
    await loadWhole(reader);
    expect(shown()).toEqual(Array.from({ length: 65 }, (_, index) => index + 1));
  });

  it('asks for nothing more when all of it is there', async () => {
    const { server, reader } = await openedAt(35);
    await loadWhole(reader);
    server.asked = [];
    await loadWhole(reader);
    expect(server.asked).toEqual([]);
  });

  it('gives up where a part cannot be loaded', async () => {
    const { server, reader, shown } = await openedAt(35);
    const before = shown();
    server.refusal = 'OFFLINE';
    await loadWhole(reader);
    expect(shown()).toEqual(before);
    expect(server.asked.length).toBeLessThan(2);
  });

  it('is loaded whole also where a part was on its way already', async () => {
    const { reader, shown } = await openedAt(35);
    const before = reader.earlier();
    await loadWhole(reader);
    await before;
    expect(shown()).toEqual(Array.from({ length: 65 }, (_, index) => index + 1));
  });

  it('is loaded no further once nobody waits for it', async () => {
    const { server, reader, shown } = await openedAt(35);
    const before = shown();
    await loadWhole(reader, () => server.asked.length === 0);
    expect(server.asked).toHaveLength(1);
    expect(shown().length).toBeGreaterThan(before.length);
    expect(shown().length).toBeLessThan(65);
  });
});
