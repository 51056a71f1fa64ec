import type { ReactNode } from 'react';
import styles from './skeleton.module.css';

/** Grey bars of the real heights, after 150 ms. `label` is what screen readers hear: "Loading the discussion". */
export function Skeleton({ label, heights }: { label: string; heights: readonly number[] }): ReactNode {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {heights.map((height, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- bars have no identity
        <div key={index} className={styles.bar} style={{ height }} />
      ))}
    </div>
  );
}
