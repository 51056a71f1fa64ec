import type { ReactNode } from 'react';

/** What somebody wrote, as the HTML that the server has rendered and sanitized; no other HTML may be given to it. */
export function Prose({ html }: { html: string }): ReactNode {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
