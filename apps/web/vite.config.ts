import { fileURLToPath } from 'node:url';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { documentsByFeature, firstView, layerOrder, ownParts, pdfParts, smaller } from './vite-plugins.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const source = fileURLToPath(new URL('src', import.meta.url));
const api = 'http://localhost:3000';
const { plugin: firstViewPlugin, noteClasses } = firstView(source);

/** Icons that only the library, its files, the files of posts and filters have: they come with those, not with every page. */
const OF_FILES =
  'archive|arrow-up|circle-dot|sliders-horizontal|letter-b|mail|trash|audio-lines|book-open|download|external-link|file-(?:plus-corner|spreadsheet|text|up)|film|image(?:-plus)?|' +
  'pause|pencil|play|presentation|rotate-cw|zoom-(?:in|out)';

/**
 * Parts of features that the shell has, or pages of several kinds: a page that needs no more of those features does not
 * load the rest. A document counts as a part of its feature under its own name (`documentsByFeature`).
 */
const OF_EVERY_PAGE =
  '-search\\.ts|next-path\\.ts|next-kept\\.ts|outbox-provider|not-found-page|community-facts|person-name|' +
  'use-was-possible|use-appearance|use-language-choice|search-focus|strip-room|UpdateSettingsDocument';

/** What stands in the same folders, and is of several pages but of none that one comes to from a mail. */
const OF_SOME_PAGES =
  'components/(?:empty|field|form|reason-dialog|show-more)\\.|keyboard/use-(?:row-keys|focus-home)|fragment-token|text-encoding|' +
  'use-unread-live|use-community(?:-live)?\\.ts|theme/text-size|contracts/src/country-codes|node_modules/uuid/|' +
  'shell/(?:account-menu|member-menus|my-communities)|icons/(?:bell(?:-off|-ring)?|plus)\\.';

/** What keeps and sends what one writes: for members, and before the composer. */
const OF_OUTBOX = 'composer/(?:draft-store|draft-files|outbox\\.|reply-outbox)|ReplyDocument';

/** Icons that only those see who write. */
const OF_WRITING =
  'at-sign|bold|code(?:-xml)?|heading-3|italic|link|list(?:-checks|-ordered)?|paperclip|send|square-code|table';

export default defineConfig(({ mode }) => ({
  root,
  plugins: [
    react(),
    lingui({ cwd: repository, failOnMissing: mode === 'production' }),
    documentsByFeature(source),
    firstViewPlugin,
    layerOrder(),
    ownParts(source),
    pdfParts(),
    smaller(),
    babel({ presets: [linguiTransformerBabelPreset({}, { cwd: repository })] }),
  ],
  resolve: {
    conditions: ['source', 'module', 'browser', 'development|production'],
    // It stands in for what React has had since its version 18.
    alias: [{ find: /^use-sync-external-store\/shim$/, replacement: 'react' }],
  },
  css: { modules: { getJSON: noteClasses } },
  build: {
    // Which files belong to a page: the server names them in the first answer, so that they come at once.
    manifest: true,
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    // All styles together are a few kilobytes: one request, and no page waits for its own.
    cssCodeSplit: false,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    modulePreload: {
      // A browser that does not know of it fetches the same files a little later.
      polyfill: false,
      // What every page has is there already, and the page itself is being asked for; the rest comes beside it.
      resolveDependencies: (page, needs) =>
        needs.filter((file) => file !== page && !/\/(?:app|rolldown-runtime|vendor)-[^/]*$/.test(file)),
    },
    // Fonts and images stay files: the Content-Security-Policy then needs no data: for them and they are cached apart.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What both sides agree on does nothing by itself: a page loads of it what it uses.
      treeshake: { moduleSideEffects: [{ test: /libs\/contracts\/src\//, sideEffects: false }] },
      output: {
        // Few files for a first visit: what every page needs in two, what pages share by feature; pages stay apart.
        codeSplitting: {
          groups: [
            // Data that no first visit needs, apart from the rest of the contracts, which every page has.
            { name: 'file-types', test: /libs\/contracts\/src\/file-types/ },
            { name: 'country-codes', test: /libs\/contracts\/src\/country-codes/ },
            {
              name: 'vendor',
              test: /node_modules\/(react|react-dom|scheduler|urql|wonka|@urql|@0no-co|@tanstack|@lingui)\/(?!.*\/useBlocker\.)/,
            },
            {
              name: 'app',
              test: new RegExp(
                `^(?!.*(?:${OF_SOME_PAGES}))(?:.*(?:` +
                  `src/(lib/(?!realtime/live-socket)|components/|gql/|app/(?!pages/))|libs/contracts/src/(?!file-types)|${OF_EVERY_PAGE}|` +
                  `node_modules/lucide-react/(?!dist/esm/icons/(?:${OF_FILES}|${OF_WRITING})\\.)))`,
              ),
            },
            { name: 'outbox', test: new RegExp(OF_OUTBOX) },
            { name: 'parts', test: new RegExp(OF_SOME_PAGES), minShareCount: 2 },
            { name: 'forms', test: /node_modules\/react-hook-form\/|src\/features\/identity\/use-(field|refusal)/ },
            { name: 'admin', test: /src\/features\/admin\//, minShareCount: 2 },
            {
              name: 'community',
              test: /src\/features\/(communities|membership|applications|moderation|settings|identity)\//,
              minShareCount: 2,
            },
            { name: 'thread', test: /src\/features\/(threads\/|composer\/(prose|quote|picture))/, minShareCount: 2 },
            {
              name: 'composer',
              test: new RegExp(
                `src/features/composer/|attachments\\.(graphql|module\\.css)|icons/(?:${OF_WRITING})\\.`,
              ),
              minShareCount: 2,
            },
            { name: 'uploads', test: /src\/features\/uploads\/|libs\/contracts\/src\/file-types/, minShareCount: 2 },
            { name: 'library', test: /src\/features\/(library|resource)\//, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: api, changeOrigin: false },
      '/health': { target: api, changeOrigin: false },
      '/files': { target: api, changeOrigin: false },
      '/uploads': { target: api, changeOrigin: false },
      '/socket.io': { target: api, changeOrigin: false, ws: true },
    },
  },
}));
