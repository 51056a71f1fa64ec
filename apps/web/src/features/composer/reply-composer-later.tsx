import { useCallback, useImperativeHandle, useRef } from 'react';
import type { ReactNode } from 'react';
import { later } from '../../components/later.js';
import { withWords } from '../../lib/i18n/locale.js';
import type { ReplyComposerHandle, ReplyComposerProps } from './reply-composer.js';

const Composer = later(
  withWords('writing', () => import('./reply-composer.js').then((part) => part.ReplyComposer)),
  { waiting: <div className="thread-reply-room" /> },
);

/** The composer, which readers who cannot answer never fetch. What is asked of it before it has come is done then. */
export function ReplyComposerLater({ ref, ...props }: ReplyComposerProps): ReactNode {
  const composer = useRef<ReplyComposerHandle>(null);
  const asked = useRef<((composer: ReplyComposerHandle) => void)[]>([]);
  const came = useCallback((handle: ReplyComposerHandle | null) => {
    composer.current = handle;
    if (handle) for (const ask of asked.current.splice(0)) ask(handle);
  }, []);
  useImperativeHandle(ref, () => {
    const ask = (question: (composer: ReplyComposerHandle) => void): void => {
      if (composer.current) question(composer.current);
      else asked.current.push(question);
    };
    return {
      open: (with_) => ask((handle) => handle.open(with_)),
      takeBack: (reply) => ask((handle) => handle.takeBack(reply)),
    };
  }, []);
  return <Composer {...props} ref={came} />;
}
