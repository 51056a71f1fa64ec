/*
 * Runs before the first paint, from a file because the Content-Security-Policy forbids inline scripts: without it a
 * reader of the dark theme would see a white flash. The same rules stand in src/lib/theme/theme.ts.
 */
(function () {
  var root = document.documentElement;
  var theme = null;
  var language = null;
  try {
    theme = localStorage.getItem('copse.theme');
    language = localStorage.getItem('copse.language');
  } catch {
    // Storage can be forbidden; the system's choice is then the best guess.
  }
  var dark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (theme === 'LIGHT') dark = false;
  if (theme === 'DARK') dark = true;
  root.dataset.scheme = dark ? 'dark' : 'light';
  if (theme === 'HIGH_CONTRAST' || matchMedia('(prefers-contrast: more)').matches) {
    root.dataset.contrast = 'more';
  }
  root.lang = language || (/^fr\b/i.test(navigator.language) ? 'fr' : 'en');
})();
