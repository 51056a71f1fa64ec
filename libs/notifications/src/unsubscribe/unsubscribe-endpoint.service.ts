import { Inject, Injectable } from '@nestjs/common';
import type { RequestHandler, Response } from 'express';
import { answerError } from '#platform/http';
import { LOGGER, type Logger } from '#platform/logging';
import { MailSubscriptionService } from './mail-subscription.service.js';

/** `/<token>`, as links in mails carry it. */
const ADDRESS = /^\/([A-Za-z0-9_-]{16,200})\/?$/;

/**
 * One-click unsubscription (RFC 8058): mail programs POST to the address that stands in `List-Unsubscribe`, without
 * cookies and from anywhere. What they send along is not looked at: the token says it all, and it does nothing else, so
 * no request need prove where it comes from. Every other method goes on to the page of the web client, since programs
 * that look for bad links open all that they find.
 */
@Injectable()
export class UnsubscribeEndpoint {
  constructor(
    private readonly subscriptions: MailSubscriptionService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** For `/unsubscribe`, before anybody is recognized. */
  handler(): RequestHandler {
    return (req, res, next) => {
      res.set({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
      const [, token] = ADDRESS.exec(req.path) ?? [];
      if (req.method !== 'POST' || token === undefined) return next();
      // Whatever comes with it is thrown away as it comes.
      req.resume();
      this.end(token, res).catch((error: unknown) => answerError(res, error, this.logger));
    };
  }

  /**
   * The same answer where there is nothing to end: whoever left the community or closed the account gets no such mail,
   * and a mail program that was told of a failure would say that unsubscribing does not work. So guesses learn nothing.
   */
  private async end(token: string, res: Response): Promise<void> {
    await this.subscriptions.end(token);
    res.status(200).type('text/plain').send('You get no more such mail.\n');
  }
}
