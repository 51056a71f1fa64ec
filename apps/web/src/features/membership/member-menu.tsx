import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Menu } from '../../components/menu.js';
import { ReasonDialog } from '../../components/reason-dialog.js';
import { RemoveMemberDocument } from '../../gql/graphql.js';
import type { MemberRole } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import styles from './people.module.css';
import { RoleDialog } from './role-dialog.js';

interface MemberMenuProps {
  slug: string;
  person: { id: string; name: string };
  role: MemberRole;
  /** The row, and the menu with it, is about to go. */
  onRemoved: () => void;
}

/** What a facilitator can do about a member: another role, or removal with a reason. */
export function MemberMenu({ slug, person, role, onRemoved }: MemberMenuProps): ReactNode {
  const { t } = useLingui();
  const { me } = useViewer();
  const [asking, setAsking] = useState<'role' | 'removal' | null>(null);
  const own = me?.id === person.id;
  const { name } = person;
  const stop = (): void => setAsking(null);
  return (
    <>
      <Menu label={t`More about ${name}`} className={styles.more} button={<Ellipsis size={20} aria-hidden="true" />}>
        {(close) => {
          const item = (words: ReactNode, what: 'role' | 'removal'): ReactNode => (
            <button
              type="button"
              className={styles.menuItem}
              onClick={(event) => {
                // The item goes away with the menu; a dialog gives the focus back to what had it: the menu's button.
                event.currentTarget.closest('li')?.querySelector('button')?.focus();
                close();
                setAsking(what);
              }}
            >
              {words}
            </button>
          );
          return (
            <>
              {item(
                role === 'MEMBER' ? (
                  <Trans>Make facilitator…</Trans>
                ) : own ? (
                  <Trans>Stop facilitating…</Trans>
                ) : (
                  <Trans>Make an ordinary member…</Trans>
                ),
                'role',
              )}
              {own ? null : item(<Trans>Remove from the community…</Trans>, 'removal')}
            </>
          );
        }}
      </Menu>
      {asking === 'role' ? <RoleDialog slug={slug} person={person} role={role} own={own} onClose={stop} /> : null}
      {asking === 'removal' ? <RemoveMember slug={slug} person={person} onClose={stop} onRemoved={onRemoved} /> : null}
    </>
  );
}

function RemoveMember({
  slug,
  person,
  onClose,
  onRemoved,
}: Omit<MemberMenuProps, 'role'> & { onClose: () => void }): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const remove = useAction(RemoveMemberDocument);
  const { id, name } = person;
  return (
    <ReasonDialog
      title={<Trans>Remove {name}?</Trans>}
      hint={<Trans>It is sent to the person by e-mail, and the facilitators see it in the log.</Trans>}
      confirm={<Trans>Remove from the community</Trans>}
      busy={remove.busy}
      problem={remove.problem}
      refusal={
        remove.problem?.code === 'FORBIDDEN' ? (
          <Trans>
            {name} cannot be removed: enrolled by a programme, which alone can release, or its only facilitator.
          </Trans>
        ) : null
      }
      onClose={onClose}
      onConfirm={async (reason) => {
        if (!(await remove.run({ slug, accountId: id, reason, language }))) return;
        onClose();
        onRemoved();
        announce(t`${name} is not a member any more.`);
      }}
    >
      <p>
        <Trans>
          {name} loses access at once and cannot join again without a facilitator. What {name} wrote stays.
        </Trans>
      </p>
    </ReasonDialog>
  );
}
