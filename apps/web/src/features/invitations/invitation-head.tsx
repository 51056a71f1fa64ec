import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { InvitationOfferQuery } from '../../gql/graphql.js';
import { Notice } from '../../components/notice.js';
import { shortDate } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { Summary, VisibilityChip } from '../communities/community-facts.js';
import { InstitutionRule, isByInstitution } from './institution-rule.js';
import styles from './invitations.module.css';

/** What an invitation says of itself. */
export type Offer = InvitationOfferQuery['invitation'];

/** To which community, from whom, with which word, until when. */
export function InvitationHead({ offer }: { offer: Offer }): ReactNode {
  const { locale } = useLocale();
  const { community, invitedBy, message } = offer;
  const until = shortDate(offer.expiresAt, locale, useTimeZone());
  const inviter = invitedBy?.former === false ? invitedBy.name : null;
  const name = community.name;
  const invitedEmail = offer.email;
  return (
    <>
      <h1>
        <Trans>You are invited to {name}</Trans>
      </h1>
      <p>
        <Summary text={community.summary} />
      </p>
      <p className={styles.facts}>
        <VisibilityChip community={community} /> <span>{community.association.name}</span>
      </p>
      {message ? (
        <figure className={styles.word}>
          <blockquote>{message}</blockquote>
          {inviter ? <figcaption>{inviter}</figcaption> : null}
        </figure>
      ) : inviter ? (
        <p>
          <Trans>{inviter} invites you.</Trans>
        </p>
      ) : null}
      <p className={styles.muted}>
        <Trans>This invitation is valid until {until}.</Trans>
      </p>
      {isByInstitution(community) ? (
        <Notice>
          <p>
            <InstitutionRule community={community} />{' '}
            <Trans>We know it by your address, or because an administrator has noted where you work.</Trans>
          </p>
          <p>
            <Trans>
              If {invitedEmail} is not your address at work, ask whoever invited you to invite that address instead, or
              ask the association to note where you work.
            </Trans>
          </p>
        </Notice>
      ) : null}
    </>
  );
}
