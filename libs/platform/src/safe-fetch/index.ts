export { isLinkable } from './is-linkable.js';
export { PublicPages } from './public-pages.service.js';
export { SafeFetchModule } from './safe-fetch.module.js';
