import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useAnnounce } from '../../components/announcer.js';
import { Avatar } from '../../components/avatar.js';
import { Button } from '../../components/button.js';
import { sourceAsWords } from '../composer/picture-markdown.js';
import type { OutgoingReply } from '../composer/reply-outbox.js';

interface OutgoingArticleProps {
  reply: OutgoingReply;
  me: { id: string; name: string };
  onCancel: (reply: OutgoingReply) => void;
}

/** A reply of one's own on its way: shown at once, and said to wait where the server cannot be reached. */
export function OutgoingArticle({ reply, me, onCancel }: OutgoingArticleProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const id = `outgoing-${reply.id}`;
  const waiting = reply.state === 'waiting';
  // Each new try changes the words; said aloud it would be a nuisance, so it is said once.
  const said = useRef(false);
  useEffect(() => {
    if (!waiting || said.current) return;
    said.current = true;
    announce(t`Your reply is waiting to be sent.`);
  }, [waiting, announce, t]);
  return (
    <article id={id} className="post post-reply post-outgoing" aria-labelledby={`${id}-author`} tabIndex={-1}>
      <header className="post-head">
        <Avatar id={me.id} name={me.name} />
        <div className="post-who">
          <h2 id={`${id}-author`} className="post-author">
            {me.name}
          </h2>
        </div>
        <div className="post-when">{waiting ? <Trans>Waiting to send</Trans> : <Trans>Sending…</Trans>}</div>
      </header>
      <p className="post-source">{sourceAsWords(reply.body)}</p>
      {reply.attachments?.length ? (
        <p className="post-hint">
          <Plural value={reply.attachments.length} one="with # file" other="with # files" />
        </p>
      ) : null}
      {waiting ? (
        <footer className="post-foot">
          <span className="post-hint">
            <Trans>It is sent as soon as you are online again.</Trans>
          </span>
          <Button look="quiet" small onClick={() => onCancel(reply)}>
            <Trans>Cancel</Trans>
          </Button>
        </footer>
      ) : null}
    </article>
  );
}
