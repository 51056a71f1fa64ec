import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked, ONCE, Weighs } from '#platform/graphql';
import {
  AttachFileInput,
  attachFileInput,
  DiscardAttachmentInput,
  discardAttachmentInput,
} from './attachment.input.js';
import { AttachmentService } from './attachment.service.js';
import { AttachmentType } from './attachment.type.js';

@Resolver(() => AttachmentType)
export class AttachmentResolver {
  constructor(private readonly attachments: AttachmentService) {}

  @SignedIn()
  @Weighs(ONCE)
  @Mutation(() => AttachmentType, {
    description:
      'Makes an upload a file that waits for a post of the viewer’s in the community that it was sent to; a week later it is gone. A picture is made anew, without what the camera wrote into it. Repeated, it returns the first result.',
  })
  attachFile(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => AttachFileInput, description: 'The upload.' }, checked(attachFileInput))
    { uploadId }: z.output<typeof attachFileInput>,
  ): Promise<AttachmentType> {
    return this.attachments.attach(viewer, uploadId);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description: 'Lets go of an own file that waits for a post; NOT_FOUND for one that stands with a post already.',
  })
  async discardAttachment(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => DiscardAttachmentInput, description: 'Which.' }, checked(discardAttachmentInput))
    { attachmentId }: z.output<typeof discardAttachmentInput>,
  ): Promise<boolean> {
    await this.attachments.discard(viewer, attachmentId);
    return true;
  }
}
