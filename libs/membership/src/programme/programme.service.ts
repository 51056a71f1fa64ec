import { Injectable } from '@nestjs/common';
import { Database, keyset, type Tx } from '#platform/database';
import { BadInput, demand, NotFound, Unauthenticated } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { AccountService, AuditLog, type Viewer } from '#identity';
import { CommunityService } from '#communities';
import { canManageCommunities } from '../standing/standing.policy.js';
import { EnrolmentService } from './enrolment.service.js';
import { canEnrol } from './programme.policy.js';
import type {
  ProgrammeType,
  RosterChangeType,
  RosterEntryType,
  RosterFate,
  RosterKey,
  RosterRowType,
} from './programme.type.js';
import { fatesOf } from './roster-fates.js';
import { RosterRepository, type RosterPlace } from './roster.repository.js';

/** How many programmes a list shows; there are a handful. */
const PROGRAMMES = 100;

/** Programmes and their rosters, for administrators. */
@Injectable()
export class ProgrammeService {
  constructor(
    private readonly db: Database,
    private readonly rosters: RosterRepository,
    private readonly enrolment: EnrolmentService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly audit: AuditLog,
  ) {}

  /** All programmes that a community's rule names or that have a roster, by slug; two statements. */
  async programmes(viewer: Viewer): Promise<ProgrammeType[]> {
    demandStaff(viewer);
    const [enrolling, sizes] = await Promise.all([this.communities.byProgramme(), this.rosters.sizes()]);
    const slugs = [...new Set([...enrolling.keys(), ...sizes.keys()])].toSorted().slice(0, PROGRAMMES);
    return slugs.map((slug) => ({
      slug,
      size: sizes.get(slug) ?? 0,
      communityIds: (enrolling.get(slug) ?? []).map(({ id }) => id),
    }));
  }

  /** One programme; two statements. @throws NotFound when no rule names it and it has no roster */
  async programme(viewer: Viewer, slug: string): Promise<ProgrammeType> {
    demandStaff(viewer);
    const [communities, size] = await Promise.all([
      this.communities.communitiesOfProgramme(slug),
      this.rosters.size(slug),
    ]);
    if (communities.length === 0 && size === 0) throw new NotFound();
    return { slug, size, communityIds: communities.map(({ id }) => id) };
  }

  /** The same page of the rosters of these programmes; two statements. */
  async rosterPages(
    viewer: Viewer,
    programmes: readonly Pick<ProgrammeType, 'slug' | 'size'>[],
    page: Page<RosterKey>,
  ): Promise<Map<string, Connection<RosterEntryType>>> {
    demandStaff(viewer);
    const slugs = programmes.map(({ slug }) => slug);
    const found = await this.rosters.pages(slugs, page.after, page.size + 1);
    const ids = found.map(({ accountId }) => accountId).filter((id) => id !== null);
    const persons = await this.accounts.personsOf(ids);
    const byProgramme = Map.groupBy(found, ({ programme }) => programme);
    return new Map(
      programmes.map(({ slug, size }) => {
        const { rows, hasMore } = keyset(byProgramme.get(slug) ?? [], page.size);
        const nodes = rows.map(({ email, accountId, enrolled, since }) => ({
          email,
          person: persons.get(accountId ?? '') ?? null,
          enrolled,
          since,
        }));
        return [slug, pageOf(nodes, cursorOf, { before: page.after !== null, after: hasMore }, size)];
      }),
    );
  }

  /**
   * Makes these addresses (lower case, each once) the whole roster of a programme, all of it or nothing: who has an
   * account is enrolled in the programme's communities at once, the others when they confirm the address, and those who
   * are on the list no more are released. The site's log keeps that it was set, whatever came of it.
   * @throws Forbidden for all but staff, BadInput on `programme` for one that enrols nowhere
   */
  async setRoster(
    viewer: Viewer,
    { programme, emails }: { programme: string; emails: readonly string[] },
  ): Promise<RosterChangeType> {
    demandStaff(viewer);
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const rows = await this.db.tx((tx) => this.set(tx, accountId, programme, emails));
    const count = (fate: RosterFate): number => rows.filter((row) => row.fate === fate).length;
    return {
      programme: await this.programme(viewer, programme),
      enrolled: count('ENROLLED'),
      waiting: count('WAITS_FOR_ACCOUNT'),
      unchanged: count('ALREADY_THERE'),
      released: count('RELEASED'),
      rows,
    };
  }

  private async set(tx: Tx, actor: string, programme: string, emails: readonly string[]): Promise<RosterRowType[]> {
    await this.rosters.lock(tx);
    const communities = await this.enrolment.hold(tx, [programme]);
    if (communities.length === 0) throw unknownProgramme();
    const owners = await this.accounts.byVerifiedAddresses(emails, tx);
    const held = await this.accounts.hold(tx, [actor, ...[...owners.values()].map(({ accountId }) => accountId)]);
    if (!held.has(actor)) throw new Unauthenticated();
    // A suspended account is enrolled once it is open again (`EnrolmentService.catchUp`).
    const openOwner = (email: string): string | null => held.get(owners.get(email)?.accountId ?? '')?.id ?? null;
    const before = await this.rosters.size(programme, tx);
    const dropped = await this.rosters.drop(tx, programme, emails);
    const now = await this.rosters.put(
      tx,
      programme,
      emails.map((email) => ({ email, accountId: openOwner(email) })),
    );
    const grew = now.length > before - dropped.length;
    if (grew && !communities.some((community) => canEnrol(community) === true)) throw enrolsNowhere();
    const staying = accountsOf(now);
    // Somebody whose other address is still on the roster is not released.
    const release = [...accountsOf(dropped)].filter((id) => !staying.has(id));
    const enrol = [...staying];
    const newly = await this.enrolment.apply(tx, { programme, communities, enrol, release, actor });
    // Also when nothing happens to anybody at once: who will be let in, or is held no more, was decided here.
    const details = { programme, added: now.length - (before - dropped.length), dropped: dropped.length };
    await this.audit.note(tx, { actor, action: 'roster-set', subject: programme, details });
    return fatesOf(emails, now, dropped, newly);
  }
}

const demandStaff = ({ isMember, emailVerified, isStaff }: Viewer): void =>
  demand(canManageCommunities({ signedIn: isMember, verified: emailVerified, isStaff }));

const cursorOf = (node: RosterEntryType): string => encodeCursor([node.email]);

const accountsOf = (places: readonly RosterPlace[]): Set<string> =>
  new Set(places.map(({ accountId }) => accountId).filter((id) => id !== null));

const unknownProgramme = (): BadInput => new BadInput({ programme: 'No community’s rule names this programme.' });

const enrolsNowhere = (): BadInput =>
  new BadInput({ programme: 'No community of this programme takes anybody at present; the roster can only shrink.' });
