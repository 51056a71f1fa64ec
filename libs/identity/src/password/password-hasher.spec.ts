import { describe, expect, it } from '@jest/globals';
import { PasswordHasher } from './password-hasher.service.js';

describe('PasswordHasher', () => {
  it('makes argon2id of the documented strength and recognizes it, whatever the length', async () => {
    const hasher = new PasswordHasher();
    const long = 'é'.repeat(256);
    const hash = await hasher.hash(long);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.matches(hash, long)).toBe(true);
    expect(await hasher.matches(hash, long.slice(0, 255))).toBe(false);
  });

  it('compares for nobody too, and never agrees', async () => {
    expect(await new PasswordHasher().matches(null, 'anything at all')).toBe(false);
  });

  it('refuses what would wait too long, and serves everybody else', async () => {
    const hasher = new PasswordHasher();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => hasher.matches(null, 'flood')));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(8);
    expect(refused[0]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    expect(await hasher.matches(null, 'after the flood')).toBe(false);
  });
});
