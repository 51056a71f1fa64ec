import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import styles from './identity.module.css';

interface CheckMailProps {
  title: string;
  email: string;
  children: ReactNode;
}

/** After a form that sends a mail. It says the same whether the address is known or not. */
export function CheckMail({ title, email, children }: CheckMailProps): ReactNode {
  const { mailboxKept } = useViewer();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Page title={title} width="narrow">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>
        <Trans>
          We have sent a message to <strong>{email}</strong>.
        </Trans>{' '}
        {children}
      </p>
      <p className={styles.lead}>
        <Trans>Nothing there after some minutes? Look among unwanted mail, and check the address.</Trans>
      </p>
      {mailboxKept ? (
        <Notice kind="warn">
          <Trans>This site does not send e-mail yet: it is kept for its administrators. Ask them for your link.</Trans>
        </Notice>
      ) : null}
      <div>
        <LinkButton to="/sign-in">
          <Trans>Sign in</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}
