import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/** A person's name; somebody who closed the account is a former member, in the reader's language. */
export function PersonName({ person }: { person: { name: string; former: boolean } }): ReactNode {
  return person.former ? <Trans>Former member</Trans> : person.name;
}
