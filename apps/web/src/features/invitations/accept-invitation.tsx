import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { AcceptInvitationDocument, SignOutDocument } from '../../gql/graphql.js';
import type { ViewerAccountFragment } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { Summary } from '../communities/community-facts.js';
import { InstitutionRule, isByInstitution } from './institution-rule.js';
import type { Offer } from './invitation-head.js';
import styles from './invitations.module.css';

interface AcceptInvitationProps {
  token: string;
  offer: Offer;
  me: ViewerAccountFragment;
  /** The link turned out to be used up. */
  onDead: () => void;
  onJoined: (slug: string, name: string) => Promise<void>;
}

/** For somebody who is signed in: one step, if the invitation is to their own address. */
export function AcceptInvitation({ token, offer, me, onDead, onJoined }: AcceptInvitationProps): ReactNode {
  const { language } = useLocale();
  const accept = useAction(AcceptInvitationDocument);
  if (me.email.toLowerCase() !== offer.email.toLowerCase()) return <OtherAddress offer={offer} me={me} />;
  const press = async (): Promise<void> => {
    const joined = await accept.run({ token, language });
    if (joined) await onJoined(joined.acceptInvitation.slug, joined.acceptInvitation.name);
  };
  return (
    <>
      <Stated offer={offer} />
      <InvitationProblem problem={accept.problem} offer={offer} onDead={onDead} />
      <div>
        <Button look="primary" busy={accept.busy} onClick={() => void press()}>
          <Trans>Accept the invitation</Trans>
        </Button>
      </div>
    </>
  );
}

/** The sentence that whoever accepts says with it, where the community asks for one. */
export function Stated({ offer }: { offer: Offer }): ReactNode {
  if (!offer.attestation) return null;
  return (
    <Notice kind="info">
      <p>
        <Trans>By accepting you state:</Trans>
      </p>
      <p>
        <strong>
          <Summary text={offer.attestation} />
        </strong>
      </p>
    </Notice>
  );
}

interface InvitationProblemProps {
  problem: Problem | null;
  offer: Offer;
  /** There is no account yet, and none was made. */
  newcomer?: boolean;
  onDead: () => void;
}

/** Why it could not be accepted: the rule, which an invitation does not replace, or a link that is used up. */
export function InvitationProblem({ problem, offer, newcomer = false, onDead }: InvitationProblemProps): ReactNode {
  if (problem?.fields.token) {
    return (
      <ProblemNotice problem={problem} onRetry={onDead}>
        <Trans>This invitation does not work any more.</Trans>
      </ProblemNotice>
    );
  }
  return (
    <ProblemNotice problem={problem}>
      {problem?.code === 'FORBIDDEN' ? <NotNow offer={offer} newcomer={newcomer} /> : null}
    </ProblemNotice>
  );
}

/** Why the door stayed shut, and the ways on. */
function NotNow({ offer, newcomer }: { offer: Offer; newcomer: boolean }): ReactNode {
  const { community, email } = offer;
  if (community.status === 'ARCHIVED' || community.joinPolicy === 'CLOSED' || !isByInstitution(community)) {
    return (
      <>
        <Trans>You cannot come in at the moment.</Trans> <Summary text={community.rule.words} />{' '}
        <Trans>The invitation stays valid.</Trans>
      </>
    );
  }
  return (
    <>
      <p>
        <InstitutionRule community={community} />{' '}
        <Trans>{email} is not an address of such an institution, so the invitation could not let you in.</Trans>
      </p>
      <ul className={styles.ways}>
        <li>
          <Trans>Use your address at work: ask whoever invited you for a new invitation to it.</Trans>
        </li>
        <li>
          <Trans>Or ask the association to note where you work. The invitation stays valid meanwhile.</Trans>
        </li>
        {newcomer ? (
          <li>
            <Link to="/sign-up">
              <Trans>Create an account without joining</Trans>
            </Link>
          </li>
        ) : null}
      </ul>
    </>
  );
}

function OtherAddress({ offer, me }: { offer: Offer; me: ViewerAccountFragment }): ReactNode {
  const { renew } = useSessionCache();
  const signOut = useAction(SignOutDocument);
  const invited = offer.email;
  const own = me.email;
  return (
    <div className={styles.choice}>
      <Notice kind="warn">
        <Trans>
          The invitation was sent to <strong>{invited}</strong>, and you are signed in as <strong>{own}</strong>. Sign
          out to go on with the other address, or ask for an invitation to this one.
        </Trans>
      </Notice>
      <ProblemNotice problem={signOut.problem} />
      <div>
        <Button
          busy={signOut.busy}
          onClick={async () => {
            // Texts that wait on this device stay with the account that is left, which comes back by signing in.
            if (await signOut.run({})) renew();
          }}
        >
          <Trans>Sign out and go on</Trans>
        </Button>
      </div>
    </div>
  );
}
