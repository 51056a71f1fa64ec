import { describe, expect, it } from '@jest/globals';
import { Viewer } from '../viewer/viewer.js';
import { canAdministerAccounts, canSuspend } from './suspension.policy.js';

const as = (isStaff: boolean, emailVerified = true) =>
  Viewer.member({ accountId: 'a', sessionId: 's', tokenId: null, isStaff, emailVerified, language: 'EN' });
const refused = { code: 'FORBIDDEN', message: expect.any(String) };

describe('canAdministerAccounts', () => {
  it.each<[string, Viewer, boolean]>([
    ['nobody', Viewer.anonymous, false],
    ['a member', as(false), false],
    ['an administrator who proved no address', as(true, false), false],
    ['an administrator', as(true), true],
  ])('%s: %s', (_, viewer, allowed) => {
    expect(canAdministerAccounts(viewer)).toEqual(allowed || refused);
  });
});

describe('canSuspend', () => {
  it.each<[string, Viewer, { id: string; isStaff: boolean }, boolean]>([
    ['nobody', Viewer.anonymous, { id: 'b', isStaff: false }, false],
    ['a member', as(false), { id: 'b', isStaff: false }, false],
    ['an administrator', as(true), { id: 'b', isStaff: false }, true],
    ['an administrator, another one', as(true), { id: 'b', isStaff: true }, false],
    ['an administrator, oneself', as(true), { id: 'a', isStaff: true }, false],
    ['an administrator, oneself and just dismissed', as(true), { id: 'a', isStaff: false }, false],
  ])('%s: %#', (_, viewer, account, allowed) => {
    expect(canSuspend(viewer, account)).toEqual(allowed || refused);
  });
});
