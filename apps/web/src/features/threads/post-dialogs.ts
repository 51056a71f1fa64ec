/** What few readers open, in one file that is fetched when somebody opens the menu of a post. */
export { RemovePost } from '../moderation/remove-post.js';
export { ReportPost } from '../moderation/report-post.js';
export { DeletePost } from './delete-post.js';
export { PostHistory } from './post-history.js';
