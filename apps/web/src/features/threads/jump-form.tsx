import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';

/** Goes to a reply by its number; shown where a thread is longer than one window. */
export function JumpForm({ last, onJump }: { last: number; onJump: (number: number) => void }): ReactNode {
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className="thread-jump"
      onSubmit={(event) => {
        event.preventDefault();
        const number = Number.parseInt(text, 10);
        if (Number.isInteger(number)) onJump(number);
      }}
    >
      <label htmlFor={id}>
        <Trans>Jump to reply number</Trans>
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={1}
        max={last}
        placeholder={`1–${last}`}
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button small type="submit">
        <Trans>Go</Trans>
      </Button>
    </form>
  );
}
