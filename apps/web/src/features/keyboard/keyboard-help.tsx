import { Trans } from '@lingui/react/macro';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Choice } from '../../components/field.js';
import { isMac, useShortcutsContext } from '../../lib/keyboard/shortcuts.js';
import type { Shortcut } from '../../lib/keyboard/shortcuts.js';
import { Keys } from './keys.js';
import styles from './keyboard.module.css';

function KeyList({ shortcuts, children }: { shortcuts: readonly Shortcut[]; children?: ReactNode }): ReactNode {
  return (
    <dl className={styles.help}>
      {shortcuts.map(({ keys, label }) => (
        <Fragment key={keys}>
          <dt>
            <Keys keys={keys} />
          </dt>
          <dd>{label}</dd>
        </Fragment>
      ))}
      {children}
    </dl>
  );
}

/** The keys that work on the open page, and the switch that turns single keys off. */
export function KeyboardHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { all, enabled, setEnabled } = useShortcutsContext();
  const shortcuts = [...new Map(all().map((shortcut) => [shortcut.keys, shortcut])).values()];
  const ofPage = shortcuts.filter(({ everywhere }) => !everywhere);
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
      <Choice
        label={<Trans>Single-key shortcuts</Trans>}
        checked={enabled}
        onChange={(event) => setEnabled(event.target.checked)}
      />
      {ofPage.length > 0 ? (
        <>
          <h3>
            <Trans>On this page</Trans>
          </h3>
          <KeyList shortcuts={ofPage} />
        </>
      ) : null}
      <h3>
        <Trans>Everywhere</Trans>
      </h3>
      <KeyList shortcuts={shortcuts.filter(({ everywhere }) => everywhere)}>
        <dt>
          <kbd>{isMac() ? '⌘' : 'Ctrl'}</kbd> <kbd>K</kbd>
        </dt>
        <dd>
          <Trans>All commands, by name</Trans>
        </dd>
      </KeyList>
      <h3>
        <Trans>While you write</Trans>
      </h3>
      <dl className={styles.help}>
        <dt>
          <kbd>{isMac() ? '⌘' : 'Ctrl'}</kbd> <kbd>Enter</kbd>
        </dt>
        <dd>
          <Trans>Post</Trans>
        </dd>
        <dt>
          <kbd>{isMac() ? '⌘' : 'Ctrl'}</kbd> <kbd>B</kbd> / <kbd>I</kbd> / <kbd>K</kbd>
        </dt>
        <dd>
          <Trans>Bold, italic, link</Trans>
        </dd>
        <dt>
          <kbd>Esc</kbd>
        </dt>
        <dd>
          <Trans>Close; what you have written is kept</Trans>
        </dd>
      </dl>
    </Dialog>
  );
}
