import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { classNames } from '../../lib/class-names.js';
import styles from './mail.module.css';

/** On every page: our mail does not reach somebody, who would wait for it in vain. Closed, it stays away in this page. */
export function RefusedStrip({ email, className }: { email: string; className: string | undefined }): ReactNode {
  const { t } = useLingui();
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <section className={classNames(className, styles.strip)} aria-label={t`Your e-mail does not arrive`}>
      <span>
        <Trans>
          Our mail to <strong>{email}</strong> does not arrive: its server refuses it.
        </Trans>{' '}
        <Link to="/settings/mail">
          <Trans>See what to do</Trans>
        </Link>
      </span>
      <Button small onClick={() => setClosed(true)}>
        <Trans>Close</Trans>
      </Button>
    </section>
  );
}
