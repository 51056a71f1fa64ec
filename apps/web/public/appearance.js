/*
 * Runs before the first paint, from a file because the Content-Security-Policy forbids inline scripts: without it a
 * reader of the dark theme would see a white flash. The same rules stand in src/lib/theme/theme.ts and text-size.ts.
 */
(function () {
  var root = document.documentElement;
  var theme = null;
  var language = null;
  var text = null;
  try {
    theme = localStorage.getItem('copse.theme');
    language = localStorage.getItem('copse.language');
    text = localStorage.getItem('copse.text-size');
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
  if (/^(110|120|130|140)$/.test(text)) root.dataset.text = text;
  // What the server has drawn begins with the first posts; somebody who comes to a further one is not shown those first.
  var post = /^#post-(\d{1,9})$/.exec(location.hash);
  if (post && post[1] > 20 && !/[?&]from=/.test(location.search)) root.dataset.firstView = 'away';
  root.lang = language || (/^fr\b/i.test(navigator.language) ? 'fr' : 'en');
})();
