import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Forbidden } from '#platform/errors';
import { Outbox } from '#platform/events';
import { AccountService, type Language } from '#identity';
import type { CommunityFacts } from '#communities';
import { ApplicationEnding } from '../application/application-ending.service.js';
import { InvitationEnding } from '../invitation/invitation-ending.service.js';
import { MemberJoined } from '../membership.events.js';
import type { MemberRole } from '../role/role.type.js';
import { attestationOf } from '../rule/rule-words.js';
import { StandingService } from '../standing/standing.service.js';
import { AdmissionRepository } from './admission.repository.js';

/** In which way somebody gets in. */
export interface Admission {
  /** What a new member becomes; whoever is in already stays what they are. Default: MEMBER. */
  readonly role?: MemberRole;
  /** The programme whose roster holds the membership from now on. */
  readonly programme?: string | null;
  /** The invitation by which one account comes; every other of its invitations there ends. */
  readonly invitationId?: string | null;
}

/** What {@link AdmissionService.admitAll} changed. */
export interface Admitted {
  /** Who was not a member before. */
  readonly joined: ReadonlySet<string>;
  /** Whom the programme did not hold before, the new ones included; nobody without a programme. */
  readonly enrolled: ReadonlySet<string>;
  /** Who is in now: all but those whose account is closed or suspended. */
  readonly held: ReadonlySet<string>;
}

/**
 * The one way into memberships: joining, accepted applications, invitations, appointments and rosters all end here.
 * Whether somebody may come in is decided before, by a policy; here it is done whole. The caller holds the community
 * (`CommunityService.holdFacts`) and announces the new standing after the commit through the events recorded here.
 */
@Injectable()
export class AdmissionService {
  constructor(
    private readonly admissions: AdmissionRepository,
    private readonly accounts: AccountService,
    private readonly applications: ApplicationEnding,
    private readonly invitations: InvitationEnding,
    private readonly standings: StandingService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Lets one account in, lifts a removal, ends the application that it has waiting (accept one before calling this, and
   * it does not wait any more) and the invitation to its address. Answers whether it is newly in.
   * @throws Forbidden when the account is closed or suspended
   */
  async admit(tx: Tx, community: AdmittingCommunity, accountId: string, how: Admission = {}): Promise<boolean> {
    const { joined, held } = await this.admitAll(tx, community, [accountId], how);
    if (!held.has(accountId)) throw new Forbidden('This account is closed or suspended.');
    return joined.has(accountId);
  }

  /** The same for a set, of which accounts that are closed or suspended are left out. A fixed number of statements. */
  async admitAll(
    tx: Tx,
    { id: communityId, visibility }: AdmittingCommunity,
    accountIds: readonly string[],
    { role = 'MEMBER', programme = null, invitationId = null }: Admission = {},
  ): Promise<Admitted> {
    const held = await this.accounts.hold(tx, accountIds);
    await this.standings.holdDoor(tx, communityId, [...held.keys()]);
    const people = [...held.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const inPublic = visibility === 'PUBLIC';
    const written = await this.admissions.add(tx, { communityId, people, role, programme, inPublic });
    const joined = written.filter((one) => one.joined).map(({ id }) => id);
    if (joined.length > 0) {
      await this.applications.endWaiting(tx, communityId, joined);
      await this.invitations.endOpen(tx, communityId, joined, invitationId);
      await this.outbox.recordAll(
        tx,
        joined.map((id) => new MemberJoined(communityId, id)),
      );
    }
    const enrolled = programme === null ? [] : written.map(({ id }) => id);
    return { joined: new Set(joined), enrolled: new Set(enrolled), held: new Set(held.keys()) };
  }

  /**
   * Keeps, with its time, the sentence that somebody stated on getting in; `language` is that in which it was read.
   * Only where people speak of their work: what they identify themselves as is written down nowhere.
   */
  async attest(
    tx: Tx,
    community: Pick<CommunityFacts, 'id' | 'eligibility'>,
    accountId: string,
    language: Language,
  ): Promise<void> {
    if (community.eligibility !== 'MUSEUM_STAFF') return;
    const sentence = attestationOf(community, language);
    if (sentence !== null) await this.admissions.keepStatement(tx, community.id, accountId, sentence);
  }

  /** Takes a programme off a membership, which stays and may be left from now on. Answers whether it held it. */
  async release(tx: Tx, communityId: string, accountId: string, programme: string): Promise<boolean> {
    return (await this.releaseAll(tx, communityId, [accountId], programme)).has(accountId);
  }

  /** The same for a set; answers whom the programme held. One statement. */
  releaseAll(tx: Tx, communityId: string, accountIds: readonly string[], programme: string): Promise<Set<string>> {
    return this.admissions.release(tx, communityId, accountIds, programme);
  }
}

type AdmittingCommunity = Pick<CommunityFacts, 'id' | 'visibility'>;
