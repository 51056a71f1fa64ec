import { Fragment } from 'react';
import type { ReactNode } from 'react';
import styles from './keyboard.module.css';

/** Keys as they are pressed, one after the other. */
export function Keys({ keys }: { keys: string }): ReactNode {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((key) => (
        <Fragment key={key}>
          <kbd>{key}</kbd>{' '}
        </Fragment>
      ))}
    </span>
  );
}
