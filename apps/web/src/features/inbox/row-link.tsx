import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { InboxRow } from './inbox-source.js';

interface RowLinkProps {
  row: InboxRow;
  className?: string | undefined;
  onOpen: () => void;
  children: ReactNode;
}

/** The way to the exact place that a row is about. */
export function RowLink({ row, className, onOpen, children }: RowLinkProps): ReactNode {
  const [path = '/', hash] = row.url.split('#');
  return (
    <Link to={path} {...(hash ? { hash } : {})} className={className} onClick={onOpen}>
      {children}
    </Link>
  );
}

/** Whether opening a row reads it. New replies are read one by one, where they stand. */
export const isReadByOpening = ({ kind, readAt }: InboxRow): boolean => readAt === null && kind !== 'REPLY';
