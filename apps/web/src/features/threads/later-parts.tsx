import { later, laterDialog } from '../../components/later.js';
import { withWords } from '../../lib/i18n/locale.js';
import { RemovedLine } from './removed-line.js';
import { toolsClass } from './tools-class.js';

// See the components of the same names: what most readers of a thread never open comes when it is opened.
const dialogs = (): Promise<typeof import('./post-dialogs.js')> => import('./post-dialogs.js');

export const DeletePost = laterDialog(async () => (await dialogs()).DeletePost);
export const PostHistory = laterDialog(async () => (await dialogs()).PostHistory);
export const RemovePost = laterDialog(async () => (await dialogs()).RemovePost);
export const ReportPost = laterDialog(async () => (await dialogs()).ReportPost);

export const EditComposer = later(async () => (await import('../composer/edit-composer.js')).EditComposer);
export const RemovedPost = later(async () => (await import('../moderation/removed-post.js')).RemovedPost, {
  waiting: ({ post }) => <RemovedLine post={post} />,
});
export const JoinHere = later(async () => (await import('./join-here.js')).JoinHere);
export const MembershipLostNotice = later(
  async () => (await import('../membership/membership-lost.js')).MembershipLostNotice,
);
export const MembershipLostPage = later(
  async () => (await import('../membership/membership-lost.js')).MembershipLostPage,
);
export const ThreadMenu = later(async () => (await import('./thread-menu.js')).ThreadMenu, {
  waiting: <div className="thread-order" />,
});

export const ReadingTools = later(
  withWords('reading', () => import('../reading/reading-tools.js').then((part) => part.ReadingTools)),
  { waiting: ({ newFrom }) => <div className={toolsClass(newFrom)} /> },
);
export const FollowingNow = later(
  withWords('reading', () => import('../reading/reading-tools.js').then((part) => part.FollowingNow)),
);
