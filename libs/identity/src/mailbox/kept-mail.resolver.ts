import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { readPage, type Connection } from '#platform/graphql';
import { CurrentViewer } from '../viewer/current-viewer.decorator.js';
import { Staff } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import { isKeptMailKey, KeptMailService, type KeptMailKey } from './kept-mail.service.js';
import { KeptMailConnection, KeptMailType } from './kept-mail.type.js';

/** The mailbox of a site without an SMTP server. */
@Resolver()
export class KeptMailResolver {
  constructor(private readonly mailbox: KeptMailService) {}

  @Staff()
  @Query(() => KeptMailConnection, {
    description:
      'Messages that were kept instead of sent, newest first; each reading is noted in the audit log. NOT_FOUND where mail is sent.',
  })
  keptMail(
    @CurrentViewer() viewer: Viewer,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', {
      type: () => String,
      nullable: true,
      description: 'Cursor of the last message of the page before.',
    })
    after: string | null,
  ): Promise<Connection<KeptMailType>> {
    return this.mailbox.read(viewer, readPage<KeptMailKey>({ first, after }, isKeptMailKey));
  }
}
