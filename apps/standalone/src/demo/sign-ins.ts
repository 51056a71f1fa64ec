import { randomInt } from 'node:crypto';
import { PasswordHasher } from '#identity';
import type { Queryable } from '#platform/database';
import { demoRepository } from './demo.repository.js';

/** Letters and figures that cannot be taken for each other. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP = 5;

/** Somebody whose password the person at the terminal gets. */
export interface SignIn {
  readonly role: 'member' | 'facilitator' | 'administrator';
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Gives these accounts new random passwords: they can be told at each start without ever being written down. Whoever is
 * signed in stays so.
 */
export async function renewSignIns(
  on: Queryable,
  people: readonly Omit<SignIn, 'password'>[],
): Promise<readonly SignIn[]> {
  const hasher = new PasswordHasher();
  const signIns = people.map((person) => ({ ...person, password: newPassword() }));
  for (const { email, password } of signIns) {
    await demoRepository.setPassword(on, email, await hasher.hash(password));
  }
  return signIns;
}

const newPassword = (): string => Array.from({ length: GROUPS }, group).join('-');

const group = (): string => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
