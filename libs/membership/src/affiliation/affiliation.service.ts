import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { AccountService, AuditLog, type Viewer } from '#identity';
import { canKeepInstitutions } from '../institution/institution.policy.js';
import { InstitutionService } from '../institution/institution.service.js';
import { accountOf } from '../membership/membership.service.js';
import { AffiliationRepository, type NotedAffiliation } from './affiliation.repository.js';
import type { AffiliationType } from './affiliation.type.js';

/** Who is of which institution: by a proved address, at this moment, or on an administrator's word. */
@Injectable()
export class AffiliationService {
  constructor(
    private readonly db: Database,
    private readonly affiliations: AffiliationRepository,
    private readonly institutions: InstitutionService,
    private readonly accounts: AccountService,
    private readonly audit: AuditLog,
  ) {}

  /** The viewer's own; none for nobody. */
  async mine(viewer: Viewer): Promise<AffiliationType[]> {
    const { accountId } = viewer;
    return accountId === null ? [] : ((await this.ofAccounts([accountId])).get(accountId) ?? []);
  }

  /** Those of these accounts. @throws Forbidden for all but staff */
  async among(viewer: Viewer, accountIds: readonly string[]): Promise<Map<string, AffiliationType[]>> {
    demand(canKeepInstitutions(viewer));
    return this.ofAccounts(accountIds);
  }

  /** Notes that somebody is of an institution, or other days for it. @throws Forbidden for all but staff, BadInput */
  async affiliate(viewer: Viewer, noted: NotedAffiliation): Promise<AffiliationType> {
    demand(canKeepInstitutions(viewer));
    const { accountId, institutionId, from, until } = noted;
    const actor = accountOf(viewer);
    const person = await this.accounts.person(viewer, accountId);
    if (!person || person.former) throw noSuchAccount();
    const institution = (await this.institutions.byIds([institutionId])).get(institutionId);
    if (!institution) throw new BadInput({ institutionId: 'No institution has this id.' });
    await this.db.tx(async (tx) => {
      const held = await this.accounts.hold(tx, [actor, accountId]);
      if (!held.has(actor)) throw new Unauthenticated();
      if (!held.has(accountId)) throw noSuchAccount();
      await this.affiliations.put(tx, noted);
      await this.audit.note(tx, {
        actor,
        action: 'account-affiliated',
        subject: institutionId,
        accountId,
        details: { institution: institution.names.EN, from, until },
      });
    });
    return { institution, source: 'STAFF', from, until };
  }

  /** Takes a noted affiliation back; where there is none nothing changes. @throws Forbidden for all but staff */
  async end(viewer: Viewer, accountId: string, institutionId: string): Promise<void> {
    demand(canKeepInstitutions(viewer));
    await this.db.tx(async (tx) => {
      if (!(await this.affiliations.end(tx, accountId, institutionId))) return;
      const institution = (await this.institutions.byIds([institutionId], tx)).get(institutionId)?.names.EN;
      await this.audit.note(tx, {
        actor: accountOf(viewer),
        action: 'affiliation-ended',
        subject: institutionId,
        accountId,
        details: { institution },
      });
    });
  }

  /** Takes back all that was noted of an account that was closed. Safe to repeat. */
  async forget(accountId: string): Promise<void> {
    await this.affiliations.forget(accountId);
  }

  /** Three statements at most, however many accounts they are. */
  private async ofAccounts(accountIds: readonly string[]): Promise<Map<string, AffiliationType[]>> {
    const rows = await this.affiliations.of(accountIds);
    const institutions = await this.institutions.byIds([...new Set(rows.map(({ institutionId }) => institutionId))]);
    return new Map(
      [...Map.groupBy(rows, ({ accountId }) => accountId)].map(([accountId, own]) => [
        accountId,
        own.flatMap(({ institutionId, source, from, until }) => {
          const institution = institutions.get(institutionId);
          return institution ? [{ institution, source, from, until }] : [];
        }),
      ]),
    );
  }
}

const noSuchAccount = (): BadInput => new BadInput({ accountId: 'No account with a confirmed address has this id.' });
