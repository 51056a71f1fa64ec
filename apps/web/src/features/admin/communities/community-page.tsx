import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { ProblemNotice } from '../../../components/problem.js';
import { Skeleton } from '../../../components/skeleton.js';
import { AdminCommunityDocument } from '../../../gql/graphql.js';
import type { AdminCommunityFragment } from '../../../gql/graphql.js';
import { problemOf } from '../../../lib/graphql/problem.js';
import { useLocale } from '../../../lib/i18n/use-locale.js';
import { StatusChip, VisibilityChip } from '../../communities/community-facts.js';
import styles from '../admin.module.css';
import { BackTo, Section } from '../section.js';
import { useBasis } from '../use-basis.js';
import { AddressForm } from './address-form.js';
import { AppointSection } from './appoint-section.js';
import { LifeSection } from './life-section.js';
import { RulesForm } from './rules-form.js';
import { TextsForm } from './texts-form.js';

interface PartProps {
  id: string;
  title: ReactNode;
  children: ReactNode;
}

function Part({ id, title, children }: PartProps): ReactNode {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

function Settings({ community, startOver }: { community: AdminCommunityFragment; startOver: () => void }): ReactNode {
  const basis = useBasis(community.revision, startOver);
  const { slug, texts, rule, association } = community;
  return (
    <>
      <div className={styles.chips}>
        <VisibilityChip community={community} />
        <StatusChip community={community} />
        <span className={styles.muted}>{association.name}</span>
      </div>
      <p>{rule.words}</p>
      <p className={styles.links}>
        <Link to="/c/$slug" params={{ slug }}>
          <Trans>Open the community</Trans>
        </Link>
        <Link to="/admin/audit" search={{ community: slug }}>
          <Trans>What was done in it</Trans>
        </Link>
      </p>
      <Part id="facilitator" title={<Trans>Appoint a facilitator</Trans>}>
        <AppointSection community={community} />
      </Part>
      <Part id="rule" title={<Trans>Rule</Trans>}>
        <RulesForm community={community} basis={basis} />
      </Part>
      {texts ? (
        <Part id="texts" title={<Trans>Texts</Trans>}>
          <TextsForm community={community} texts={texts} basis={basis} />
        </Part>
      ) : null}
      <Part id="address" title={<Trans>Address</Trans>}>
        <AddressForm community={community} basis={basis} />
      </Part>
      <Part id="life" title={<Trans>In use or archived</Trans>}>
        <LifeSection community={community} basis={basis} />
      </Part>
    </>
  );
}

/** `/admin/communities/:slug`: all that administrators change in a community. */
export function CommunityPage(): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const { slug } = useParams({ from: '/admin/communities/$slug' });
  const [{ data, error }, refetch] = useQuery({ query: AdminCommunityDocument, variables: { slug, language } });
  const client = useClient();
  const [times, setTimes] = useState(0);
  const startOver = async (): Promise<void> => {
    const now = client.query(AdminCommunityDocument, { slug, language }, { requestPolicy: 'network-only' });
    if ((await now.toPromise()).data) setTimes((before) => before + 1);
  };
  const problem = problemOf(error);
  const community = data?.community;
  return (
    <>
      <BackTo to="/admin/communities">
        <Trans>All communities</Trans>
      </BackTo>
      <Section title={community?.name ?? t`Community`}>
        {community ? (
          <Settings key={`${community.id} ${times}`} community={community} startOver={() => void startOver()} />
        ) : problem ? (
          <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
        ) : (
          <Skeleton label={t`Loading the community`} heights={[32, 70, 140, 140]} />
        )}
      </Section>
    </>
  );
}
