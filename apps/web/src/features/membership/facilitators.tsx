import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { CommunityMembersDocument } from '../../gql/graphql.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { PersonName } from './person-name.js';

/** Who facilitates a community; they come first among its members, so one page of those is enough. */
export function Facilitators({ slug }: { slug: string }): ReactNode {
  const { me } = useViewer();
  const [{ data, error }] = useQuery({ query: CommunityMembersDocument, variables: { slug, after: null } });
  const members = data?.community?.members;
  if (!members) return error ? <Trans>They could not be loaded.</Trans> : <Trans>Loading…</Trans>;
  const facilitators = members.edges.map(({ node }) => node).filter(({ role }) => role === 'FACILITATOR');
  if (facilitators.length === 0) return <Trans>Nobody has been appointed yet.</Trans>;
  return facilitators.map(({ person }, index) => (
    <Fragment key={person.id}>
      {index > 0 ? ', ' : null}
      {me ? (
        <Link to="/people/$id" params={{ id: person.id }}>
          <PersonName person={person} />
        </Link>
      ) : (
        <PersonName person={person} />
      )}
    </Fragment>
  ));
}
