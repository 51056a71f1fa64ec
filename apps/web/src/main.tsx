import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { App } from './app/app.js';
import { router } from './app/router.js';
import { readFirstView } from './lib/graphql/first-view.js';
import { activateLocale, initialLocale } from './lib/i18n/locale.js';
import { keepFocus } from './lib/keyboard/keep-focus.js';
import { applyTheme, followSystemTheme, keptTheme } from './lib/theme/theme.js';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no #root');

/** How long what came with the page counts as new once the page is drawn. */
const FRESH_MS = 5_000;

applyTheme(keptTheme());
followSystemTheme();
keepFocus(container);
const view = readFirstView();
// What the server has written stands until all of its place can be drawn at once; a page that cannot be loaded says so itself.
await Promise.all([
  activateLocale(initialLocale()).catch((error: unknown) => {
    // Without words there is nothing to draw; what the server has written can still be read.
    container.textContent ||= document.querySelector('noscript')?.textContent ?? '';
    throw error;
  }),
  router.load().catch(() => undefined),
]);
delete document.documentElement.dataset.firstView;
delete container.dataset.firstView;
createRoot(container).render(
  <StrictMode>
    <App view={view} />
  </StrictMode>,
);
setTimeout(() => view.forget(), FRESH_MS);
