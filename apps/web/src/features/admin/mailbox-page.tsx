import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { Notice } from '../../components/notice.js';
import { ProblemNotice } from '../../components/problem.js';
import { ShowMore } from '../../components/show-more.js';
import { Skeleton } from '../../components/skeleton.js';
import { Time } from '../../components/time.js';
import { KeptMailDocument } from '../../gql/graphql.js';
import type { KeptMailQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { linkify } from './linkify.js';
import styles from './mailbox.module.css';
import { Section } from './section.js';

type KeptMail = KeptMailQuery['keptMail']['edges'][number]['node'];

function Mail({ mail }: { mail: KeptMail }): ReactNode {
  const { to } = mail;
  return (
    <li className={styles.mail}>
      <h3>{mail.subject}</h3>
      <p className={styles.facts}>
        <Trans>
          To {to}, <Time at={mail.sentAt} />
        </Trans>
      </p>
      <p className={styles.text}>
        {linkify(mail.text).map(({ text, href }, index) =>
          href ? (
            // oxlint-disable-next-line react/no-array-index-key -- the text of a mail never changes
            <a key={index} href={href} rel="noreferrer">
              {text}
            </a>
          ) : (
            text
          ),
        )}
      </p>
    </li>
  );
}

/** `/admin/mailbox`: for staff, while no mail server is configured. */
export function MailboxPage(): ReactNode {
  const { t } = useLingui();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refetch] = useQuery({ query: KeptMailDocument, variables: { after } });
  const problem = problemOf(error);
  const mails = data?.keptMail.edges ?? [];
  return (
    <Section
      title={t`Kept mail`}
      action={
        <Button small busy={fetching} onClick={() => refetch({ requestPolicy: 'network-only' })}>
          <Trans>Refresh</Trans>
        </Button>
      }
    >
      <Notice kind="warn">
        <Trans>
          No mail server is configured, so mail is kept here instead of being sent. It holds links that sign people in:
          use them for nobody but their owners. That you open this page is noted in the audit log. Mail is deleted after
          7 days.
        </Trans>
      </Notice>
      {problem ? <ProblemNotice problem={problem} onRetry={() => refetch({ requestPolicy: 'network-only' })} /> : null}
      {data ? (
        mails.length > 0 ? (
          <ul className={styles.mails}>
            {mails.map(({ node }) => (
              <Mail key={node.id} mail={node} />
            ))}
          </ul>
        ) : (
          <Empty>
            <p>
              <Trans>Mail that the site would have sent will appear here, for example when somebody signs up.</Trans>
            </p>
          </Empty>
        )
      ) : problem ? null : (
        <Skeleton label={t`Loading the mail`} heights={[180, 180]} />
      )}
      {data?.keptMail.pageInfo.hasNextPage ? (
        <ShowMore busy={fetching} onPress={() => setAfter(data.keptMail.pageInfo.endCursor ?? null)} />
      ) : null}
    </Section>
  );
}
