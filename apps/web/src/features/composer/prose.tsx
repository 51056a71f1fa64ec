import type { ReactNode } from 'react';

/** Most texts have no picture: what lets them be opened comes with those that do. */
function letPicturesOpen(prose: HTMLElement | null): void {
  if (!prose?.querySelector('img')) return;
  void import('./pictures-open.js').then(
    (part) => part.letPicturesOpen(prose),
    () => undefined,
  );
}

/** What somebody wrote, as the HTML that the server has rendered and sanitized; no other HTML may be given to it. */
export function Prose({ html }: { html: string }): ReactNode {
  // Another text is another element: its pictures are not those of the former one.
  return <div key={html} ref={letPicturesOpen} className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
