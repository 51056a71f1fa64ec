import { OutgoingMail } from './outgoing-mail.entity.js';

export { plainName, quotedLines, writeBilingualLetter, writeLetter, type Letter } from './letter.js';
export { MailFolder, type KeptMessage } from './mail-folder.service.js';
export { MailModule } from './mail.module.js';
export { Mailer, type MailLanguage, type MailText, type MailToSend } from './mailer.service.js';
export { MailPost } from './mail-post.service.js';
export { OutgoingMailRepository } from './outgoing-mail.repository.js';
export { SendMail } from './send-mail.handler.js';
export { SweepMail } from './sweep-mail.handler.js';

/** The table of this folder, for the process's DataSource and the test that finds drift. */
export const mailEntities = [OutgoingMail];
