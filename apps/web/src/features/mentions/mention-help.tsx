import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useId, useImperativeHandle, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref, RefObject } from 'react';
import { LIMITS } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { Notice } from '../../components/notice.js';
import { changeText, selectedIn } from '../composer/change-text.js';
import { countMentions, insertMention, mentionAt } from './mention-at.js';
import type { MentionAt } from './mention-at.js';
import { PeopleList } from './people-list.js';
import styles from './mentions.module.css';
import { usePeople } from './use-people.js';
import type { Mentionable, MentionPlace } from './use-people.js';

/** More people than this are rarely meant; the writer is told once more how many it is. */
const MANY = 20;

/** What the field asks of the list. */
export interface MentionHelpHandle {
  /** Takes a key that belongs to the open list; answers whether it did. */
  press: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
}

interface MentionHelpProps {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  place: MentionPlace;
  ref: Ref<MentionHelpHandle>;
}

/**
 * The people whom an `@` can mean, beside the cursor. The focus stays in the text: arrows choose, Enter or Tab takes,
 * Escape closes. Nobody to offer, or no connection: no list.
 */
export function MentionHelp({ field, value, place, ref }: MentionHelpProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const id = useId();
  const [at, setAt] = useState<MentionAt | null>(null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const open = at !== null && at.start !== closedAt ? at : null;
  const people = usePeople(open, place);
  const names = people.map((person) => person.id).join(' ');
  const [known, setKnown] = useState(names);
  if (known !== names) {
    setKnown(names);
    setChosen(0);
  }
  const shown = open !== null && people.length > 0;

  const look = useEffectEvent((): void => {
    const text = field.current;
    const next = text && document.activeElement === text ? mentionAt(selectedIn(text)) : null;
    if (next?.start !== closedAt) setClosedAt(null);
    setAt((before) => (before?.start === next?.start && before?.text === next?.text ? before : next));
  });
  useEffect(() => {
    const text = field.current;
    const again = (): void => look();
    again();
    const events = ['input', 'keyup', 'click', 'focus', 'blur'] as const;
    for (const event of events) text?.addEventListener(event, again);
    return () => {
      for (const event of events) text?.removeEventListener(event, again);
    };
  }, [field]);

  useEffect(() => {
    const text = field.current;
    if (!text || !shown) return undefined;
    const attributes = { 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-activedescendant': `${id}-${chosen}` };
    for (const [name, said] of Object.entries(attributes)) text.setAttribute(name, said);
    return () => {
      for (const name of Object.keys(attributes)) text.removeAttribute(name);
    };
  }, [field, shown, id, chosen]);

  const offered = shown ? names : '';
  const say = useEffectEvent((): void => {
    const count = people.length;
    announce(count === 1 ? t`1 person: Enter takes it.` : t`${count} people: choose with the arrow keys, Enter takes.`);
  });
  useEffect(() => {
    if (offered) say();
  }, [offered]);

  const take = (person: Mentionable): void => {
    const text = field.current;
    if (!text || !open) return;
    changeText(text, insertMention(selectedIn(text), open, person));
    setAt(null);
  };
  useImperativeHandle(ref, () => ({
    press: (event) => {
      const person = people[chosen];
      if (!shown || !person || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
      const { key } = event;
      if (key === 'ArrowDown') setChosen((chosen + 1) % people.length);
      else if (key === 'ArrowUp') setChosen((chosen + people.length - 1) % people.length);
      else if (key === 'Enter' || key === 'Tab') take(person);
      else if (key === 'Escape') setClosedAt(open.start);
      else return false;
      event.preventDefault();
      // Escape would close what the text stands in as well.
      event.stopPropagation();
      return true;
    },
  }));

  const mentioned = countMentions(value);
  const most = LIMITS.mentions;
  return (
    <>
      {shown && field.current ? (
        <PeopleList
          id={id}
          field={field.current}
          start={open.start}
          people={people}
          chosen={chosen}
          onPoint={setChosen}
          onTake={take}
        />
      ) : null}
      {mentioned > MANY ? (
        <div className={styles.many}>
          <Notice kind={mentioned > most ? 'error' : 'warn'} role="status">
            {mentioned > most ? (
              <Trans>
                Your text mentions {mentioned} people; {most} are the most that it can mention.
              </Trans>
            ) : (
              <Trans>Your text mentions {mentioned} people, and each of them is told of it.</Trans>
            )}
          </Notice>
        </div>
      ) : null}
    </>
  );
}
