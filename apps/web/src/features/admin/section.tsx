import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { usePageTitle } from '../../lib/use-page-title.js';
import styles from './admin.module.css';

interface SectionProps {
  /** The section's name, or that of the one thing the page is about. */
  title: string;
  /** Beside the heading. */
  action?: ReactNode;
  children: ReactNode;
}

/** One page of the administration: its heading, which also names the document. */
export function Section({ title, action, children }: SectionProps): ReactNode {
  usePageTitle(title);
  return (
    <>
      <div className={styles.head}>
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </>
  );
}

/** The way back from one thing to the list of all. */
export function BackTo({ to, children }: { to: ComponentProps<typeof Link>['to']; children: ReactNode }): ReactNode {
  return (
    <Link to={to} className={styles.back}>
      <ChevronLeft size={18} aria-hidden="true" />
      {children}
    </Link>
  );
}
