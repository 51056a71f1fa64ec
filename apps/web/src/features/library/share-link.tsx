import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { TextField } from '../../components/field.js';
import styles from './share.module.css';
import { addressOf } from './share-values.js';

let links = 0;

/** A page elsewhere, by its address. */
export function ShareLink({ onAdd }: { onAdd: (key: string, url: string) => void }): ReactNode {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (): void => {
    const url = addressOf(text);
    setWrong(url === null);
    field.current?.focus();
    if (url === null) return;
    links += 1;
    onAdd(`link-${links}`, url);
    setText('');
  };
  return (
    <form
      className={styles.link}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        ref={field}
        label={<Trans>Or share a link</Trans>}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        maxLength={LIMITS.resourceUrl}
        value={text}
        error={wrong ? t`Give the whole address of a public page, such as https://example.org/guide.` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <Button type="submit">
        <Trans>Add the link</Trans>
      </Button>
    </form>
  );
}
