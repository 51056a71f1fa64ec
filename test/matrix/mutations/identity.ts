import { randomBytes } from 'node:crypto';
import { ask, change, type Case } from '../case.js';
import { PASSWORD } from '../world.js';

const word = (): string => randomBytes(6).toString('hex');
const NO_TOKEN = 'a'.repeat(43);

/** Mutations of `identity`: accounts and what signs them in. */
export const IDENTITY_MUTATIONS: Readonly<Record<string, Case>> = {
  'Mutation.changePassword': {
    ask: change('changePassword', 'ChangePasswordInput', '', () => ({
      currentPassword: 'not the one',
      newPassword: PASSWORD,
    })),
  },
  'Mutation.claimSite': {
    ask: change('claimSite', 'ClaimSiteInput', '{ id }', () => ({
      token: NO_TOKEN,
      name: 'Eve',
      email: `${word()}@example.org`,
      password: PASSWORD,
    })),
  },
  'Mutation.closeAccount': { ask: change('closeAccount', 'CloseAccountInput', '', () => ({ password: PASSWORD })) },
  'Mutation.closeAccount (of the only administrator)': {
    ask: change('closeAccount', 'CloseAccountInput', '', () => ({ password: PASSWORD })),
    before: async (client, { actorId }) => {
      const { rows } = await client.query<{ id: string }>(
        'UPDATE accounts SET is_staff = false WHERE is_staff AND id <> $1 RETURNING id',
        [actorId],
      );
      return () =>
        client.query('UPDATE accounts SET is_staff = true WHERE id = ANY ($1::uuid[])', [rows.map(({ id }) => id)]);
    },
  },
  'Mutation.confirmEmailChange': {
    ask: change('confirmEmailChange', 'ConfirmEmailChangeInput', '', () => ({ token: NO_TOKEN })),
  },
  'Mutation.createAccessToken': {
    ask: change('createAccessToken', 'CreateAccessTokenInput', '{ id }', () => ({ name: 't', expiresInDays: 1 })),
  },
  'Mutation.createAccessToken (by access token)': {
    ask: change('createAccessToken', 'CreateAccessTokenInput', '{ id }', () => ({ name: 't', expiresInDays: 1 })),
    byToken: true,
  },
  'Mutation.liftSuspension': {
    ask: change('liftSuspension', 'LiftSuspensionInput', '', ({ strangerId }) => ({ accountId: strangerId })),
  },
  'Mutation.requestEmailChange': {
    ask: change('requestEmailChange', 'RequestEmailChangeInput', '', () => ({
      email: `${word()}@example.org`,
      password: 'not the one',
    })),
  },
  'Mutation.requestPasswordReset': {
    ask: change('requestPasswordReset', 'RequestPasswordResetInput', '', () => ({ email: `${word()}@example.org` })),
  },
  'Mutation.resendVerification': { ask: ask('mutation { resendVerification }') },
  'Mutation.resetPassword': {
    ask: change('resetPassword', 'ResetPasswordInput', '', () => ({
      token: NO_TOKEN,
      password: PASSWORD,
    })),
  },
  'Mutation.revokeAccessToken': {
    ask: change('revokeAccessToken', 'RevokeAccessTokenInput', '', ({ accessTokenId }) => ({ tokenId: accessTokenId })),
  },
  'Mutation.revokeSession': {
    ask: change('revokeSession', 'RevokeSessionInput', '', ({ sessionId }) => ({ sessionId })),
  },
  'Mutation.signIn': {
    ask: change('signIn', 'SignInInput', '{ id }', () => ({ email: `${word()}@example.org`, password: 'not the one' })),
  },
  'Mutation.signOut': { ask: ask('mutation { signOut }') },
  'Mutation.signUp': {
    ask: change('signUp', 'SignUpInput', '', () => ({
      email: `${word()}@example.org`,
      password: PASSWORD,
      name: 'New Comer',
      language: 'EN',
    })),
  },
  'Mutation.suspendAccount': {
    ask: change('suspendAccount', 'SuspendAccountInput', '', ({ strangerId }) => ({
      accountId: strangerId,
      until: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'r',
    })),
  },
  'Mutation.suspendAccount (of oneself)': {
    ask: change('suspendAccount', 'SuspendAccountInput', '', ({ actorId }) => ({
      accountId: actorId,
      until: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'r',
    })),
  },
  'Mutation.updateSettings': {
    ask: change('updateSettings', 'UpdateSettingsInput', '{ id }', () => ({ theme: 'DARK' })),
  },
  'Mutation.verifyEmail': { ask: change('verifyEmail', 'VerifyEmailInput', '', () => ({ token: NO_TOKEN })) },
};
