import { Args, Query, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked, ONCE, Weighs } from '#platform/graphql';
import { linkUrl } from '../resource/resource-texts.js';
import { LinkService } from './link.service.js';

@Resolver()
export class LinkResolver {
  constructor(private readonly links: LinkService) {}

  @SignedIn()
  @Weighs(ONCE)
  @Query(() => String, {
    nullable: true,
    description: 'The title of a public page that is about to be shared; null when it has none or does not answer.',
  })
  linkTitle(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'url',
      { type: () => String, description: `Address of the page, at most ${LIMITS.resourceUrl} characters.` },
      checked(linkUrl(), 'url'),
    )
    url: string,
  ): Promise<string | null> {
    return this.links.title(viewer, url);
  }
}
