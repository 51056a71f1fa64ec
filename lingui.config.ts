import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** The catalogues of the web client: English is the language of the source, French stands beside it in full. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr'],
  catalogs: [
    { path: '<rootDir>/apps/web/src/locales/{locale}', include: ['<rootDir>/apps/web/src'], exclude: ['**/gql/**'] },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'message',
});
