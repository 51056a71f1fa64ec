import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import styles from './composer.module.css';

/** From how much of the limit on the number of characters left is worth saying. */
const NEAR = 0.9;

interface SavedStateProps {
  saved: boolean;
  length: number;
  limit: number;
}

/** Says that the text is kept, and near the limit how much room is left. Not announced: it changes while one types. */
export function SavedState({ saved, length, limit }: SavedStateProps): ReactNode {
  const left = limit - length;
  return (
    <span className={styles.saved}>
      {length >= limit * NEAR && left >= 0 ? (
        <Plural value={left} one="# character left" other="# characters left" />
      ) : null}
      {left < 0 ? <Plural value={-left} one="# character too many" other="# characters too many" /> : null}
      {length < limit * NEAR && saved ? <Trans>Saved on this device</Trans> : null}
    </span>
  );
}
