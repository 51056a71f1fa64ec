import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../../components/announcer.js';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { ProblemNotice } from '../../../components/problem.js';
import { AdminSetRosterDocument } from '../../../gql/graphql.js';
import { useAction } from '../../../lib/graphql/use-action.js';

interface ReleaseAllProps {
  programme: string;
  size: number;
  onDone: () => void;
}

/** Empties a roster, when a programme has ended. */
export function ReleaseAll({ programme, size, onDone }: ReleaseAllProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const set = useAction(AdminSetRosterDocument);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button small onClick={() => setAsking(true)}>
        <Trans>Release everybody…</Trans>
      </Button>
      {asking ? (
        <Dialog
          title={<Trans>Release everybody on this roster?</Trans>}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>
                <Trans>Cancel</Trans>
              </Button>
              <Button
                look="danger"
                busy={set.busy}
                onClick={async () => {
                  if (!(await set.run({ programme, emails: [] }))) return;
                  setAsking(false);
                  announce(t`The roster is empty now.`);
                  onDone();
                }}
              >
                <Plural value={size} one="Release # address" other="Release # addresses" />
              </Button>
            </>
          }
        >
          <p>
            <Trans>They stay members of the communities, and may leave from then on. An e-mail tells them.</Trans>
          </p>
          <ProblemNotice problem={set.problem} />
        </Dialog>
      ) : null}
    </>
  );
}
