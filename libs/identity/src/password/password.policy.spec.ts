import { expect, it } from '@jest/globals';
import { acceptPassword } from './password.policy.js';

const owner = { name: 'Ada Lovelace', email: 'ada.lovelace@example.org' };

it.each([
  'password',
  'Password1',
  'PASSWORD',
  'motdepasse',
  '12345678',
  'azertyuiop',
  'qwerty123',
  'aaaaaaaaaa',
  'abababab',
  'ada lovelace',
  'AdaLovelace',
  'ada.lovelace',
  'ADA.lovelace@example.org',
])('refuses %s', async (password) => {
  await expect(acceptPassword(password, owner, 'newPassword')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { fields: { newPassword: expect.any(String) } },
  });
});

it.each(['lanterns over 9 rivers', 'пароль не простой', '🦉🦔🐝🦋🌲🌳🍄🌱', 'x'.repeat(200) + 'yz'])(
  'accepts %s',
  async (password) => {
    await expect(acceptPassword(password, owner, 'password')).resolves.toBeUndefined();
  },
);
