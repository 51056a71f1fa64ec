import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { LIMITS } from '#contracts';
import { CurrentViewer, Public, SignedIn, Viewer } from '#identity';
import { checked, Holds, input, ONCE, readPage, Weighs, type Connection, type RequestContext } from '#platform/graphql';
import { AttachmentType } from '#resources';
import { PostDeletionService } from './post-deletion.service.js';
import { PostWritingService } from './post-writing.service.js';
import {
  DeletePostInput,
  deletePostInput,
  EditPostInput,
  editPostInput,
  isPostKey,
  ReplyInput,
  replyInput,
  type PostKey,
} from './post.input.js';
import { PostService } from './post.service.js';
import { PostRevisionConnection, PostType, type PostRevisionType } from './post.type.js';

@Resolver(() => PostType)
export class PostResolver {
  constructor(
    private readonly posts: PostService,
    private readonly writing: PostWritingService,
    private readonly deletion: PostDeletionService,
  ) {}

  @Public()
  @Query(() => PostType, {
    nullable: true,
    description: 'A post by its id; NOT_FOUND if there is none that the viewer may read.',
  })
  post(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('id', { type: () => ID, description: 'Id of the post.' }, checked(input.id(), 'id')) id: string,
  ): Promise<PostType> {
    return this.posts.read(viewer, id, request);
  }

  @SignedIn()
  @Weighs(ONCE)
  @Query(() => String, {
    description: 'Markdown as the sanitized HTML that posting it would give, for the composer’s preview.',
  })
  previewMarkdown(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'body',
      { type: () => String, description: `Markdown, at most ${LIMITS.postBody} characters.` },
      checked(input.block(LIMITS.postBody), 'body'),
    )
    body: string,
  ): Promise<string> {
    return this.writing.preview(viewer, body);
  }

  @SignedIn()
  @Mutation(() => PostType, {
    description: 'Replies to a thread. Repeated with the same `id`, it returns the first result.',
  })
  reply(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('input', { type: () => ReplyInput, description: 'The reply.' }, checked(replyInput))
    given: z.output<typeof replyInput>,
  ): Promise<PostType> {
    return this.writing.reply(viewer, given, request);
  }

  @SignedIn()
  @Mutation(() => PostType, { description: 'Edits an own post; its former text stays in its history.' })
  editPost(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('input', { type: () => EditPostInput, description: 'The new text.' }, checked(editPostInput))
    given: z.output<typeof editPostInput>,
  ): Promise<PostType> {
    return this.writing.edit(viewer, given, request);
  }

  @SignedIn()
  @Mutation(() => PostType, {
    description: 'Takes an own post back: its text, its history and its files are erased, its number stays.',
  })
  deletePost(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => DeletePostInput, description: 'The post.' }, checked(deletePostInput))
    given: z.output<typeof deletePostInput>,
  ): Promise<PostType> {
    return this.deletion.delete(viewer, given);
  }

  @Holds(LIMITS.postAttachments)
  @ResolveField(() => [AttachmentType], {
    description: `Files that stand with it, at most ${LIMITS.postAttachments}; none when deleted. Of a removed one they are given to whoever is given \`removedHtml\`.`,
  })
  attachments(@Parent() post: PostType, @Context() request: RequestContext): Promise<AttachmentType[]> {
    return this.posts.attachments(post, request);
  }

  @ResolveField(() => PostRevisionConnection, { description: 'What it said before, newest first; empty when deleted.' })
  history(
    @Parent() post: PostType,
    @Context() request: RequestContext,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', {
      type: () => String,
      nullable: true,
      description: 'Only revisions after this cursor, that is older ones.',
    })
    after: string | null,
  ): Promise<Connection<PostRevisionType>> {
    return this.posts.revisions(post, readPage<PostKey>({ first, after }, isPostKey), request);
  }
}
