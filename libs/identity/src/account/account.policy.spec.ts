import { describe, expect, it } from '@jest/globals';
import { Viewer } from '../viewer/viewer.js';
import { mayClose, mayManageAccess } from './account.policy.js';

const facts = { accountId: 'a', isStaff: false, emailVerified: true, language: 'FR' } as const;

describe('mayManageAccess', () => {
  it('refuses nobody and scripts, lets a browser in', () => {
    expect(() => mayManageAccess(Viewer.anonymous)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(() => mayManageAccess(Viewer.member({ ...facts, sessionId: null, tokenId: 't' }))).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(mayManageAccess(Viewer.member({ ...facts, sessionId: 's', tokenId: null }))).toEqual({
      accountId: 'a',
      sessionId: 's',
    });
  });
});

describe('mayClose', () => {
  it.each<[string[], boolean]>([
    [[], true],
    [['b'], true],
    [['a', 'b'], true],
    [['a'], false],
  ])('administrators %j: %s', (staff, allowed) => {
    const close = () => mayClose('a', staff);
    if (allowed) expect(close).not.toThrow();
    else expect(close).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });
});
