import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import { usePageTitle } from '../lib/use-page-title.js';
import styles from './page.module.css';

interface PageProps {
  /** The document's title; null where a part of the page sets it. */
  title: string | null | undefined;
  /** `narrow` for a single form, `reading` for one column of text, else the full width. */
  width?: 'narrow' | 'reading' | 'full';
  /** What stands beside the main column where there is room, and below it elsewhere. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: margins, width, the document's title. */
export function Page({ title, width = 'full', aside, children }: PageProps): ReactNode {
  usePageTitle(title);
  const main = <div className={styles.stack}>{children}</div>;
  return (
    <div className={classNames(styles.page, width !== 'full' && styles[width])}>
      {aside ? (
        <div className={styles.columns}>
          {main}
          <aside className={styles.stack}>{aside}</aside>
        </div>
      ) : (
        main
      )}
    </div>
  );
}
