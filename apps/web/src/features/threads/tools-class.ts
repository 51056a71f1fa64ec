import type { NewFrom } from './thread-source.js';

/**
 * Whether a way to what is new stands among the tools below the title. Where all is new, it begins right there; and what
 * comes while one reads has ways of its own.
 */
export const hadUnread = (newFrom: NewFrom | null | undefined): boolean => (newFrom ? newFrom.number > 1 : false);

/** How the tools stand, before they have come as well: they take as much room then. */
export const toolsClass = (newFrom: NewFrom | null | undefined): string =>
  hadUnread(newFrom) ? 'thread-tools thread-tools-unread' : 'thread-tools';
