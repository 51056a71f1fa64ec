import { SetMetadata } from '@nestjs/common';

/** Who may enter an operation at all; what they may do inside, its policy says. */
export type Door = 'public' | 'signed-in-unverified' | 'signed-in' | 'staff';

/** Metadata key of the door of an operation; an architecture test reads it as well as the guard. */
export const DOOR = 'copse:door';

/** Anybody may call this operation. */
export const Public = () => SetMetadata<string, Door>(DOOR, 'public');

/** Only who is signed in, with a verified address unless `unverified` is given. */
export const SignedIn = (options: { unverified?: boolean } = {}) =>
  SetMetadata<string, Door>(DOOR, options.unverified ? 'signed-in-unverified' : 'signed-in');

/** Only administrators of the site. */
export const Staff = () => SetMetadata<string, Door>(DOOR, 'staff');
