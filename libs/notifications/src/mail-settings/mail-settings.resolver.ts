import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked } from '#platform/graphql';
import { SetMailSettingsInput, setMailSettingsInput, zoneName } from './mail-settings.input.js';
import { MailSettingsService } from './mail-settings.service.js';
import { MailSettingsType } from './mail-settings.type.js';

@Resolver(() => MailSettingsType)
export class MailSettingsResolver {
  constructor(private readonly settings: MailSettingsService) {}

  @SignedIn()
  @Query(() => MailSettingsType, { description: 'How the viewer’s digests come, and whether mail reaches them.' })
  mailSettings(@CurrentViewer() viewer: Viewer): Promise<MailSettingsType> {
    return this.settings.own(viewer);
  }

  @SignedIn()
  @Mutation(() => MailSettingsType, {
    description: 'Changes when the viewer’s digests come, or stops them; what is left out stays.',
  })
  setMailSettings(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => SetMailSettingsInput, description: 'What is to change.' },
      checked(setMailSettingsInput),
    )
    { digestHour = null, digestWeekday = null, digestStopped = null }: z.output<typeof setMailSettingsInput>,
  ): Promise<MailSettingsType> {
    return this.settings.change(viewer, { digestHour, digestWeekday, digestStopped });
  }

  @SignedIn()
  @Mutation(() => MailSettingsType, {
    description: 'Tells the time zone of the viewer’s device; it counts as long as the viewer has chosen none.',
  })
  noteDeviceTimeZone(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'timeZone',
      { type: () => String, description: 'IANA name, as the browser says it.' },
      checked(zoneName, 'timeZone'),
    )
    timeZone: string,
  ): Promise<MailSettingsType> {
    return this.settings.noteDeviceTimeZone(viewer, timeZone);
  }

  @SignedIn()
  @Mutation(() => MailSettingsType, {
    description: 'Says that mail reaches the viewer’s address again, after its server had refused it.',
  })
  resumeMail(@CurrentViewer() viewer: Viewer): Promise<MailSettingsType> {
    return this.settings.resumeMail(viewer);
  }
}
