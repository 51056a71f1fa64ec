// Hides what has none of the words; a name that begins with the first of them comes before others by being scrolled to.
const field = document.querySelector('#find');
const found = document.querySelector('#found');
const articles = [...document.querySelectorAll('article')].map((article) => ({
  article,
  name: article.id.split(':')[1].toLowerCase(),
  text: article.textContent.toLowerCase(),
  link: document.querySelector(`nav a[href="#${CSS.escape(article.id).replaceAll('\\:', ':')}"]`)?.parentElement,
}));

function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  let best = null;
  for (const { article, name, text, link } of articles) {
    const fits = words.every((word) => text.includes(word));
    article.hidden = !fits;
    if (link) link.hidden = !fits;
    if (!fits) continue;
    shown += 1;
    if (words.length > 0 && name.startsWith(words[0]) && (!best || name.length < best.name.length))
      best = { article, name };
  }
  for (const section of document.querySelectorAll('main section, nav details')) {
    section.hidden = !section.querySelector('article:not([hidden]), li:not([hidden])');
  }
  found.textContent = words.length > 0 ? `${shown} ${shown === 1 ? 'entry' : 'entries'}` : '';
  if (best) best.article.scrollIntoView({ block: 'start' });
}

field.addEventListener('input', search);
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === field || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
});
// A link to what is hidden by a search shows it.
window.addEventListener('hashchange', () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.hidden) {
    field.value = '';
    search();
    target.scrollIntoView();
  }
});
