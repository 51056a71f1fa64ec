import type { ReactNode } from 'react';

/** Whether anything is drawn for these: several conditions of which none holds are a list of nothing. */
export function hasWords(nodes: ReactNode): boolean {
  if (Array.isArray(nodes)) return nodes.some(hasWords);
  return nodes !== null && nodes !== undefined && typeof nodes !== 'boolean' && nodes !== '';
}
