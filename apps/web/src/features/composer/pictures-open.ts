/** Has the pictures of a text open by themselves, where they can be enlarged and kept, but for those that lead elsewhere. */
export function letPicturesOpen(text: HTMLElement): void {
  for (const picture of text.querySelectorAll('img')) {
    if (picture.closest('a')) continue;
    const link = document.createElement('a');
    link.href = picture.src;
    link.target = '_blank';
    link.rel = 'noopener';
    link.dataset['enlarges'] = '';
    // Without words for the picture, its file has a name at least.
    if (picture.alt === '') link.ariaLabel = decodeURIComponent(link.pathname.split('/').at(-1) ?? '');
    picture.replaceWith(link);
    link.append(picture);
  }
}
