import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { LIMITS } from '#contracts';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { findCommands, inGroups } from './find-commands.js';
import type { Command } from './find-commands.js';
import { Keys } from './keys.js';
import styles from './keyboard.module.css';
import { useCommands } from './use-commands.js';

/** What was typed, as a search of what is written; nothing is lost where no command is found. */
function useSearchFor(typed: string): Command[] {
  const { t } = useLingui();
  const navigate = useNavigate();
  const q = typed.trim();
  if (q === '') return [];
  const run = (): void => void navigate({ to: '/search', search: { q } });
  return [{ id: 'search', group: t`Search`, label: t`Search for “${q}”`, run }];
}

interface OptionsProps {
  id: string;
  commands: readonly Command[];
  chosen: Command | undefined;
  onPoint: (command: Command) => void;
  onTake: (command: Command) => void;
}

/** The listbox under the field; the field keeps the focus. */
function Options({ id, commands, chosen, onPoint, onTake }: OptionsProps): ReactNode {
  const { t } = useLingui();
  const chosenId = chosen && `${id}-${chosen.id}`;
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [chosenId]);
  return (
    <div id={id} role="listbox" aria-label={t`Commands`} className={styles.list}>
      {inGroups(commands).map(({ group, commands: held }, place) => (
        <div key={group} role="group" aria-labelledby={`${id}-${place}`}>
          <p id={`${id}-${place}`} className={styles.group} role="presentation">
            {group}
          </p>
          {held.map((command) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are pressed in the field
            <div
              key={command.id}
              id={`${id}-${command.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={command === chosen}
              className={styles.command}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => onPoint(command)}
              onClick={() => onTake(command)}
            >
              <span lang={command.lang}>{command.label}</span>
              {command.keys ? <Keys keys={command.keys} /> : null}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** All that can be done or gone to from here, by name (Ctrl or ⌘ with K). */
export function CommandPalette({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useLingui();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<string | null>(null);
  const all = useCommands();
  const search = useSearchFor(typed);
  const commands = [...findCommands(all, typed), ...search];
  const at = Math.max(
    0,
    commands.findIndex((command) => command.id === pointed),
  );
  const chosen = commands[at];
  const count = commands.length - search.length;

  const take = (command: Command | undefined): void => {
    if (!command) return;
    // Closed first: the focus is back where it was, and what is done may move it from there.
    flushSync(onClose);
    command.run();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key];
    if (by) setPointed(commands[(at + by + commands.length) % commands.length]?.id ?? null);
    else if (event.key === 'Enter') take(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      title={<Trans>Commands</Trans>}
      onClose={onClose}
      actions={
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      }
    >
      <input
        type="text"
        role="combobox"
        className={styles.field}
        aria-label={t`What do you want to do?`}
        placeholder={t`What do you want to do?`}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-list-${chosen.id}` : undefined}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={LIMITS.searchText}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setPointed(null);
        }}
        onKeyDown={press}
      />
      <Options
        id={`${id}-list`}
        commands={commands}
        chosen={chosen}
        onPoint={(command) => setPointed(command.id)}
        onTake={take}
      />
      <p role="status" className="visually-hidden">
        <Plural value={count} _0="No commands found" one="# command" other="# commands" />
      </p>
    </Dialog>
  );
}
