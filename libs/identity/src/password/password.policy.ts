import { BadInput } from '#platform/errors';

let known: Promise<ReadonlySet<string>> | undefined;

/**
 * The most common passwords of published breaches, of the length that Copse accepts, in lower case. They are read for the
 * first password that is chosen: most processes never see one, and they take as much memory as a thousand sockets.
 */
function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set(
        dictionary['passwords-common']
          .map((password) => password.toLowerCase())
          .filter((password) => password.length >= 8),
      ),
  );
  // What could not be read now, for want of open files, may be the next time.
  known.catch(() => (known = undefined));
  return known;
}

/** Whose password it is to be; what others know of a person is no secret. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/**
 * Refuses the passwords that are tried first: common ones, one sign repeated, and the person's own name or address.
 * @throws BadInput on `field`.
 */
export async function acceptPassword(password: string, owner: PasswordOwner, field: string): Promise<void> {
  const plain = password.toLowerCase();
  const common = await commonPasswords();
  if (common.has(plain) || common.has(plain.trim()) || new Set(plain).size <= 2) {
    throw new BadInput({ [field]: 'This password is one of the most common. Please choose another.' });
  }
  const email = owner.email.toLowerCase();
  const own = [email, email.split('@')[0], owner.name.toLowerCase(), owner.name.toLowerCase().replaceAll(' ', '')];
  if (own.includes(plain))
    throw new BadInput({ [field]: 'Your name or address is no password. Please choose another.' });
}
