import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './button.module.css';

interface Look {
  /** `primary` once per view; `quiet` for what stands in a row of others. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  wide?: boolean;
}

function classesOf({ look = 'plain', small, wide }: Look, className?: string): string {
  return classNames(
    styles.button,
    look !== 'plain' && styles[look],
    small && styles.small,
    wide && styles.wide,
    className,
  );
}

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean; ref?: Ref<HTMLButtonElement> };

/** A button; while `busy` it keeps its place and focus but does nothing. */
export function Button({ look, small, wide, busy, className, onClick, type, ...rest }: ButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={classesOf({ look, small, wide }, className)}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** A link that looks like a button, to what is no page of ours: a file, another site. */
export function AnchorButton({ look, small, wide, className, children, ...rest }: AnchorProps): ReactNode {
  return (
    <a {...rest} className={classesOf({ look, small, wide }, className)}>
      {children}
    </a>
  );
}

/** A link of the router that looks like a button. */
export const LinkButton = createLink(AnchorButton);
