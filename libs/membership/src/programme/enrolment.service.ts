import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, type Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { AccountService, AuditLog } from '#identity';
import { CommunityService, type CommunityFacts } from '#communities';
import { AdmissionService } from '../admission/admission.service.js';
import { MemberEnrolled, MemberReleased } from '../membership.events.js';
import { StandingService } from '../standing/standing.service.js';
import { canEnrol } from './programme.policy.js';
import { RosterRepository } from './roster.repository.js';

/** What one act does to the people of one programme. */
export interface Enrolling {
  readonly programme: string;
  /** The communities to look at, held. */
  readonly communities: readonly CommunityFacts[];
  readonly enrol: readonly string[];
  readonly release: readonly string[];
  /** Who set the roster; null for the machine, which catches up with it. */
  readonly actor: string | null;
}

const BATCH = 1_000;
const NOBODY: ReadonlySet<string> = new Set();

/** Brings memberships in line with the rosters of programmes. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly db: Database,
    private readonly rosters: RosterRepository,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly standings: StandingService,
    private readonly admission: AdmissionService,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Keeps the rosters still, and the communities of these programmes as they are, until the transaction ends. Call it
   * first: the order of locks is rosters, communities by id, accounts, the door, memberships.
   */
  async hold(tx: Tx, programmes: readonly string[]): Promise<CommunityFacts[]> {
    const ids = new Set<string>();
    for (const programme of programmes) {
      for (const { id } of await this.communities.communitiesOfProgramme(programme, tx)) ids.add(id);
    }
    const held: CommunityFacts[] = [];
    for (const id of [...ids].toSorted()) held.push(await this.communities.holdFacts(tx, id));
    return held;
  }

  /**
   * Enrols and releases in each of the communities where it changes something, whose log notes it, and records what
   * tells the people. Answers who is enrolled somewhere where they were not before.
   */
  async apply(tx: Tx, { programme, communities, enrol, release, actor }: Enrolling): Promise<Set<string>> {
    const everywhere = new Set<string>();
    const actId = v7();
    for (const community of communities) {
      const { id } = community;
      await this.standings.holdDoor(tx, id, enrol);
      const released = release.length === 0 ? NOBODY : await this.admission.releaseAll(tx, id, release, programme);
      const open = canEnrol(community) === true && community.enrolledProgrammes.includes(programme);
      const { enrolled } =
        open && enrol.length > 0
          ? await this.admission.admitAll(tx, community, enrol, { programme })
          : { enrolled: NOBODY };
      for (const accountId of enrolled) everywhere.add(accountId);
      if (enrolled.size === 0 && released.size === 0) continue;
      await this.outbox.recordAll(tx, [
        ...[...enrolled].map((accountId) => new MemberEnrolled(id, accountId, programme, actId)),
        ...[...released].map((accountId) => new MemberReleased(id, accountId, programme, actId)),
      ]);
      const [first, second] = [...enrolled, ...released];
      await this.audit.note(tx, {
        actor,
        action: 'roster-applied',
        subject: programme,
        communityId: id,
        ...(first !== undefined && second === undefined ? { accountId: first } : {}),
        details: { programme, enrolled: [...enrolled], released: [...released] },
      });
    }
    return everywhere;
  }

  /** Enrols an account by the address that it has confirmed, where that waits on a roster. Safe to repeat. */
  async enrolByAddress(accountId: string): Promise<void> {
    await this.db.tx(async (tx) => {
      await this.rosters.lock(tx);
      const waiting = await this.accounts.verifiedAddress(accountId, tx);
      if (waiting === null) return;
      const programmes = await this.rosters.waitingFor(tx, waiting);
      if (programmes.length === 0) return;
      const communities = await this.hold(tx, programmes);
      if (!(await this.accounts.hold(tx, [accountId])).has(accountId)) return;
      // The address as it is now that nothing changes it any more.
      if ((await this.accounts.verifiedAddress(accountId, tx)) !== waiting) return;
      for (const programme of await this.rosters.claim(tx, waiting, accountId)) {
        await this.apply(tx, { programme, communities, enrol: [accountId], release: [], actor: null });
      }
    });
  }

  /**
   * Brings one community in line after its rule or life changed: programmes that its rule names by now enrol, those that
   * it names no more release. An archived one keeps its members as they are. Safe to repeat.
   */
  async settle(communityId: string): Promise<void> {
    await this.db.tx(async (tx) => {
      await this.rosters.lock(tx);
      const community = await this.communities.holdFacts(tx, communityId);
      if (community.status === 'ARCHIVED') return;
      const programmes = canEnrol(community) === true ? community.enrolledProgrammes : [];
      const missing = new Map<string, string[]>();
      for (const programme of programmes) {
        missing.set(programme, await this.rosters.notYetIn(tx, programme, communityId));
      }
      // All accounts and then all doors, before the first membership.
      const coming = [...new Set([...missing.values()].flat())];
      await this.accounts.hold(tx, coming);
      await this.standings.holdDoor(tx, communityId, coming);
      const common = { communities: [community], actor: null };
      for (const [programme, release] of await this.rosters.heldByOthers(tx, communityId, programmes)) {
        await this.apply(tx, { ...common, programme, enrol: [], release });
      }
      for (const [programme, enrol] of missing) {
        if (enrol.length > 0) await this.apply(tx, { ...common, programme, enrol, release: [] });
      }
    });
  }

  /**
   * Enrols whoever could not be enrolled at the time: accounts that were suspended when the roster was set, or when a
   * community began to take it. Nothing announces the end of a suspension but the clock.
   */
  async catchUp(): Promise<void> {
    let emails = await this.rosters.waiting('', BATCH);
    while (emails.length > 0) {
      const owners = await this.accounts.byVerifiedAddresses(emails);
      for (const { accountId } of owners.values()) await this.enrolByAddress(accountId);
      emails = await this.rosters.waiting(emails.at(-1) ?? '', BATCH);
    }
    const enrolling = [...(await this.communities.byProgramme()).values()].flat();
    for (const communityId of new Set(enrolling.map(({ id }) => id))) await this.settle(communityId);
  }

  /** Lets the addresses of an account that was closed wait for another account. Safe to repeat. */
  async forgetAccount(accountId: string): Promise<void> {
    await this.db.tx((tx) => this.rosters.forgetAccount(tx, accountId));
  }
}
