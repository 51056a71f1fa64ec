import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { NotFound } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { MailFolder, type KeptMessage } from '#platform/mail';
import { AuditLog } from '../audit/audit-log.service.js';
import type { Viewer } from '../viewer/viewer.js';
import { mayReadMailbox } from './kept-mail.policy.js';

/** Key of a kept message in a cursor. */
export type KeptMailKey = readonly [id: string];

/** Says whether a cursor's parts are a {@link KeptMailKey}. */
export const isKeptMailKey = (parts: unknown[]): parts is [string] =>
  parts.length === 1 && typeof parts[0] === 'string';

/** Lets administrators read the mail that was kept; each reading is written down. */
@Injectable()
export class KeptMailService {
  constructor(
    private readonly folder: MailFolder,
    private readonly db: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A page of the kept mail, newest first.
   * @throws Forbidden for everybody but administrators at a browser, NotFound where mail is sent.
   */
  async read(viewer: Viewer, page: Page<KeptMailKey>): Promise<Connection<KeptMessage>> {
    mayReadMailbox(viewer);
    if (!this.folder.inUse) throw new NotFound();
    const ids = (await this.folder.ids()).filter((id) => page.after === null || id < page.after[0]);
    const wanted = ids.slice(0, page.size);
    const messages = (await Promise.all(wanted.map((id) => this.folder.read(id)))).filter((mail) => mail !== null);
    if (messages.length > 0) {
      const details = { messages: messages.map(({ id }) => id) };
      await this.db.tx((tx) =>
        this.audit.note(tx, { actor: viewer.accountId, action: 'mailbox-read', subject: 'mailbox', details }),
      );
    }
    return pageOf(messages, ({ id }) => encodeCursor([id]), {
      before: page.after !== null,
      after: ids.length > page.size,
    });
  }
}
