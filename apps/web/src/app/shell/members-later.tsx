import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Avatar } from '../../components/avatar.js';
import { later } from '../../components/later.js';
import type { ViewerQuery } from '../../gql/graphql.js';
import type { MemberMenuProps } from './my-communities-menu.js';
import styles from './shell.module.css';

// What of the header only members have: until it has come, its looks stand in its place.

type Me = NonNullable<ViewerQuery['me']>;

interface ToComeProps extends MemberMenuProps {
  onAsk: () => void;
  onFocus: (focused: boolean) => void;
}

interface StandInProps extends ToComeProps {
  className: string | undefined;
  label?: string;
  retry?: (() => void) | undefined;
  children: ReactNode;
}

/** The button of a menu that has not come: pressed, or called by its keys, it is open as soon as it has. */
function StandIn({ className, label, openSignal, retry, onAsk, onFocus, children }: StandInProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const tryAgain = useEffectEvent(() => retry?.());
  useEffect(() => {
    if (openSignal === 0) return;
    // Not every browser gives it the focus when it is pressed; when that goes elsewhere, it is asked for no more.
    button.current?.focus();
    tryAgain();
  }, [openSignal]);
  return (
    <button
      ref={button}
      type="button"
      className={className}
      aria-busy={openSignal > 0 && !retry}
      aria-label={label}
      aria-expanded={false}
      onClick={onAsk}
      onFocus={() => onFocus(true)}
      onBlur={() => onFocus(false)}
    >
      {children}
    </button>
  );
}

function AccountStandIn({
  me: { id, name },
  ...props
}: Omit<StandInProps, 'className' | 'children'> & { me: Me }): ReactNode {
  const { t } = useLingui();
  return (
    <StandIn {...props} className={styles.tool} label={t`Account of ${name}`}>
      <Avatar id={id} name={name} small />
    </StandIn>
  );
}

function CommunitiesStandIn(props: Omit<StandInProps, 'className' | 'children'>): ReactNode {
  return (
    <StandIn {...props} className={styles.navLink}>
      <Trans>My communities</Trans>
      <ChevronDown size={16} aria-hidden="true" />
    </StandIn>
  );
}

const AccountMenuLater = later<ToComeProps & { me: Me }>(async () => (await import('./member-menus.js')).AccountMenu, {
  waiting: (props) => <AccountStandIn {...props} />,
  failed: (retry, props) => <AccountStandIn {...props} retry={retry} />,
});

const MyCommunitiesLater = later<ToComeProps>(async () => (await import('./member-menus.js')).MyCommunitiesMenu, {
  waiting: (props) => <CommunitiesStandIn {...props} />,
  failed: (retry, props) => <CommunitiesStandIn {...props} retry={retry} />,
});

/** What befalls a menu's place until it has come; `signal` is that of its keys. */
function useToCome(signal = 0): ToComeProps {
  // What was asked for under another account is over.
  const [before, setBefore] = useState(signal);
  const [asked, setAsked] = useState(0);
  const [focused, setFocused] = useState(false);
  const onAsk = (): void => setAsked((times) => times + 1);
  const onFocus = (has: boolean): void => {
    setFocused(has);
    if (has) return;
    setBefore(signal);
    setAsked(0);
  };
  return { openSignal: signal - before + asked, focused, onAsk, onFocus };
}

/** One's own pages and the way out. */
export function AccountMenu({ me }: { me: Me }): ReactNode {
  return <AccountMenuLater me={me} {...useToCome()} />;
}

/** The communities one is a member of; `signal` rises with each press of their keys. */
export function MyCommunitiesMenu({ signal }: { signal: number }): ReactNode {
  return <MyCommunitiesLater {...useToCome(signal)} />;
}
