import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import styles from './composer.module.css';
import type { DraftInForm } from './use-draft.js';

/** Of another text only its beginning: enough to know it again. */
const SHOWN = 160;

/** Says that another tab holds another text of the same draft, and leaves the choice to the writer. */
export function OtherTab({ form }: { form: DraftInForm }): ReactNode {
  if (!form.elsewhere) return null;
  const other = form.elsewhere.draft?.body.trim().slice(0, SHOWN) ?? '';
  return (
    <Notice
      kind="warn"
      role="status"
      action={
        <div className={styles.choices}>
          <Button small onClick={form.keepMine}>
            <Trans>Keep this text</Trans>
          </Button>
          <Button small onClick={form.takeOther}>
            {form.elsewhere.draft ? <Trans>Take the other text</Trans> : <Trans>Discard it here too</Trans>}
          </Button>
        </div>
      }
    >
      {form.elsewhere.draft ? (
        <Trans>There is a newer text in another tab. What you write here is not saved until you choose.</Trans>
      ) : (
        <Trans>This text was posted or discarded in another tab. Here it is not saved any more.</Trans>
      )}
      {other ? <blockquote className={styles.other}>{other}</blockquote> : null}
    </Notice>
  );
}
