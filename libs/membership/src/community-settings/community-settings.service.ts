import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { BadInput, demandUnchanged } from '#platform/errors';
import { AuditLog, type Viewer } from '#identity';
import { AssociationService, CommunityWriting, type CommunityType } from '#communities';
import { canEditTexts, canManageCommunities } from '../standing/standing.policy.js';
import { CommunityChange } from './community-change.service.js';
import { CommunityNews } from './community-news.service.js';
import type { CreatedCommunity, EditedCommunity, ChangedRules } from './community-settings.input.js';

/** A community's texts, rules and address, and its beginning; each change stands in the audit log. */
@Injectable()
export class CommunitySettings {
  constructor(
    private readonly changes: CommunityChange,
    private readonly writing: CommunityWriting,
    private readonly associations: AssociationService,
    private readonly audit: AuditLog,
    private readonly news: CommunityNews,
  ) {}

  /**
   * Begins a community that is being set up.
   * @throws Forbidden for all but staff, BadInput naming what cannot be
   */
  async create(viewer: Viewer, { association, ...community }: CreatedCommunity): Promise<CommunityType> {
    return this.changes.beginning(viewer, async (tx) => {
      const associationId = (await this.associations.bySlugs([association], tx)).get(association)?.id;
      if (associationId === undefined) throw new BadInput({ association: 'There is no such association.' });
      const id = await this.writing.create(tx, { ...community, associationId });
      await this.note(tx, viewer, 'community-created', id, { slug: community.slug });
      return id;
    });
  }

  /**
   * Changes name, summary and keywords.
   * @throws Forbidden for all but its facilitators and staff, NotFound, Conflict when changed since the revision expected
   */
  async edit(viewer: Viewer, { slug, expectedRevision, ...texts }: EditedCommunity): Promise<CommunityType> {
    return this.changes.of(viewer, slug, canEditTexts, async (tx, held) => {
      demandUnchanged(held.revision, expectedRevision);
      const fields = await this.writing.changeTexts(tx, held, texts);
      if (fields.length > 0) await this.note(tx, viewer, 'community-edited', held.id, { fields });
    });
  }

  /**
   * Changes the rules. What is no longer to be read by somebody closes right after the commit.
   * @throws Forbidden for all but staff, NotFound, BadInput naming the rule that cannot be, Conflict as {@link edit}
   */
  async changeRules(viewer: Viewer, { slug, expectedRevision, ...rules }: ChangedRules): Promise<CommunityType> {
    const changed = await this.changes.of(viewer, slug, canManageCommunities, async (tx, held) => {
      demandUnchanged(held.revision, expectedRevision);
      const fields = await this.writing.changeRules(tx, held, rules);
      if (fields.length > 0) await this.note(tx, viewer, 'community-rules-changed', held.id, { fields });
    });
    await this.news.closeToOutsiders(changed.id);
    return changed;
  }

  /** Moves a community to another address. @throws Forbidden for all but staff, NotFound, BadInput on `newSlug` */
  async rename(viewer: Viewer, slug: string, newSlug: string): Promise<CommunityType> {
    return this.changes.of(viewer, slug, canManageCommunities, async (tx, held) => {
      if (!(await this.writing.rename(tx, held, newSlug))) return;
      await this.note(tx, viewer, 'community-renamed', held.id, { from: held.slug, to: newSlug });
    });
  }

  private note(tx: Tx, viewer: Viewer, action: string, communityId: string, details: object): Promise<void> {
    return this.audit.note(tx, { actor: viewer.accountId, action, subject: communityId, communityId, details });
  }
}
