import { PostAttachment } from './post/post-attachment.entity.js';
import { PostRevision } from './post/post-revision.entity.js';
import { Post } from './post/post.entity.js';
import { ReadMark } from './read-mark/read-mark.entity.js';
import { Report } from './report/report.entity.js';
import { SearchEntry } from './search/search-entry.entity.js';
import { ThreadCount } from './thread/thread-count.entity.js';
import { Thread } from './thread/thread.entity.js';

export { PostsModule } from './posts.module.js';
export {
  PostDeleted,
  PostEdited,
  PostRemoved,
  PostRestored,
  ReplyPosted,
  ThreadArranged,
  ThreadStarted,
} from './posts.events.js';
export { PostType } from './post/post.type.js';
export { PostService } from './post/post.service.js';
export { wordsOfOthers } from './news/post-news.repository.js';
export { PostNews } from './news/post-news.service.js';
export type { Beginning, NewsPost, PostPlace, ThreadFacts } from './news/post-news.type.js';
export { hasRead, readUpTo, writersOf } from './read-mark/read-mark.repository.js';
export { ReadMarkService } from './read-mark/read-mark.service.js';
export { UnreadService } from './read-mark/unread.service.js';
export type { UnreadPlace, UnreadThread } from './read-mark/unread.repository.js';
export { canReadThread } from './thread/thread.policy.js';
export { ThreadType } from './thread/thread.type.js';
export { ThreadService } from './thread/thread.service.js';

/** Tables of this lib, for the DataSource and the drift test. */
export const postsEntities = [Thread, ThreadCount, Post, PostAttachment, PostRevision, Report, ReadMark, SearchEntry];
