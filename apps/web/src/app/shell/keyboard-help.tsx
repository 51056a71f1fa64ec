import { Trans } from '@lingui/react/macro';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Choice } from '../../components/field.js';
import { useShortcutsContext } from '../../lib/keyboard/shortcuts.js';
import styles from './shell.module.css';

/** The keys that work on the open page, and the switch that turns single keys off. */
export function KeyboardHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { all, enabled, setEnabled } = useShortcutsContext();
  const shortcuts = new Map(all().map((shortcut) => [shortcut.keys, shortcut.label]));
  return (
    <Dialog
      toRead
      title={<Trans>Keyboard shortcuts</Trans>}
      onClose={onClose}
      actions={
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      }
    >
      <dl className={styles.keys}>
        {[...shortcuts].map(([keys, label]) => (
          <Fragment key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <Fragment key={key}>
                  <kbd>{key}</kbd>{' '}
                </Fragment>
              ))}
            </dt>
            <dd>{label}</dd>
          </Fragment>
        ))}
      </dl>
      <Choice
        label={<Trans>Single-key shortcuts</Trans>}
        checked={enabled}
        onChange={(event) => setEnabled(event.target.checked)}
      />
    </Dialog>
  );
}
