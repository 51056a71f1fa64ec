import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { KeyboardHelp } from '../../features/keyboard/keyboard-later.js';
import styles from './shell.module.css';

/** The demonstration's server says so in the page itself. */
const isDemonstration = document.querySelector('meta[name="copse-demonstration"]') !== null;

/** The end of every page. */
export function Footer(): ReactNode {
  const [help, setHelp] = useState(false);
  return (
    <footer className={styles.footer}>
      <div className={styles.footerBar}>
        <span>
          <Trans>Copse, a home for communities of practice</Trans>
        </span>
        {isDemonstration ? (
          <span>
            <Trans>Demonstration: its people and what they say are invented, and no mail leaves it.</Trans>
          </span>
        ) : null}
        <span className={styles.onDesktop}>
          <Button look="quiet" small onClick={() => setHelp(true)}>
            <Trans>Keyboard shortcuts</Trans>
          </Button>
        </span>
      </div>
      {help ? <KeyboardHelp onClose={() => setHelp(false)} /> : null}
    </footer>
  );
}
