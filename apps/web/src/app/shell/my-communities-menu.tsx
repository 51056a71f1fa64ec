import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Menu } from '../../components/menu.js';
import { MyCommunitiesDocument } from '../../gql/graphql.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './shell.module.css';

/** What befell the menu's place before it had come, as `Menu` takes it. */
export interface MemberMenuProps {
  openSignal: number;
  focused: boolean;
}

/** Links to them, for a menu. */
export function MyCommunitiesList({ close }: { close: () => void }): ReactNode {
  const { language } = useLocale();
  const [{ data, error }] = useQuery({ query: MyCommunitiesDocument, variables: { language } });
  if (!data) {
    return (
      <p className={styles.menuNote} role="status">
        {error ? <Trans>Your communities could not be loaded.</Trans> : <Trans>Loading your communities…</Trans>}
      </p>
    );
  }
  if (data.communities.edges.length === 0) {
    return (
      <p className={styles.menuNote}>
        <Trans>You have not joined a community yet.</Trans>
      </p>
    );
  }
  return (
    <ul>
      {data.communities.edges.map(({ node }) => (
        <li key={node.id}>
          <Link to="/c/$slug" params={{ slug: node.slug }} className={styles.menuItem} onClick={close}>
            {node.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The communities one is a member of: few, so a menu is enough and leaves the reading width (`g c`). */
export function MyCommunitiesMenu({ openSignal, focused }: MemberMenuProps): ReactNode {
  return (
    <Menu
      align="start"
      openSignal={openSignal}
      focused={focused}
      className={styles.navLink}
      button={
        <>
          <Trans>My communities</Trans>
          <ChevronDown size={16} aria-hidden="true" />
        </>
      }
    >
      {(close) => <MyCommunitiesList close={close} />}
    </Menu>
  );
}
