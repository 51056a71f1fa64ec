import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './dialog.module.css';

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  /** It stays open whatever is pressed: what was asked for in it is being done. */
  busy?: boolean;
  /** Buttons, the harmless one first. */
  actions?: ReactNode;
  wide?: boolean;
  /** The heading gets the focus, for what is to be read before anything is pressed; else the first control does. */
  toRead?: boolean;
  children: ReactNode;
}

/** A modal dialog on the platform's own element (focus is kept inside and given back). Mount it to open it. */
export function Dialog({ title, onClose, busy, actions, wide, toRead, children }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    heading.current?.focus();
    return () => {
      dialog.close();
      // React removes the element before the browser can give the focus back.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={classNames(styles.dialog, wide && styles.wide)}
      aria-labelledby={id}
      // Where it is known: a second Escape is not asked about otherwise.
      closedby={busy ? 'none' : undefined}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
    >
      <div className={styles.content}>
        <h2 id={id} ref={toRead ? heading : undefined} tabIndex={toRead ? -1 : undefined}>
          {title}
        </h2>
        {children}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </dialog>
  );
}
