import { useLingui } from '@lingui/react/macro';
import {
  AtSign,
  Bold,
  Code,
  Heading3,
  Italic,
  Link as LinkIcon,
  List,
  ListChecks,
  ListOrdered,
  Paperclip,
  Plus,
  Quote,
  Table,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './composer.module.css';
import type { MarkdownCommand } from './markdown-commands.js';

interface MarkdownToolbarProps {
  /** Id of the field that the buttons work on. */
  controls: string;
  onCommand: (command: MarkdownCommand) => void;
  /** Begins the mention of somebody; without it, the text mentions nobody. */
  onMention?: (() => void) | undefined;
  /** Lets files be chosen; without it, the text takes none. */
  onAttach?: (() => void) | undefined;
}

interface Tool {
  command: MarkdownCommand | 'attach' | 'mention';
  label: string;
  Icon: LucideIcon;
  keys?: string;
}

/** The buttons over the text: one stop of the Tab key, arrows, Home and End between them; the rarer ones under "+". */
export function MarkdownToolbar({ controls, onCommand, onMention, onAttach }: MarkdownToolbarProps): ReactNode {
  const { t } = useLingui();
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const [more, setMore] = useState(false);
  const tools: Tool[] = [
    // First, so that they are in view on the narrowest screen.
    ...(onAttach ? [{ command: 'attach' as const, label: t`Attach files`, Icon: Paperclip }] : []),
    ...(onMention ? [{ command: 'mention' as const, label: t`Mention somebody`, Icon: AtSign }] : []),
    { command: 'bold', label: t`Bold`, Icon: Bold, keys: 'Control+B' },
    { command: 'italic', label: t`Italic`, Icon: Italic, keys: 'Control+I' },
    { command: 'link', label: t`Link`, Icon: LinkIcon, keys: 'Control+K' },
    { command: 'bullets', label: t`Bulleted list`, Icon: List },
    { command: 'numbers', label: t`Numbered list`, Icon: ListOrdered },
    { command: 'quote', label: t`Quotation`, Icon: Quote },
    { command: 'code', label: t`Code`, Icon: Code },
  ];
  const rare: Tool[] = [
    { command: 'heading', label: t`Heading`, Icon: Heading3 },
    { command: 'table', label: t`Table`, Icon: Table },
    { command: 'tasks', label: t`Task list`, Icon: ListChecks },
  ];

  const move = (event: KeyboardEvent): void => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at === -1) return;
    event.preventDefault();
    const next = (to + buttons.length) % buttons.length;
    setCurrent(next);
    buttons[next]?.focus();
  };

  const button = (tool: Tool, index: number, withWords: boolean): ReactNode => (
    <button
      key={tool.command}
      type="button"
      className={withWords ? styles.toolWithWords : styles.tool}
      tabIndex={index === current ? 0 : -1}
      aria-label={withWords ? undefined : tool.label}
      title={withWords ? undefined : tool.label}
      aria-keyshortcuts={tool.keys}
      // The field keeps its selection and the phone its keyboard while a button is pressed.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        setCurrent(index);
        if (tool.command === 'attach') onAttach?.();
        else if (tool.command === 'mention') onMention?.();
        else onCommand(tool.command);
      }}
    >
      <tool.Icon size={18} aria-hidden="true" />
      {withWords ? tool.label : null}
    </button>
  );

  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={t`Formatting`}
      aria-controls={controls}
      className={styles.toolbar}
      onKeyDown={move}
    >
      <div className={styles.tools}>
        {tools.map((tool, index) => button(tool, index, false))}
        <button
          type="button"
          className={styles.tool}
          tabIndex={current === tools.length ? 0 : -1}
          aria-label={t`More formatting`}
          title={t`More formatting`}
          aria-expanded={more}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            setCurrent(tools.length);
            setMore(!more);
          }}
        >
          <Plus size={18} aria-hidden="true" />
        </button>
      </div>
      {more ? (
        <div className={styles.tools}>{rare.map((tool, index) => button(tool, tools.length + 1 + index, true))}</div>
      ) : null}
    </div>
  );
}
