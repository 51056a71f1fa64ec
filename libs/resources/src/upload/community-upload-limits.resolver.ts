import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CommunityType } from '#communities';
import { CurrentViewer, Viewer } from '#identity';
import { UploadReception } from './upload-reception.service.js';
import { UploadLimitsType } from './upload-limits.type.js';

@Resolver(() => CommunityType)
export class CommunityUploadLimitsResolver {
  constructor(private readonly reception: UploadReception) {}

  @ResolveField(() => UploadLimitsType, {
    nullable: true,
    description: 'How much may be sent here; null for who may not send anything here.',
  })
  uploadLimits(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<UploadLimitsType | null> {
    return this.reception.limitsOf(viewer, community, context);
  }
}
