import { OutgoingMail } from './outgoing-mail.entity.js';

export { addressMarkOf } from './address-mark.js';
export { checkMail, sendTrial, type MailServer } from './check-mail.js';
export { escapeHtml } from './escape-html.js';
export { quotedLines, writeBilingualLetter, writeLetter, type Letter } from './letter.js';
export type { MailEnvelope } from './mail-envelope.js';
export { MailFolder, type KeptMessage } from './mail-folder.service.js';
export { MailModule } from './mail.module.js';
export type { MailBlock, MailFootLine, MailItem, MailQuote, MailSection, MailWay, MailWords } from './mail-block.js';
export { writePage, type MailPage } from './mail-page.js';
export type { MailLanguage, MailText } from './mail-text.js';
export { MailRefusalsDoubted, MailRefused } from './mail.events.js';
export { Mailer, type MailToSend } from './mailer.service.js';
export { MailPost } from './mail-post.service.js';
export { OutgoingMailRepository } from './outgoing-mail.repository.js';
export { RefusedMailRepository } from './refused-mail.repository.js';
export { RefusedReaders } from './refused-readers.service.js';
export { plainName, plainTitle } from './plain-name.js';
export { SendMail } from './send-mail.handler.js';
export { SweepMail } from './sweep-mail.handler.js';

/** The table of this folder, for the process's DataSource and the test that finds drift. */
export const mailEntities = [OutgoingMail];
