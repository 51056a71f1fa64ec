import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './library.module.css';

interface DropZoneProps {
  active: boolean;
  onDrop: (files: File[]) => void;
  children: ReactNode;
}

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files that are dropped on what it holds, and shows where while they are carried over the page. Folders are left
 * out: a browser hands them over as files that cannot be read. It is a second way; a button is the first.
 */
export function DropZone({ active, onDrop, children }: DropZoneProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [carried, setCarried] = useState(false);
  const dropped = useRef(onDrop);
  useEffect(() => {
    dropped.current = onDrop;
  });
  useEffect(() => {
    if (!active) return undefined;
    let last: ReturnType<typeof setTimeout> | undefined;
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      // Without this the browser would open the file in place of the page.
      event.preventDefault();
      const here = event.target instanceof Node && (box.current?.contains(event.target) ?? false);
      if (event.dataTransfer) event.dataTransfer.dropEffect = here ? 'copy' : 'none';
      setCarried(true);
      // No event tells that they were carried out of the window: this one comes all the time until they are.
      clearTimeout(last);
      last = setTimeout(() => setCarried(false), 400);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setCarried(false);
      if (!(event.target instanceof Node) || !box.current?.contains(event.target)) return;
      const files = filesOf(event);
      if (files.length > 0) dropped.current(files);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      clearTimeout(last);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [active]);
  return (
    <div ref={box} className={styles.zone} data-carried={(active && carried) || undefined}>
      {children}
      {active && carried ? (
        <p className={styles.drop} aria-hidden="true">
          <span>
            <Trans>Drop files here to share them</Trans>
          </span>
        </p>
      ) : null}
    </div>
  );
}

function filesOf({ dataTransfer }: DragEvent): File[] {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  return items.flatMap((item) => {
    if (item.webkitGetAsEntry()?.isDirectory) return [];
    return item.getAsFile() ?? [];
  });
}
