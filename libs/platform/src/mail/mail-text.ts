/** Languages that letters are written in. */
export type MailLanguage = 'EN' | 'FR';

/** A written message. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
