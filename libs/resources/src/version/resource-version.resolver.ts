import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { LIMITS } from '#contracts';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked, Holds, type RequestContext } from '#platform/graphql';
import { ResourceType } from '../resource/resource.type.js';
import {
  AddResourceVersionInput,
  addResourceVersionInput,
  RestoreResourceVersionInput,
  restoreResourceVersionInput,
} from './resource-version.input.js';
import { ResourceVersionType } from './resource-version.type.js';
import { VersionAdding } from './version-adding.service.js';
import { VersionReading } from './version-reading.service.js';
import { VersionRestoring } from './version-restoring.service.js';

@Resolver(() => ResourceType)
export class ResourceVersionResolver {
  constructor(
    private readonly reading: VersionReading,
    private readonly adding: VersionAdding,
    private readonly restoring: VersionRestoring,
  ) {}

  @SignedIn()
  @Mutation(() => ResourceType, {
    description:
      'Makes an upload the present version of a resource; the former ones stay. Repeated with the same `id`, it returns the first result.',
  })
  addResourceVersion(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args(
      'input',
      { type: () => AddResourceVersionInput, description: 'The resource and the upload.' },
      checked(addResourceVersionInput),
    )
    given: z.output<typeof addResourceVersionInput>,
  ): Promise<ResourceType> {
    return this.adding.add(viewer, given, request);
  }

  @SignedIn()
  @Mutation(() => ResourceType, {
    description: 'Adds a version with the content and the note of a former one, which then is the present one.',
  })
  restoreResourceVersion(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => RestoreResourceVersionInput, description: 'The former version.' },
      checked(restoreResourceVersionInput),
    )
    given: z.output<typeof restoreResourceVersionInput>,
  ): Promise<ResourceType> {
    return this.restoring.restore(viewer, given);
  }

  @ResolveField(() => ResourceVersionType, { nullable: true, description: 'The present version; null for a link.' })
  current(@Parent() resource: ResourceType, @Context() request: RequestContext): Promise<ResourceVersionType | null> {
    return this.reading.current(resource, request);
  }

  @Holds(LIMITS.resourceVersions)
  @ResolveField(() => [ResourceVersionType], {
    description: 'All versions, newest first, a hundred at most; none for a link.',
  })
  versions(@Parent() resource: ResourceType, @Context() request: RequestContext): Promise<ResourceVersionType[]> {
    return this.reading.all(resource, request);
  }
}
