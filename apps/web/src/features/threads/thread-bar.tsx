import { Plural, Trans } from '@lingui/react/macro';
import { ArrowDown, Reply } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.js';

interface ThreadBarProps {
  unseen: number;
  onReply: () => void;
  onShow: () => void;
}

/** What one does most on a phone, at the bottom of the screen; away while one writes. */
export function ThreadBar({ unseen, onReply, onShow }: ThreadBarProps): ReactNode {
  return (
    <div className="thread-bar">
      <Button look="primary" wide onClick={onReply}>
        <Reply size={18} aria-hidden="true" />
        <Trans>Reply</Trans>
      </Button>
      {unseen > 0 ? (
        <Button wide onClick={onShow}>
          <ArrowDown size={18} aria-hidden="true" />
          <Plural value={unseen} one="# new" other="# new" />
        </Button>
      ) : null}
    </div>
  );
}
