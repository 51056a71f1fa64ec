import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CommunityService, CommunityType, loadCommunity } from '#communities';
import { CurrentViewer, Public, SignedIn, Viewer } from '#identity';
import { NotFound } from '#platform/errors';
import { checked, input, TEXT_WEIGHT, Weighs, type RequestContext } from '#platform/graphql';
import { ResourceEditing } from './resource-editing.service.js';
import { ResourceRemoval } from './resource-removal.service.js';
import { ResourceShareService } from './resource-share.service.js';
import {
  DeleteResourceInput,
  deleteResourceInput,
  EditResourceInput,
  editResourceInput,
  RestoreResourceInput,
  restoreResourceInput,
  ShareResourceInput,
  shareResourceInput,
} from './resource.input.js';
import { ResourceService } from './resource.service.js';
import { ResourceType } from './resource.type.js';

@Resolver(() => ResourceType)
export class ResourceResolver {
  constructor(
    private readonly resources: ResourceService,
    private readonly sharing: ResourceShareService,
    private readonly editing: ResourceEditing,
    private readonly removal: ResourceRemoval,
    private readonly communities: CommunityService,
  ) {}

  @Public()
  @Query(() => ResourceType, {
    nullable: true,
    description: 'A resource by its id; NOT_FOUND if there is none that the viewer may read.',
  })
  resource(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('id', { type: () => ID, description: 'Id of the resource.' }, checked(input.id(), 'id')) id: string,
  ): Promise<ResourceType> {
    return this.resources.read(viewer, id, request);
  }

  @SignedIn()
  @Mutation(() => ResourceType, {
    description:
      'Puts an uploaded file, or a link, into a community’s library. Repeated with the same `id`, it returns the first result.',
  })
  shareResource(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('input', { type: () => ShareResourceInput, description: 'The resource.' }, checked(shareResourceInput))
    given: z.output<typeof shareResourceInput>,
  ): Promise<ResourceType> {
    return this.sharing.share(viewer, given, request);
  }

  @SignedIn()
  @Mutation(() => ResourceType, {
    description: 'Changes what is said of a resource, for whoever shared it and those who keep order.',
  })
  editResource(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => EditResourceInput, description: 'What changes.' }, checked(editResourceInput))
    given: z.output<typeof editResourceInput>,
  ): Promise<ResourceType> {
    return this.editing.edit(viewer, given);
  }

  @SignedIn()
  @Mutation(() => ResourceType, {
    description:
      'Deletes a resource, for whoever shared it and those who keep order; for 30 days it can be put back. Somebody else’s takes a reason, and they are told.',
  })
  deleteResource(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => DeleteResourceInput, description: 'The resource and why.' },
      checked(deleteResourceInput),
    )
    given: z.output<typeof deleteResourceInput>,
  ): Promise<ResourceType> {
    return this.removal.delete(viewer, given);
  }

  @SignedIn()
  @Mutation(() => ResourceType, { description: 'Puts a deleted resource back as it was.' })
  restoreResource(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RestoreResourceInput, description: 'The resource.' }, checked(restoreResourceInput))
    given: z.output<typeof restoreResourceInput>,
  ): Promise<ResourceType> {
    return this.removal.restore(viewer, given);
  }

  @Weighs(TEXT_WEIGHT)
  @ResolveField(() => String, { description: 'What it is, as sanitized HTML; may be empty.' })
  descriptionHtml(@Parent() resource: ResourceType): string {
    return this.resources.html(resource);
  }

  @ResolveField(() => CommunityType, { description: 'The community in whose library it stands.' })
  async community(@Parent() { row }: ResourceType, @Context() request: RequestContext): Promise<CommunityType> {
    const community = await loadCommunity(request, this.communities, row.communityId);
    if (!community) throw new NotFound();
    return community;
  }
}
