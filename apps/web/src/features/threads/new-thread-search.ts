import { LIMITS } from '#contracts';

/** What a new discussion begins with, as it stands in the address. */
export interface NewThreadSearch {
  /** Its title, for who comes from a search that found nothing. */
  title?: string;
}

/** Reads it from the address; what cannot be a title is dropped. */
export function newThreadSearch({ title }: Record<string, unknown>): NewThreadSearch {
  const text = typeof title === 'number' ? String(title) : title;
  return typeof text === 'string' && text.trim() ? { title: text.trim().slice(0, LIMITS.threadTitle) } : {};
}
