import { Module } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { MembershipModule } from '#membership';
import { PostsModule } from '#posts';
import { ResourcesModule } from '#resources';
import { inboxProviders } from './inbox-providers.js';
import { mailProviders } from './mail-providers.js';
import { matterProviders } from './matter-providers.js';
import { PreferenceService } from './preference/preference.service.js';
import { UnsubscribeEndpoint } from './unsubscribe/unsubscribe-endpoint.service.js';

/** Who is told what, in the inbox and by mail. Needs the global modules of the database, events, limits and realtime. */
@Module({
  imports: [IdentityModule, CommunitiesModule, MembershipModule, ResourcesModule, PostsModule],
  providers: [...inboxProviders, ...mailProviders, ...matterProviders, PreferenceService],
  exports: [UnsubscribeEndpoint],
})
export class NotificationsModule {}
