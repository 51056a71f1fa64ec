import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, isAlone, type Config } from '#platform/config';
import { Database, type Queryable, type Tx } from '#platform/database';
import { Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { AccountRenamed } from '../identity.events.js';
import { ViewerCache } from '../viewer/viewer-cache.js';
import type { Viewer } from '../viewer/viewer.js';
import { AccountRepository, type SettingsChange } from './account.repository.js';
import type { AccountType } from './account.type.js';
import { AddresseeRepository, type Addressee, type AddressOwner } from './addressee.repository.js';
import { ExactCache } from '../exact-cache.js';
import type { PersonType } from './person.type.js';

/** Reads and settings of accounts, and what others may know of them. */
@Injectable()
export class AccountService {
  private readonly people: ExactCache<PersonType>;

  constructor(
    private readonly accounts: AccountRepository,
    private readonly viewers: ViewerCache,
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly addresses: AddresseeRepository,
    @Inject(CONFIG) config: Config,
  ) {
    this.people = new ExactCache(10_000, 30, isAlone(config));
  }

  /** What others may see of these accounts: one query at most, none when they were asked for of late. */
  async personsOf(ids: readonly string[]): Promise<Map<string, PersonType>> {
    const found = new Map<string, PersonType>();
    const unknown: string[] = [];
    for (const id of new Set(ids)) {
      const person = this.people.get(id);
      if (person) found.set(id, person);
      else unknown.push(id);
    }
    if (unknown.length === 0) return found;
    const keep = this.people.reading();
    for (const person of await this.accounts.persons(unknown)) {
      Object.freeze(person);
      found.set(person.id, person);
      keep(person.id, person);
    }
    return found;
  }

  /**
   * Those of these accounts that are open and not suspended, as they are and stay until `tx` ends: none closes between a
   * check and what is written in its name.
   */
  async hold(tx: Tx, ids: readonly string[]): Promise<Map<string, PersonType>> {
    return new Map((await this.accounts.hold(tx, ids)).map((person) => [person.id, person]));
  }

  /**
   * Those of these accounts that are not closed, and stay so until `tx` ends: whom something may be kept for. A suspended
   * one is among them, since it comes back.
   */
  async openAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    return new Set(ids.length === 0 ? [] : await this.accounts.openAmong(tx, ids));
  }

  /** Whom of these accounts letters may go to, by id: those open, verified and not suspended. One query. */
  async addressees(ids: readonly string[], on?: Queryable): Promise<Addressee[]> {
    return ids.length === 0 ? [] : this.addresses.among(ids, on);
  }

  /** The administrators whom letters may go to, by id. One query. */
  async staffAddressees(on?: Queryable): Promise<Addressee[]> {
    return this.addresses.staff(on);
  }

  /** The address that an account has proved, in lower case; null when it has proved none or is closed. */
  async verifiedAddress(accountId: string, on?: Queryable): Promise<string | null> {
    return this.addresses.verifiedAddress(accountId, on);
  }

  /** Who has proved these addresses, by address in lower case; those of nobody are left out. One query. */
  async byVerifiedAddresses(addresses: readonly string[], on?: Queryable): Promise<Map<string, AddressOwner>> {
    if (addresses.length === 0) return new Map();
    return this.addresses.owners([...new Set(addresses.map((address) => address.toLowerCase()))], on);
  }

  /** Drops what is remembered of a person whose name changed or whose account was closed. */
  forgetPerson(id: string): void {
    this.people.forget(id);
  }

  /** A person's plain profile; null for nobody, and for an account that never proved its address. */
  async person(_viewer: Viewer, id: string): Promise<PersonType | null> {
    return this.accounts.visiblePerson(id);
  }

  /** The viewer's own account; null when nobody is signed in. */
  async me(viewer: Viewer): Promise<AccountType | null> {
    return viewer.accountId === null ? null : this.accounts.own(viewer.accountId);
  }

  /** Changes the settings that are given and answers the account as it is then. */
  async updateSettings(viewer: Viewer, change: SettingsChange): Promise<AccountType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    await this.db.tx(async (tx) => {
      await this.accounts.changeSettings(tx, accountId, change);
      if (change.name !== null) await this.outbox.record(tx, new AccountRenamed(accountId));
    });
    this.forgetPerson(accountId);
    this.viewers.forgetAccount(accountId);
    const account = await this.accounts.own(accountId);
    if (!account) throw new Unauthenticated();
    return account;
  }
}
