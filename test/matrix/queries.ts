import { ask, type Case } from './case.js';

/** Every query of the schema; a name in brackets is a further case of it. */
export const QUERIES: Readonly<Record<string, Case>> = {
  'Query.accessTokens': { ask: ask('{ accessTokens { id } }') },
  'Query.accounts': { ask: ask('{ accounts(first: 1) { edges { node { id } } } }') },
  'Query.associations': { ask: ask('{ associations { id } }') },
  'Query.auditLog': { ask: ask('{ auditLog(first: 1) { edges { node { id } } } }') },
  'Query.communities': { ask: ask('{ communities(first: 1) { totalCount } }') },
  'Query.auditLog (to whom something was done)': {
    ask: ask(
      'query ($slug: String!) { auditLog(community: $slug, first: 5) { edges { node { person { id } } } } }',
      ({ slug }) => ({ slug }),
    ),
    value: (data) =>
      (data as unknown as { auditLog: { edges: { node: { person: object | null } }[] } }).auditLog.edges.find(
        ({ node }) => node.person,
      ),
  },
  'Query.community': { ask: ask('query ($slug: String!) { community(slug: $slug) { id } }', ({ slug }) => ({ slug })) },
  'Query.institution': {
    ask: ask('query ($id: ID!) { institution(id: $id) { id } }', ({ institutionId }) => ({ id: institutionId })),
  },
  'Query.institutions': { ask: ask('{ institutions(first: 1) { totalCount } }') },
  'Query.invitation': {
    ask: ask('query ($token: String!) { invitation(token: $token) { email } }', (world) => ({
      token: world.invitationToken,
    })),
  },
  'Query.keptMail': { ask: ask('{ keptMail(first: 1) { edges { node { id } } } }') },
  'Query.keptMail (by access token)': { ask: ask('{ keptMail(first: 1) { edges { node { id } } } }'), byToken: true },
  'Query.me': { ask: ask('{ me { id } }') },
  'Query.myAffiliations': { ask: ask('{ myAffiliations { source } }') },
  'Query.person': { ask: ask('query ($id: ID!) { person(id: $id) { id } }', ({ authorId }) => ({ id: authorId })) },
  'Query.post': { ask: ask('query ($id: ID!) { post(id: $id) { id } }', ({ postId }) => ({ id: postId })) },
  'Query.post (what was removed)': {
    ask: ask('query ($id: ID!) { post(id: $id) { removedHtml } }', ({ removedPostId }) => ({ id: removedPostId })),
    value: (data) => (data as { post: { removedHtml: string | null } | null }).post?.removedHtml,
  },
  'Query.previewMarkdown': { ask: ask('{ previewMarkdown(body: "x") }') },
  'Query.programme': {
    ask: ask('query ($slug: String!) { programme(slug: $slug) { size } }', ({ programme }) => ({ slug: programme })),
  },
  'Query.programmes': { ask: ask('{ programmes { slug } }') },
  // A name that nobody has, so that no test asks another machine: allowed, and answered with nothing.
  'Query.linkTitle': { ask: ask('{ linkTitle(url: "https://nowhere.invalid/") }') },
  'Query.resource': {
    ask: ask('query ($id: ID!) { resource(id: $id) { id versions { id } } }', ({ resourceId }) => ({ id: resourceId })),
  },
  'Query.resource (deleted by a facilitator)': {
    ask: ask('query ($id: ID!) { resource(id: $id) { id } }', (world) => ({ id: world.removedResourceId })),
  },
  'Query.resource (own, deleted)': {
    ask: ask('query ($id: ID!) { resource(id: $id) { id } }', (world) => ({ id: world.ownDeletedResourceId })),
  },
  'Query.mailSettings': { ask: ask('{ mailSettings { digestHour } }') },
  'Query.mailSubscription': {
    ask: ask('query ($token: String!) { mailSubscription(token: $token) { cadence } }', ({ mailToken }) => ({
      token: mailToken,
    })),
  },
  'Query.mentionable': {
    ask: ask('query ($id: ID!) { mentionable(threadId: $id, text: "") { id } }', ({ threadId }) => ({ id: threadId })),
  },
  'Query.mentionable (in a community)': {
    ask: ask('query ($slug: String!) { mentionable(slug: $slug, text: "") { id } }', ({ slug }) => ({ slug })),
  },
  'Query.notification': {
    ask: ask('query ($id: ID!) { notification(id: $id) { title } }', ({ notificationId }) => ({ id: notificationId })),
  },
  'Query.notification (of another)': {
    ask: ask('query ($id: ID!) { notification(id: $id) { title } }', (world) => ({ id: world.otherNotificationId })),
  },
  'Query.notifications': { ask: ask('{ notifications(first: 1) { totalCount } }') },
  'Query.notifications (what they tell)': {
    ask: ask('{ notifications(first: 5) { edges { node { title url thread { title } } } } }'),
    value: (data) => (data as unknown as { notifications: { edges: object[] } }).notifications.edges[0],
  },
  'Query.unreadCount': { ask: ask('{ unreadCount }') },
  'Query.unreadCount (something to tell)': {
    ask: ask('{ unreadCount }'),
    value: (data) => (data as unknown as { unreadCount: number }).unreadCount || null,
  },
  'Query.search': {
    ask: ask('query ($word: String!) { search(query: $word) { totalCount } }', ({ word }) => ({ word })),
  },
  'Query.search (what it finds)': {
    ask: ask('query ($word: String!) { search(query: $word) { edges { node { postId } } } }', ({ word }) => ({ word })),
    value: (data) => (data as unknown as { search: { edges: object[] } }).search.edges[0],
  },
  'Query.sessions': { ask: ask('{ sessions { id } }') },
  'Query.site': { ask: ask('{ site { __typename } }') },
  'Query.thread': { ask: ask('query ($id: ID!) { thread(id: $id) { id } }', ({ threadId }) => ({ id: threadId })) },
  'Query.unattended': { ask: ask('{ unattended(first: 1) { edges { node { applications reports } } } }') },
};
