import { useRef, useState } from 'react';
import type { ClipboardEvent, DragEvent, HTMLAttributes, ReactNode } from 'react';
import { meansFiles } from './pasted-files.js';

/** How files come into a text. Without somebody to take them, pasting and dropping stay what they are. */
export interface FilesIn {
  /** Opens the window in which files are chosen; undefined where none are taken. */
  choose: (() => void) | undefined;
  /** The hidden field behind it. */
  input: ReactNode;
  paste: (event: ClipboardEvent) => void;
  drop: Pick<HTMLAttributes<HTMLElement>, 'onDragOver' | 'onDragLeave' | 'onDrop'>;
  /** Files are held over the frame. */
  over: boolean;
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Lets files be chosen, pasted and dropped. */
export function useFilesIn(onFiles: ((files: readonly File[]) => void) | undefined): FilesIn {
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  if (!onFiles) return { choose: undefined, input: null, paste: () => undefined, drop: {}, over: false };
  return {
    choose: () => field.current?.click(),
    input: (
      <input
        ref={field}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // So that the same file can be chosen again.
          event.target.value = '';
        }}
      />
    ),
    paste: (event) => {
      const { clipboardData } = event;
      const files = [...clipboardData.files];
      const names = files.map(({ name }) => name);
      if (!meansFiles(names, clipboardData.types, clipboardData.getData('text/plain'))) return;
      event.preventDefault();
      onFiles(files);
    },
    drop: {
      onDragOver: (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave: (event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        onFiles([...event.dataTransfer.files]);
      },
    },
    over,
  };
}
