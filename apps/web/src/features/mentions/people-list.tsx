import { useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Avatar } from '../../components/avatar.js';
import { classNames } from '../../lib/class-names.js';
import { caretPlace } from './caret-place.js';
import { isSamePlace, listPlace } from './list-place.js';
import type { ListPlace, View } from './list-place.js';
import styles from './mentions.module.css';
import type { Mentionable } from './use-people.js';

interface PeopleListProps {
  id: string;
  field: HTMLTextAreaElement;
  /** Where the `@` stands in the text of the field. */
  start: number;
  people: readonly Mentionable[];
  chosen: number;
  onPoint: (index: number) => void;
  onTake: (person: Mentionable) => void;
}

/** The listbox of people, at the `@` wherever the text and the page are scrolled to, above an on-screen keyboard. */
export function PeopleList({ id, field, start, people, chosen, onPoint, onTake }: PeopleListProps): ReactNode {
  const { t } = useLingui();
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<ListPlace | null>(null);

  const follow = useEffectEvent((): void => {
    const box = list.current;
    if (!box) return;
    const next = listPlace(caretPlace(field, start), seen(), { width: box.offsetWidth, height: box.scrollHeight });
    setPlace((before) => (before && isSamePlace(before, next) ? before : next));
  });
  // After every drawing: the text around the cursor, or who is offered, has changed.
  useLayoutEffect(() => follow());
  useEffect(() => {
    const move = (): void => follow();
    const { visualViewport } = window;
    // Also of what scrolls within the page: the field itself, for one.
    document.addEventListener('scroll', move, { capture: true, passive: true });
    window.addEventListener('resize', move);
    visualViewport?.addEventListener('resize', move);
    visualViewport?.addEventListener('scroll', move);
    return () => {
      document.removeEventListener('scroll', move, { capture: true });
      window.removeEventListener('resize', move);
      visualViewport?.removeEventListener('resize', move);
      visualViewport?.removeEventListener('scroll', move);
    };
  }, []);

  useEffect(() => {
    const box = list.current;
    const option = box?.children[chosen];
    if (!box || !(option instanceof HTMLElement)) return;
    // The list alone: the page stays where it is.
    const [top, bottom] = [option.offsetTop, option.offsetTop + option.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }, [chosen]);

  return createPortal(
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t`People you can mention`}
      className={classNames(styles.list, place?.above && styles.above)}
      style={place ? { left: place.left, top: place.top, maxHeight: place.maxHeight } : { left: 0, top: 0, opacity: 0 }}
      // The text keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
    >
      {people.map((person, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are pressed in the text
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={styles.person}
          onPointerMove={() => onPoint(index)}
          onClick={() => onTake(person)}
        >
          <Avatar id={person.id} name={person.name} small />
          <span>{person.name}</span>
        </div>
      ))}
    </div>,
    // What stands outside of the main part belongs to no part of the page for a screen reader.
    field.closest('main') ?? document.body,
  );
}

function seen(): View {
  const { visualViewport: view } = window;
  // Without the room that is kept for a scrollbar.
  const { clientWidth } = document.body;
  if (!view) return { top: 0, left: 0, width: clientWidth, height: window.innerHeight };
  return { top: view.offsetTop, left: view.offsetLeft, width: Math.min(view.width, clientWidth), height: view.height };
}
