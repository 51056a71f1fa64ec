import { Fanout } from './fanout/fanout.entity.js';
import { Notification } from './inbox/notification.entity.js';
import { MailMark } from './digest/mail-mark.entity.js';
import { MailSettings } from './mail-settings/mail-settings.entity.js';
import { CommunityPreference } from './preference/community-preference.entity.js';
import { ThreadWatch } from './watch/thread-watch.entity.js';

/** Tables of this lib, for the DataSource and the drift test. */
export const notificationsEntities = [CommunityPreference, Fanout, MailMark, MailSettings, Notification, ThreadWatch];
