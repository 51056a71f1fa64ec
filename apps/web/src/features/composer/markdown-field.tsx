import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { later } from '../../components/later.js';
import { classNames } from '../../lib/class-names.js';
import { withWords } from '../../lib/i18n/locale.js';
import type { MentionHelpHandle } from '../mentions/mention-help.js';
import type { MentionPlace } from '../mentions/use-people.js';
import { changeText, selectedIn } from './change-text.js';
import styles from './composer.module.css';
import { applyCommand, continueList, insertSign } from './markdown-commands.js';
import type { MarkdownCommand } from './markdown-commands.js';
import { MarkdownPreview } from './markdown-preview.js';
import { MarkdownToolbar } from './markdown-toolbar.js';
import type { Attaching } from './use-attaching.js';
import { useFilesIn } from './use-files-in.js';

/** Whom an `@` can mean; without a connection to fetch it by, a text is written as it always was. */
const MentionHelp = later(
  withWords('reading', () => import('../mentions/mention-help.js').then((part) => part.MentionHelp)),
  { failed: () => null },
);

interface MarkdownFieldProps {
  label: string;
  /** Shows the label above the frame; elsewhere the place says what the field is for. */
  labelled?: boolean;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Ctrl or ⌘ with Enter. */
  onSubmit: () => void;
  onEscape?: () => void;
  /** Said below a field with a label. */
  error?: string | undefined;
  /** Id of an error elsewhere that belongs to the text. */
  errorId?: string | undefined;
  /** Takes files with the text: chosen, pasted, or dropped anywhere in the frame. */
  attaching?: Pick<Attaching, 'onFiles' | 'tray'>;
  /** Where the text will stand, so that people can be mentioned in it. */
  mentions?: MentionPlace;
  /** What stands below the text, within the frame: state and buttons. */
  footer: ReactNode;
  ref: Ref<HTMLTextAreaElement> & { current: HTMLTextAreaElement | null };
}

/** A text in Markdown with its toolbar and a preview. Tab leaves it; the browser's undo works through every button. */
export function MarkdownField(props: MarkdownFieldProps): ReactNode {
  const { label, labelled, value, onChange, placeholder, onSubmit, onEscape, error, footer, ref } = props;
  const { t } = useLingui();
  const id = useId();
  const errorId = error ? `${id}-error` : props.errorId;
  const [preview, setPreview] = useState(false);
  const files = useFilesIn(props.attaching?.onFiles);
  const help = useRef<MentionHelpHandle>(null);

  const mention = (): void => {
    if (ref.current) changeText(ref.current, insertSign(selectedIn(ref.current)));
  };
  const run = (command: MarkdownCommand): void => {
    const field = ref.current;
    if (!field) return;
    const words = {
      bold: t`bold text`,
      italic: t`italic text`,
      link: t`link text`,
      code: t`code`,
      heading: t`Heading`,
      item: t`Item`,
      column: t`Column`,
    };
    changeText(field, applyCommand(command, selectedIn(field), words));
  };

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || help.current?.press(event)) return;
    const meta = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && meta) {
      event.preventDefault();
      onSubmit();
    } else if (event.key === 'Escape' && onEscape) {
      event.preventDefault();
      onEscape();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      const next = continueList(selectedIn(event.currentTarget));
      if (!next) return;
      event.preventDefault();
      changeText(event.currentTarget, next);
    } else if (meta && !event.shiftKey && !event.altKey) {
      const command = ({ b: 'bold', i: 'italic', k: 'link' } as const)[event.key.toLowerCase()];
      if (!command) return;
      event.preventDefault();
      run(command);
    }
  };

  const frame = (
    <div className={classNames(styles.composer, files.over && styles.over)} {...files.drop}>
      <div className={styles.head}>
        <Tabs id={id} preview={preview} onChoose={setPreview} />
        {preview ? null : (
          <MarkdownToolbar
            controls={`${id}-text`}
            onCommand={run}
            onMention={props.mentions && mention}
            onAttach={files.choose}
          />
        )}
      </div>
      <div id={`${id}-write`} role="tabpanel" aria-labelledby={`${id}-tab-write`} hidden={preview}>
        <textarea
          ref={ref}
          id={`${id}-text`}
          className={styles.text}
          rows={6}
          value={value}
          aria-label={labelled ? undefined : label}
          aria-invalid={errorId ? true : undefined}
          aria-describedby={errorId}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={press}
          onPaste={files.paste}
        />
        {props.mentions && value.includes('@') ? (
          <MentionHelp ref={help} field={ref} value={value} place={props.mentions} />
        ) : null}
      </div>
      <div
        id={`${id}-preview`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-preview`}
        className={styles.preview}
        // The panel can be scrolled and has nothing in it to focus.
        tabIndex={0}
        hidden={!preview}
      >
        {preview ? <MarkdownPreview body={value} /> : null}
      </div>
      {files.input}
      {props.attaching?.tray}
      <div className={styles.foot}>{footer}</div>
    </div>
  );
  if (!labelled) return frame;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={`${id}-text`}>
        {label}
      </label>
      {frame}
      {error ? (
        <p id={errorId} className={styles.wrong}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface TabsProps {
  id: string;
  preview: boolean;
  onChoose: (preview: boolean) => void;
}

function Tabs({ id, preview, onChoose }: TabsProps): ReactNode {
  const { t } = useLingui();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onChoose(!preview);
    list.current?.querySelectorAll('button')[preview ? 0 : 1]?.focus();
  };
  const tab = (name: 'write' | 'preview', chosen: boolean, words: ReactNode): ReactNode => (
    <button
      type="button"
      role="tab"
      id={`${id}-tab-${name}`}
      aria-selected={chosen}
      aria-controls={`${id}-${name}`}
      tabIndex={chosen ? 0 : -1}
      className={classNames(styles.tab, chosen && styles.tabChosen)}
      onClick={() => onChoose(name === 'preview')}
    >
      {words}
    </button>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it take the focus
    <div ref={list} role="tablist" aria-label={t`Write or preview`} className={styles.tabs} onKeyDown={move}>
      {tab('write', !preview, <Trans>Write</Trans>)}
      {tab('preview', preview, <Trans>Preview</Trans>)}
    </div>
  );
}
