import { Trans } from '@lingui/react/macro';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LinkButton } from '../../components/button.js';
import { Page } from '../../components/page.js';

/** In place of a page that is for signed-in people: why it is not shown, and the way there. */
export function SignInFirst({ title }: { title: string }): ReactNode {
  const here = useRouterState({ select: (state) => state.location.href });
  return (
    <Page title={title} width="reading">
      <h1>{title}</h1>
      <p>
        <Trans>This page is for people who are signed in. After signing in you come back here.</Trans>
      </p>
      <div>
        <LinkButton to="/sign-in" search={{ next: here }} look="primary">
          <Trans>Sign in</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}
