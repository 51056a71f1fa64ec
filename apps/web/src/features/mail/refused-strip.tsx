import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { classNames } from '../../lib/class-names.js';
import styles from './mail.module.css';
import { keepStripRoom } from './strip-room.js';

/** On every page: our mail does not reach somebody, who would wait for it in vain. Closed, it stays away in this page. */
export function RefusedStrip({ email, className }: { email: string; className: string | undefined }): ReactNode {
  const { t } = useLingui();
  const [closed, setClosed] = useState(false);
  const strip = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (strip.current) keepStripRoom(strip.current.offsetHeight);
  }, []);
  if (closed) return null;
  return (
    <section ref={strip} className={classNames(className, styles.strip)} aria-label={t`Your e-mail does not arrive`}>
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
