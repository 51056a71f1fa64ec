import { v7 } from 'uuid';
import { change, type Case } from '../case.js';

/** Mutations of `posts`: discussions and posts. */
export const POSTS_MUTATIONS: Readonly<Record<string, Case>> = {
  'Mutation.deletePost': {
    ask: change('deletePost', 'DeletePostInput', '{ id }', ({ ownPostId }) => ({ postId: ownPostId })),
  },
  'Mutation.deletePost (of another)': {
    ask: change('deletePost', 'DeletePostInput', '{ id }', ({ postId }) => ({ postId })),
  },
  'Mutation.editPost': {
    ask: change('editPost', 'EditPostInput', '{ id }', ({ ownPostId }) => ({
      postId: ownPostId,
      body: 'c',
      expectedRevision: 1,
    })),
  },
  'Mutation.editPost (of another)': {
    ask: change('editPost', 'EditPostInput', '{ id }', ({ postId }) => ({ postId, body: 'c', expectedRevision: 1 })),
  },
  'Mutation.lockThread': {
    ask: change('lockThread', 'LockThreadInput', '{ id }', ({ threadId }) => ({ threadId, locked: true })),
  },
  'Mutation.pinThread': {
    ask: change('pinThread', 'PinThreadInput', '{ id }', ({ threadId }) => ({ threadId, pinned: true })),
  },
  'Mutation.removePost': {
    ask: change('removePost', 'RemovePostInput', '{ id }', ({ postId }) => ({ postId, reason: 'r' })),
  },
  'Mutation.reply': {
    ask: change('reply', 'ReplyInput', '{ id }', ({ threadId }) => ({ threadId, body: 'x', id: v7() })),
  },
  'Mutation.reportPost': {
    ask: change('reportPost', 'ReportPostInput', '', ({ postId }) => ({ postId, reason: 'r' })),
  },
  'Mutation.reportPost (removed already)': {
    ask: change('reportPost', 'ReportPostInput', '', ({ removedPostId }) => ({ postId: removedPostId, reason: 'r' })),
  },
  'Mutation.reopenReport': {
    ask: change('reopenReport', 'ReopenReportInput', '', ({ reportId }) => ({ reportId })),
  },
  'Mutation.resolveReport': {
    ask: change('resolveReport', 'ResolveReportInput', '', ({ reportId }) => ({ reportId })),
  },
  'Mutation.restorePost': {
    ask: change('restorePost', 'RestorePostInput', '{ id }', ({ removedPostId }) => ({ postId: removedPostId })),
  },
  'Mutation.startThread': {
    ask: change('startThread', 'StartThreadInput', '{ id }', ({ slug }) => ({
      communitySlug: slug,
      title: 't',
      body: 'b',
      id: v7(),
    })),
  },
  'Mutation.reply (with a file of another)': {
    ask: change('reply', 'ReplyInput', '{ id }', ({ threadId, heldId }) => ({
      threadId,
      body: 'b',
      attachments: [{ id: heldId }],
    })),
  },
};
