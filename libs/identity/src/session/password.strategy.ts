import { Strategy } from 'passport-local';
import type { Credentials } from '../account/account.repository.js';
import { settle } from './run-strategy.js';

/** passport's strategy `local` over our accounts: e-mail and password. */
export const passwordStrategy = (check: (email: string, password: string) => Promise<Credentials | null>): Strategy =>
  new Strategy({ usernameField: 'email', passwordField: 'password', session: false }, (email, password, done) => {
    void settle(check(email, password), done);
  });
