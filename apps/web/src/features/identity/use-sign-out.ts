import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMutation } from 'urql';
import { SignOutDocument } from '../../gql/graphql.js';
import { useSessionCache } from '../../lib/graphql/session.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { dropDraftsOf } from '../composer/draft-store.js';

/** Signs out, and removes from this device what the account wrote and read here. */
export function useSignOut(): () => Promise<void> {
  const { me } = useViewer();
  const { renew } = useSessionCache();
  const [, execute] = useMutation(SignOutDocument);
  const navigate = useNavigate();
  return useCallback(async () => {
    const { error } = await execute({});
    // Without an answer the session may live on: better to stay visibly signed in than to seem signed out.
    if (error?.networkError) return;
    if (me) dropDraftsOf(localStorage, me.id);
    await navigate({ to: '/' });
    renew();
  }, [execute, me, navigate, renew]);
}
