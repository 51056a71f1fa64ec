import { later, laterDialog } from '../../components/later.js';
import { withWords } from '../../lib/i18n/locale.js';
import { RemovedLine } from './removed-line.js';

// See the components of the same names: what most readers of a thread never open comes when it is opened.
const dialogs = withWords('communities', () => import('./post-dialogs.js'));

export const DeletePost = laterDialog(async () => (await dialogs()).DeletePost);
export const PostHistory = laterDialog(async () => (await dialogs()).PostHistory);
export const RemovePost = laterDialog(async () => (await dialogs()).RemovePost);
export const ReportPost = laterDialog(async () => (await dialogs()).ReportPost);

export const DraftKept = later(async () => (await import('./draft-kept.js')).DraftKept, { failed: () => null });
export const EditComposer = later(
  withWords('writing', () => import('../composer/edit-composer.js').then((part) => part.EditComposer)),
);
export const RemovedPost = later(
  withWords('communities', () => import('../moderation/removed-post.js').then((part) => part.RemovedPost)),
  { waiting: ({ post }) => <RemovedLine post={post} /> },
);
export const JoinHere = later(withWords('communities', () => import('./join-here.js').then((part) => part.JoinHere)));
export const MembershipLostNotice = later(
  withWords('communities', () => import('../membership/membership-lost.js').then((part) => part.MembershipLostNotice)),
);
export const MembershipLostPage = later(
  withWords('communities', () => import('../membership/membership-lost.js').then((part) => part.MembershipLostPage)),
);
export const ThreadMenu = later(
  withWords('communities', () => import('./thread-menu.js').then((part) => part.ThreadMenu)),
  { waiting: <div className="thread-order" /> },
);

export const ReadingTools = later(
  withWords('reading', () => import('../reading/reading-tools.js').then((part) => part.ReadingTools)),
);
export const FollowingNow = later(
  withWords('reading', () => import('../reading/reading-tools.js').then((part) => part.FollowingNow)),
);
