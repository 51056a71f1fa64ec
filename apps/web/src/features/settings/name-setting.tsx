import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { TextField } from '../../components/field.js';
import { ProblemNotice } from '../../components/problem.js';
import type { ViewerAccountFragment } from '../../gql/graphql.js';
import { Saved } from './saved.js';
import styles from './settings.module.css';
import { useSetting } from './use-setting.js';

/** The name others see; saved when the field is left or Enter is pressed. */
export function NameSetting({ me }: { me: ViewerAccountFragment }): ReactNode {
  const { t } = useLingui();
  const { save, saved, problem } = useSetting('name', me.name);
  const [name, setName] = useState(me.name);
  const empty = name.trim() === '';
  const refused = problem?.fields.name;
  const commit = (): void => {
    const next = name.trim();
    if (next && next !== me.name) void save(next);
  };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <TextField
        label={<Trans>Name</Trans>}
        hint={<Trans>As colleagues know you; everybody sees it beside what you write.</Trans>}
        autoComplete="name"
        maxLength={LIMITS.personName}
        value={name}
        error={empty ? t`Enter your name.` : refused ? t`This cannot be used. Please check it.` : undefined}
        onChange={(event) => setName(event.target.value)}
        onBlur={commit}
      />
      <Saved shown={saved} />
      {refused ? null : <ProblemNotice problem={problem} />}
    </form>
  );
}
