import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { App } from './app/app.js';
import { activateLocale, initialLocale } from './lib/i18n/locale.js';
import { keepFocus } from './lib/keyboard/keep-focus.js';
import { applyTheme, followSystemTheme, keptTheme } from './lib/theme/theme.js';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no #root');

applyTheme(keptTheme());
followSystemTheme();
keepFocus(container);
await activateLocale(initialLocale());
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
