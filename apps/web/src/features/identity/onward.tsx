import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button, LinkButton } from '../../components/button.js';
import { CommunityNameDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { communityOf, keepNext, keptNext } from './next-kept.js';

/** The way on from a confirmed address: to the sign-in, to where the person was going, or to the directory. */
export function Onward(): ReactNode {
  const { known, me } = useViewer();
  const [next] = useState(() => keptNext());
  if (!known) return null;
  if (!me) {
    return (
      <LinkButton to="/sign-in" search={next ? { next } : {}} look="primary">
        <Trans>Sign in</Trans>
      </LinkButton>
    );
  }
  if (next) return <GoOn path={next} />;
  return (
    <LinkButton to="/communities" look="primary">
      <Trans>Find a community</Trans>
    </LinkButton>
  );
}

function GoOn({ path }: { path: string }): ReactNode {
  const navigate = useNavigate();
  const { language } = useLocale();
  const slug = communityOf(path);
  const [{ data }] = useQuery({
    query: CommunityNameDocument,
    variables: { slug: slug ?? '', language },
    pause: slug === null,
  });
  const name = data?.community?.name;
  return (
    <Button
      look="primary"
      onClick={() => {
        keepNext(null);
        void navigate({ href: path });
      }}
    >
      {name ? <Trans>Continue to {name}</Trans> : <Trans>Continue where you were</Trans>}
    </Button>
  );
}
