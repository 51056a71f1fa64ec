import { BellRepository } from './bell/bell.repository.js';
import { BellRinger } from './bell/bell-ringer.service.js';
import { RingWhenCommunityChanged } from './bell/ring-when-community-changed.handler.js';
import { MailMarkRepository } from './digest/mail-mark.repository.js';
import { FanoutCursorRepository } from './fanout/fanout-cursor.repository.js';
import { FanoutRepository } from './fanout/fanout.repository.js';
import { FanoutService } from './fanout/fanout.service.js';
import { FollowFormerThreads } from './fanout/follow-former-threads.task.js';
import { FormerWritersRepository } from './fanout/former-writers.repository.js';
import { NotifyWhenPostEdited } from './fanout/notify-when-post-edited.handler.js';
import { NotifyWhenReplyPosted } from './fanout/notify-when-reply-posted.handler.js';
import { NotifyWhenThreadStarted } from './fanout/notify-when-thread-started.handler.js';
import { SecondTellingService } from './fanout/second-telling.service.js';
import { SpokenToService } from './fanout/spoken-to.service.js';
import { ThreadCursors } from './fanout/thread-cursors.service.js';
import { WithdrawWhenPostDeleted } from './fanout/withdraw-when-post-deleted.handler.js';
import { WithdrawWhenPostRemoved } from './fanout/withdraw-when-post-removed.handler.js';
import { WithdrawalRepository } from './fanout/withdrawal.repository.js';
import { CommunityPreferenceRepository } from './preference/community-preference.repository.js';
import { CommunityWatchResolver } from './watch/community-watch.resolver.js';
import { CommunityWatchService } from './watch/community-watch.service.js';
import { ThreadWatchResolver } from './watch/thread-watch.resolver.js';
import { ThreadWatchService } from './watch/thread-watch.service.js';
import { WatchRepository } from './watch/watch.repository.js';
import { ForgetWhenAccountClosed } from './inbox/forget-when-account-closed.handler.js';
import { ForgetWhenMemberLeft } from './inbox/forget-when-member-left.handler.js';
import { ForgettingService } from './inbox/forgetting.service.js';
import { InboxMarkRepository } from './inbox/inbox-mark.repository.js';
import { InboxMarkResolver } from './inbox/inbox-mark.resolver.js';
import { InboxMarkService } from './inbox/inbox-mark.service.js';
import { InboxRepository } from './inbox/inbox.repository.js';
import { InboxPageResolver, InboxResolver } from './inbox/inbox.resolver.js';
import { InboxService } from './inbox/inbox.service.js';
import { NotificationRepository } from './inbox/notification.repository.js';
import { SweepNotifications } from './inbox/sweep-notifications.task.js';
import { ThreadMarkService } from './inbox/thread-mark.service.js';

/** What people follow, what they are told of it, and their inbox. */
export const inboxProviders = [
  BellRepository,
  BellRinger,
  CommunityPreferenceRepository,
  CommunityWatchResolver,
  CommunityWatchService,
  FanoutCursorRepository,
  FanoutRepository,
  FanoutService,
  FollowFormerThreads,
  ForgetWhenAccountClosed,
  ForgetWhenMemberLeft,
  ForgettingService,
  FormerWritersRepository,
  InboxMarkRepository,
  InboxMarkResolver,
  InboxMarkService,
  InboxRepository,
  InboxPageResolver,
  InboxResolver,
  InboxService,
  MailMarkRepository,
  NotificationRepository,
  NotifyWhenPostEdited,
  NotifyWhenReplyPosted,
  NotifyWhenThreadStarted,
  RingWhenCommunityChanged,
  SecondTellingService,
  SpokenToService,
  SweepNotifications,
  ThreadCursors,
  ThreadMarkService,
  ThreadWatchResolver,
  ThreadWatchService,
  WatchRepository,
  WithdrawWhenPostDeleted,
  WithdrawWhenPostRemoved,
  WithdrawalRepository,
];
