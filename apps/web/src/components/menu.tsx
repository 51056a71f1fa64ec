import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './menu.module.css';

interface MenuProps {
  /** What the button says; `label` names it when that is a picture. */
  button: ReactNode;
  label?: string;
  className?: string | undefined;
  align?: 'start' | 'end';
  /** For a panel that is more than a menu; on phones it is as wide as the screen. */
  broad?: boolean;
  /** Opens it from outside, by a shortcut; rises by one each time, and from the first where it was asked for before it had come. */
  openSignal?: number;
  /** It comes in place of something that has the focus. */
  focused?: boolean;
  /** The panel's content; `close` is to be called when something in it is chosen. */
  children: (close: () => void) => ReactNode;
}

/** Room that the bar at the top of the window takes, pixels at the most. */
const HEADER = 70;

/** Puts a panel that does not fit below its button above it, where there is more room. */
function place(panel: HTMLElement | null): void {
  const button = panel?.parentElement?.getBoundingClientRect();
  if (!panel || !button) return;
  const [above, below] = [button.top - HEADER, window.innerHeight - button.bottom];
  if (panel.offsetHeight <= below - 12 || above <= below) return;
  panel.toggleAttribute('data-up', true);
  panel.style.maxHeight = `${above}px`;
}

/** A button that shows a panel of links and buttons (a disclosure: Tab walks through it, Escape closes it). */
export function Menu({
  button,
  label,
  className,
  align = 'end',
  broad,
  openSignal = 0,
  focused,
  children,
}: MenuProps): ReactNode {
  const [open, setOpen] = useState(openSignal > 0);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const [seenSignal, setSeenSignal] = useState(openSignal);
  if (seenSignal !== openSignal) {
    setSeenSignal(openSignal);
    setOpen(true);
  }
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    if (openSignal || focused) trigger.current?.focus();
  }, [openSignal, focused]);

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent | FocusEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) close();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      close();
      trigger.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open, close]);

  return (
    <div ref={root} className={styles.menu}>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <div ref={place} id={id} className={classNames(styles.panel, styles[align], broad && styles.broad)}>
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}
