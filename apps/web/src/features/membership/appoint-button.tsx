import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { ProblemNotice } from '../../components/problem.js';
import { AppointFacilitatorDocument } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useLocale } from '../../lib/i18n/use-locale.js';

interface AppointButtonProps {
  slug: string;
  person: { id: string; name: string };
}

/** Staff make a member a facilitator. */
export function AppointButton({ slug, person }: AppointButtonProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const announce = useAnnounce();
  const appoint = useAction(AppointFacilitatorDocument);
  const { id, name } = person;
  return (
    <>
      <Button
        small
        busy={appoint.busy}
        aria-label={t`Make facilitator: ${name}`}
        onClick={async () => {
          if (await appoint.run({ slug, accountId: id, language })) announce(t`${name} is a facilitator now.`);
        }}
      >
        <Trans>Make facilitator</Trans>
      </Button>
      <ProblemNotice problem={appoint.problem} />
    </>
  );
}
