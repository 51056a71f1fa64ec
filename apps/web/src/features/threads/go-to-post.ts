/** The number in `#post-12`; null for any other fragment. */
export function numberInHash(hash: string): number | null {
  const match = /^#?post-(\d{1,9})$/.exec(hash);
  return match ? Number(match[1]) : null;
}

/** Brings a post into view and moves the focus to it, once it has been drawn; posts above it get their real heights late. */
export function goToPost(number: number, block: 'start' | 'nearest' = 'start'): void {
  const show = (): void => {
    const post = document.getElementById(`post-${number}`);
    post?.scrollIntoView({ block, behavior: 'instant' });
    post?.focus({ preventScroll: true });
  };
  requestAnimationFrame(() => {
    show();
    requestAnimationFrame(show);
  });
}
