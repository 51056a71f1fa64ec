import { Platform1763760000000 } from './1763760000000-platform.js';
import { Identity1763760000001 } from './1763760000001-identity.js';
import { Communities1763760000002 } from './1763760000002-communities.js';
import { Membership1763760000003 } from './1763760000003-membership.js';
import { Posts1763760000004 } from './1763760000004-posts.js';
import { Mail1763760000005 } from './1763760000005-mail.js';
import { BelongingFoundations1763769600006 } from './1763769600006-belonging-foundations.js';
import { CommunitySettings1763769600007 } from './1763769600007-community-settings.js';
import { Belonging1763769600008 } from './1763769600008-belonging.js';
import { KeepingOrder1763769600009 } from './1763769600009-keeping-order.js';
import { Library1763769600010 } from './1763769600010-library.js';
import { Attachments1763769600011 } from './1763769600011-attachments.js';
import { ReadMarks1763769600012 } from './1763769600012-read-marks.js';
import { MailEnvelopes1763769600013 } from './1763769600013-mail-envelopes.js';
import { Notifications1763769600014 } from './1763769600014-notifications.js';
import { PostsGone1763769600015 } from './1763769600015-posts-gone.js';
import { ToldBefore1763769600016 } from './1763769600016-told-before.js';
import { Search1763769600017 } from './1763769600017-search.js';

/** Every step of the schema, in order; forward only. */
export const migrations = [
  Platform1763760000000,
  Identity1763760000001,
  Communities1763760000002,
  Membership1763760000003,
  Posts1763760000004,
  Mail1763760000005,
  BelongingFoundations1763769600006,
  CommunitySettings1763769600007,
  Belonging1763769600008,
  KeepingOrder1763769600009,
  Library1763769600010,
  Attachments1763769600011,
  ReadMarks1763769600012,
  MailEnvelopes1763769600013,
  Notifications1763769600014,
  PostsGone1763769600015,
  ToldBefore1763769600016,
  Search1763769600017,
];
