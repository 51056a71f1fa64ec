import type { World } from './world.js';

interface AskedField {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** What the answer says of the field; null where it hides it. */
  readonly value: (data: Record<string, unknown>) => unknown;
}

/** What the client is told that the viewer may do. */
const ability =
  (name: string) =>
  ({ slug }: World): AskedField => ({
    query: `query ($slug: String!) { community(slug: $slug) { viewerCan { ${name} } } }`,
    variables: { slug },
    value: (data) =>
      (data as unknown as { community: { viewerCan: Record<string, boolean> } }).community.viewerCan[name] || null,
  });

interface AnsweredApplication {
  readonly answers: readonly {
    readonly private: boolean;
    readonly value: string | null;
    readonly unreadable: boolean;
  }[];
}

/** A private answer that is shown, or would be if its key were there; the worlds' answers have none. */
const shown = (application: AnsweredApplication | null | undefined): unknown =>
  application?.answers.find((answer) => answer.private && (answer.value !== null || answer.unreadable));

interface CommunityAnswer {
  readonly community: Readonly<Record<string, unknown>> | null;
}

const ofCommunity =
  (field: string, selection = '') =>
  ({ slug }: World): AskedField => ({
    query: `query ($slug: String!) { community(slug: $slug) { ${field}${selection} } }`,
    variables: { slug },
    value: (data) => (data as unknown as CommunityAnswer).community?.[field],
  });

const resources =
  (deleted: boolean) =>
  ({ slug }: World): AskedField => ({
    query: `query ($slug: String!) { community(slug: $slug) {
      resources(first: 5, deleted: ${deleted}) { edges { node { id versions { id } } } } } }`,
    variables: { slug },
    value: (data) =>
      (data as unknown as { community: { resources: { edges: object[] } | null } }).community.resources?.edges[0],
  });

/** How each field that crosses libs is asked. */
export const FIELDS: Readonly<Record<string, (world: World) => AskedField>> = {
  'AccountCard.affiliations': () => ({
    query: '{ accounts(first: 1) { edges { node { affiliations { source } } } } }',
    variables: {},
    value: (data) => data['accounts'],
  }),
  'Community.applications': ofCommunity('applications', '(first: 1) { edges { node { id } } }'),
  'Community.applications (a private answer)': ({ slug }) => ({
    query: `query ($slug: String!) { community(slug: $slug) {
      applications(first: 5) { edges { node { answers { private value unreadable } } } } } }`,
    variables: { slug },
    value: (data) =>
      (
        data as unknown as { community: { applications: { edges: { node: AnsweredApplication }[] } | null } }
      ).community.applications?.edges.find(({ node }) => shown(node)),
  }),
  'Community.auditLog': ofCommunity('auditLog', '(first: 1) { edges { node { id } } }'),
  'Community.contentInMail': ofCommunity('contentInMail'),
  'Community.invitations': ofCommunity('invitations', '(first: 1) { edges { node { id } } }'),
  'Community.lastActivityAt': ofCommunity('lastActivityAt'),
  'Community.mailCadence': ofCommunity('mailCadence'),
  'Community.memberCount': ofCommunity('memberCount'),
  'Community.members': ofCommunity('members', '(first: 1) { totalCount }'),
  'Community.pinnedThreads': ofCommunity('pinnedThreads', ' { id }'),
  'Community.reports': ofCommunity('reports', '(first: 1) { edges { node { id } } }'),
  'Community.resourceTags': ({ slug }) => ({
    query: `query ($slug: String!) { community(slug: $slug) { resourceTags { tag count } } }`,
    variables: { slug },
    value: (data) => (data as unknown as { community: { resourceTags: object[] } }).community.resourceTags[0],
  }),
  'Community.resources': resources(false),
  'Community.resources (deleted)': resources(true),
  'Community.rule': ofCommunity('rule', ' { words }'),
  'Community.texts': ofCommunity('texts', ' { name { en } }'),
  'Community.threads': ofCommunity('threads', '(first: 1) { totalCount }'),
  'Community.unreadThreads': ofCommunity('unreadThreads'),
  'Community.uploadLimits': ofCommunity('uploadLimits', ' { fileBytes communityBytes usedBytes }'),
  'Community.viewerApplication': ofCommunity('viewerApplication', ' { status }'),
  'Community.viewerApplication (a private answer)': ({ slug }) => ({
    query: `query ($slug: String!) { community(slug: $slug) { viewerApplication { answers { private value unreadable } } } }`,
    variables: { slug },
    value: (data) =>
      shown(
        (data as unknown as { community: { viewerApplication: AnsweredApplication | null } }).community
          .viewerApplication,
      ),
  }),
  'Community.viewerCan': ofCommunity('viewerCan', ' { join }'),
  'Community.viewerCan (appointFacilitator)': ability('appointFacilitator'),
  'Community.viewerCan (apply)': ability('apply'),
  'Community.viewerCan (edit)': ability('edit'),
  'Community.viewerCan (facilitate)': ability('facilitate'),
  'Community.viewerCan (invite)': ability('invite'),
  'Community.viewerCan (join)': ability('join'),
  'Community.viewerCan (leave)': ability('leave'),
  'Community.viewerCan (moderate)': ability('moderate'),
  'Community.viewerCan (shareResource)': ability('shareResource'),
  'Community.viewerCan (startThread)': ability('startThread'),
  'Community.viewerEnrolledBy': ofCommunity('viewerEnrolledBy'),
  'Community.viewerInvitation': ofCommunity('viewerInvitation'),
  'Community.viewerRemoval': ofCommunity('viewerRemoval', ' { at }'),
  'Community.viewerRole': ofCommunity('viewerRole'),
  'Community.watchLevel': ofCommunity('watchLevel'),
  'Person.sharedCommunities': ({ authorId, slug }) => ({
    query: 'query ($id: ID!) { person(id: $id) { sharedCommunities { slug } } }',
    variables: { id: authorId },
    value: (data) =>
      (data as unknown as { person: { sharedCommunities: { slug: string }[] } | null }).person?.sharedCommunities.find(
        (community) => community.slug === slug,
      ),
  }),
  'Thread.watchLevel': ({ threadId }) => ({
    query: 'query ($id: ID!) { thread(id: $id) { watchLevel } }',
    variables: { id: threadId },
    value: (data) => (data as unknown as { thread: { watchLevel: string | null } | null }).thread?.watchLevel,
  }),
};
