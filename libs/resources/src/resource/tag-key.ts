/** How a keyword is found: without regard to case; NFC is what it was typed in. */
export const tagKey = (tag: string): string => tag.toLowerCase().normalize('NFC');

/** The same for all keywords of a resource, in their order. */
export const tagKeys = (tags: readonly string[]): string[] => tags.map(tagKey);
