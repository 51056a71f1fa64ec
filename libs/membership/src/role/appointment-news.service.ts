import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import type { PersonType } from '#identity';
import type { CommunityType } from '#communities';
import { Facilitation } from '../facilitation/facilitation.service.js';
import { RoleNews } from './role-news.service.js';
import { facilitatorAppointedLetter } from './role.mail.js';

/** Tells that an administrator appointed somebody: the person, the log, the other facilitators and whoever listens. */
@Injectable()
export class AppointmentNews {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly facilitation: Facilitation,
    private readonly roles: RoleNews,
  ) {
    this.site = config.publicUrl;
  }

  /** Inside the appointment's transaction. Nobody joins the facilitators of a community without their knowing. */
  async tell(tx: Tx, actor: string, community: CommunityType, appointed: PersonType): Promise<void> {
    const { id: communityId } = community;
    const { id: accountId, name } = appointed;
    await this.roles.changed(tx, community, { actor, accountId, role: 'FACILITATOR' });
    await this.facilitation.tell(
      tx,
      communityId,
      ({ language }) => facilitatorAppointedLetter(language, community, name, this.site),
      { except: [accountId] },
    );
  }
}
