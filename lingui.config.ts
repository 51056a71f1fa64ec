import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

const source = '<rootDir>/apps/web/src';
const features = `${source}/features`;

/** Of features with words of their own, what stands on the pages of others: its words are among those of most pages. */
const ELSEWHERE = [
  'admin/changed-meanwhile',
  'applications/own-application',
  'communities/community-facts',
  'facilitation/waiting-count',
  'identity/session-strip',
  'identity/sign-in-first',
  'identity/sign-out-dialog',
  'identity/use-field-problems',
  'inbox/bell',
  'membership/person-name',
  'search/search-box',
  'settings/saved',
];
const ACCOUNT = ['identity', 'settings'];
const ADMIN = ['admin'];
const COMMUNITIES = ['communities', 'membership', 'moderation'];
const FACILITATION = ['applications', 'audit', 'facilitation', 'invitations'];
const INBOX = ['inbox', 'mail'];
const KEYBOARD = ['keyboard'];
const LIBRARY = ['attachments', 'library', 'resource', 'uploads'];
const READING = ['mentions', 'reading'];
const SEARCH = ['search'];
const WRITING = ['composer'];

/** What speaks of communities and stands elsewhere. */
const OF_COMMUNITIES = [
  `${features}/applications/own-application.*`,
  `${source}/app/pages/{directory,home,member-home,visitor-home}*`,
  `${features}/threads/{delete-post,join-here,new-thread-page,post-history,thread-menu}.*`,
];

/** All of a feature's files but those that stand elsewhere. */
function filesOf(feature: string): string[] {
  const elsewhere = ELSEWHERE.filter((file) => file.startsWith(`${feature}/`)).map((file) => file.split('/')[1]);
  const own = elsewhere.length > 0 ? `!(${elsewhere.join('|')}).*` : '*.*';
  return [`${features}/${feature}/${own}`, `${features}/${feature}/*/**/*.*`];
}

/**
 * The catalogues of the web client: English is the language of the source, French stands beside it in full. The words of
 * pages that few open load with them (`withWords`).
 */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  catalogs: [
    {
      path: '<rootDir>/apps/web/src/locales/{locale}',
      include: [source],
      exclude: [
        '**/gql/**',
        ...OF_COMMUNITIES,
        ...[ACCOUNT, ADMIN, COMMUNITIES, FACILITATION, INBOX, KEYBOARD, LIBRARY, READING, SEARCH, WRITING].flatMap(
          (part) => part.flatMap(filesOf),
        ),
      ],
    },
    { path: '<rootDir>/apps/web/src/locales/account/{locale}', include: ACCOUNT.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/admin/{locale}', include: ADMIN.flatMap(filesOf) },
    {
      path: '<rootDir>/apps/web/src/locales/communities/{locale}',
      include: [...COMMUNITIES.flatMap(filesOf), ...OF_COMMUNITIES],
    },
    { path: '<rootDir>/apps/web/src/locales/facilitation/{locale}', include: FACILITATION.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/inbox/{locale}', include: INBOX.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/keyboard/{locale}', include: KEYBOARD.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/library/{locale}', include: LIBRARY.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/reading/{locale}', include: READING.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/search/{locale}', include: SEARCH.flatMap(filesOf) },
    { path: '<rootDir>/apps/web/src/locales/writing/{locale}', include: WRITING.flatMap(filesOf) },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
});
