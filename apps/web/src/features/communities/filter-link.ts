import styles from './filter-links.module.css';

/** A link that is one of several filters of a list: current where the address says just what it says. */
export const filterLink = {
  className: styles.filter,
  resetScroll: false,
  activeOptions: { exact: true, includeSearch: true },
} as const;
