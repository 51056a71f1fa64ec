import { Global, Module } from '@nestjs/common';
import { MailFolder } from './mail-folder.service.js';
import { MailPost } from './mail-post.service.js';
import { Mailer } from './mailer.service.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';
import { RefusedMailRepository } from './refused-mail.repository.js';
import { RefusedReaders } from './refused-readers.service.js';
import { SendMail } from './send-mail.handler.js';
import { SweepMail } from './sweep-mail.handler.js';

/** Gives every lib the mailer; its jobs run where the worker runs. */
@Global()
@Module({
  providers: [
    MailFolder,
    MailPost,
    Mailer,
    OutgoingMailRepository,
    RefusedMailRepository,
    RefusedReaders,
    SendMail,
    SweepMail,
  ],
  exports: [MailFolder, Mailer, RefusedReaders],
})
export class MailModule {}
