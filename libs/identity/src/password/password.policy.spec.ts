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
])('refuses %s', (password) => {
  expect(() => acceptPassword(password, owner, 'newPassword')).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', details: { fields: { newPassword: expect.any(String) } } }),
  );
});

it.each(['lanterns over 9 rivers', 'пароль не простой', '🦉🦔🐝🦋🌲🌳🍄🌱', 'x'.repeat(200) + 'yz'])(
  'accepts %s',
  (password) => {
    expect(() => acceptPassword(password, owner, 'password')).not.toThrow();
  },
);
