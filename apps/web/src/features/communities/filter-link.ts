import styles from './filter-links.module.css';

const look = {
  className: styles.filter,
  resetScroll: false,
  activeOptions: { exact: true, includeSearch: true },
} as const;

/**
 * A link that is one of several filters of a list. It is current where the address says just what it says, and where the list is
 * narrowed so though the address says more: which page, or what is not for this viewer.
 */
export const filterLink = (isCurrent: boolean) =>
  ({ ...look, 'aria-current': isCurrent ? 'page' : undefined }) as const;
