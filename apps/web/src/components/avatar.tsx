import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './avatar.module.css';
import { hueOf, initialsOf } from './hue.js';

/** Initials on a hue of the person's own. Decoration: the name always stands beside it. */
export function Avatar({ id, name, small }: { id: string; name: string; small?: boolean }): ReactNode {
  return (
    <span
      className={classNames(styles.avatar, small && styles.small)}
      style={{ background: `var(--hue-${hueOf(id)})` }}
      data-initials={initialsOf(name)}
      aria-hidden="true"
    />
  );
}
