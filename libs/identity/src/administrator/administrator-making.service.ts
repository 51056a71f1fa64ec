import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { Database, type Tx } from '#platform/database';
import { BadInput } from '#platform/errors';
import { Outbox } from '#platform/events';
import { input, parseInput } from '#platform/graphql';
import { newSecret } from '#platform/secrets';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { AddressConfirmed } from '../identity.events.js';
import { MailTokens } from '../mail-token/mail-token.service.js';
import { PasswordHasher } from '../password/password-hasher.service.js';
import { AccessEnding } from '../session/access-ending.service.js';
import { Language } from '../viewer/language.type.js';
import { AdministratorRepository } from './administrator.repository.js';

const administrator = z.object({
  email: input.email(),
  name: input.line(LIMITS.personName),
  language: z.enum(Language),
});

/** Who is to administer the site. */
export type WantedAdministrator = z.input<typeof administrator>;

/** What came of it. */
export interface MadeAdministrator {
  /** `made`: a new account; `promoted`: an account that was there; `known`: it was one already. */
  readonly how: 'made' | 'promoted' | 'known';
  /**
   * What stands after `#token=` in a link that sets a password, once, within 30 minutes; null for an account that keeps its
   * own. For the terminal, never for the log.
   */
  readonly secret: string | null;
}

const NOT_PROVED =
  'This address has an account whose owner never proved it. Have it proved by its mail, or use another address.';
const SUSPENDED = 'The account of this address is suspended. Lift that first.';
const JUST_TAKEN = 'This address was taken just now. Try again.';

/**
 * Makes administrators for whoever has the machine: the command line, which needs no viewer, since it could write the rows
 * itself. The password never passes through a terminal: a link sets it.
 */
@Injectable()
export class AdministratorMaking {
  constructor(
    private readonly db: Database,
    private readonly administrators: AdministratorRepository,
    private readonly accounts: AccountRepository,
    private readonly tokens: MailTokens,
    private readonly hasher: PasswordHasher,
    private readonly ending: AccessEnding,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * A new account with a link to its first password; for a known address its account, which keeps its password and is
   * signed out everywhere; for an administrator a link to a new password, in case theirs is lost.
   * @throws BadInput on `email`, `name` or `language`
   */
  async make(wanted: WantedAdministrator): Promise<MadeAdministrator> {
    const { email, name, language } = parseInput(administrator, wanted, 'email');
    // Nobody knows it; the link sets another.
    const passwordHash = await this.hasher.hash(newSecret());
    let changed: string | null = null;
    const made = await this.db.tx(async (tx): Promise<MadeAdministrator> => {
      const found = await this.accounts.byEmail(email, tx);
      const known = found && (await this.accounts.byIdLocked(tx, found.id));
      if (known?.isStaff) return { how: 'known', secret: await this.secret(tx, known, 'administrator-link-made') };
      if (known) {
        changed = known.id;
        return this.promote(tx, known);
      }
      const account = { id: v7(), name, email, passwordHash, language };
      if (!(await this.administrators.insert(tx, account))) throw new BadInput({ email: JUST_TAKEN }, JUST_TAKEN);
      await this.outbox.record(tx, new AddressConfirmed(account.id));
      return { how: 'made', secret: await this.secret(tx, account, 'administrator-made') };
    });
    if (changed !== null) this.ending.ended(changed);
    return made;
  }

  private async promote(tx: Tx, known: Credentials): Promise<MadeAdministrator> {
    if (known.suspendedUntil !== null) throw new BadInput({ email: SUSPENDED }, SUSPENDED);
    if (!(await this.administrators.promote(tx, known.id))) throw new BadInput({ email: NOT_PROVED }, NOT_PROVED);
    await this.ending.end(tx, known.id);
    await this.audit.note(tx, { actor: null, action: 'administrator-made', subject: known.id, accountId: known.id });
    return { how: 'promoted', secret: null };
  }

  private async secret(tx: Tx, { id, email }: Pick<Credentials, 'id' | 'email'>, action: string): Promise<string> {
    await this.audit.note(tx, { actor: null, action, subject: id, accountId: id });
    return this.tokens.issue(tx, 'RESET', id, email);
  }
}
