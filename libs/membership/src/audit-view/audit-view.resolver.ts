import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { checked, input, readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, isAuditKey, Staff, Viewer, type AuditKey } from '#identity';
import { CommunityType } from '#communities';
import { AuditEntryConnection, type AuditEntryType } from './audit-entry.type.js';
import { loadAuditLog } from './audit-view.loaders.js';
import { AuditView } from './audit-view.service.js';

const FIRST = {
  type: () => Int,
  nullable: true,
  defaultValue: LIMITS.pageDefault,
  description: 'How many, 1 to 50.',
} as const;
const AFTER = { type: () => String, nullable: true, description: 'Cursor of the entry before the page.' } as const;

/** The audit log, for whoever may read how much of it. */
@Resolver(() => CommunityType)
export class AuditViewResolver {
  constructor(private readonly view: AuditView) {}

  @Staff()
  @Query(() => AuditEntryConnection, {
    description:
      'The audit log of the site, newest first. Of private communities that the viewer does not lead, people and reasons are hidden.',
  })
  auditLog(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'community',
      { type: () => String, nullable: true, description: 'Only that of the community with this slug.' },
      checked(input.slug().nullish(), 'community'),
    )
    community: string | null | undefined,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
  ): Promise<Connection<AuditEntryType>> {
    return this.view.page(viewer, community ?? null, readPage<AuditKey>({ first, after }, isAuditKey));
  }

  @ResolveField('auditLog', () => AuditEntryConnection, {
    nullable: true,
    description: 'What was done in it, newest first; null for who is no facilitator of it.',
  })
  communityAuditLog(
    @Parent() { id }: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Args('first', FIRST) first: number | null,
    @Args('after', AFTER) after: string | null,
    @Context() context: object,
  ): Promise<Connection<AuditEntryType> | null> {
    return loadAuditLog(context, this.view, viewer, id, readPage<AuditKey>({ first, after }, isAuditKey));
  }
}
