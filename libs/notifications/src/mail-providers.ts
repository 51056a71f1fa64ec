import { CadenceResolver } from './cadence/cadence.resolver.js';
import { CadenceService } from './cadence/cadence.service.js';
import { ComposeDigestAnewWhenMemberLeft } from './digest/compose-digest-anew-when-member-left.handler.js';
import { DigestGathering } from './digest/digest-gathering.service.js';
import { DigestRepository } from './digest/digest.repository.js';
import { DigestSecondLook } from './digest/digest-second-look.service.js';
import { DigestService } from './digest/digest.service.js';
import { SendDigest } from './digest/send-digest.task.js';
import { SendDigests } from './digest/send-digests.task.js';
import { ForgetMailSettingsWhenAccountClosed } from './mail-settings/forget-mail-settings-when-account-closed.handler.js';
import { MailSettingsRepository } from './mail-settings/mail-settings.repository.js';
import { MailSettingsResolver } from './mail-settings/mail-settings.resolver.js';
import { MailSettingsService } from './mail-settings/mail-settings.service.js';
import { NoteAddressWhenMailRefused } from './mail-settings/note-address-when-mail-refused.handler.js';
import { TrustAddressesWhenMailRefusalsDoubted } from './mail-settings/trust-addresses-when-mail-refusals-doubted.handler.js';
import { ZoneNameRepository } from './mail-settings/zone-name.repository.js';
import { CallBackLettersWhenCommunityChanged } from './post-letter/call-back-letters-when-community-changed.handler.js';
import { CallBackLettersWhenPostDeleted } from './post-letter/call-back-letters-when-post-deleted.handler.js';
import { CallBackLettersWhenPostRemoved } from './post-letter/call-back-letters-when-post-removed.handler.js';
import { LetterRecall } from './post-letter/letter-recall.service.js';
import { MailPost } from './post-letter/mail-post.task.js';
import { MailReaders } from './post-letter/mail-readers.service.js';
import { PostLetterRepository } from './post-letter/post-letter.repository.js';
import { PostLetters } from './post-letter/post-letters.service.js';
import { MailSubscriptionResolver } from './unsubscribe/mail-subscription.resolver.js';
import { MailSubscriptionService } from './unsubscribe/mail-subscription.service.js';
import { UnsubscribeEndpoint } from './unsubscribe/unsubscribe-endpoint.service.js';
import { SilenceService } from './watch/silence.service.js';

/** What mails people: letters about posts, digests, and how their mail comes. */
export const mailProviders = [
  CadenceResolver,
  CadenceService,
  CallBackLettersWhenCommunityChanged,
  CallBackLettersWhenPostDeleted,
  CallBackLettersWhenPostRemoved,
  ComposeDigestAnewWhenMemberLeft,
  DigestGathering,
  DigestRepository,
  DigestSecondLook,
  DigestService,
  ForgetMailSettingsWhenAccountClosed,
  LetterRecall,
  MailPost,
  MailReaders,
  MailSettingsRepository,
  MailSettingsResolver,
  MailSettingsService,
  MailSubscriptionResolver,
  MailSubscriptionService,
  NoteAddressWhenMailRefused,
  PostLetterRepository,
  PostLetters,
  SendDigest,
  SendDigests,
  SilenceService,
  TrustAddressesWhenMailRefusalsDoubted,
  UnsubscribeEndpoint,
  ZoneNameRepository,
];
