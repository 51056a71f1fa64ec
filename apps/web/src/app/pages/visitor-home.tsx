import { Trans } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Page } from '../../components/page.js';
import { Directory } from '../../features/communities/directory.js';
import styles from './home.module.css';

/** The home page of somebody who is not signed in: one sentence, then the communities themselves. */
export function VisitorHome(): ReactNode {
  const search = useSearch({ from: '/' });
  return (
    <Page title={undefined}>
      <section className={styles.hero}>
        <h1>
          <Trans>Where people who run museums and science centres help each other</Trans>
        </h1>
        <p>
          <Trans>
            Join a community of practice, ask what you cannot look up, and answer what you have learned the hard way. In
            English and in French.
          </Trans>
        </p>
        <div className={styles.actions}>
          <LinkButton to="/sign-up" look="primary">
            <Trans>Create an account</Trans>
          </LinkButton>
          <LinkButton to="/sign-in">
            <Trans>Sign in</Trans>
          </LinkButton>
        </div>
      </section>
      <section className={styles.section} aria-labelledby="communities">
        <h2 id="communities">
          <Trans>Communities</Trans>
        </h2>
        <Directory path="/" search={search} />
      </section>
    </Page>
  );
}
