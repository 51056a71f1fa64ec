import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MailEnvelope } from './mail-envelope.js';

/** Where a message stands. `sending` is written before the server is spoken to, `sent` after its 250, `cancelled` when called back. */
export type OutgoingMailState = 'waiting' | 'sending' | 'sent' | 'failed' | 'cancelled';

/** One matter for one person. What it says, and to whom, is erased once it is sent or called back. */
@Entity('outgoing_mails')
@Unique('outgoing_mails_message_key', ['messageKey'])
@Index('outgoing_mails_created_at', ['createdAt'])
@Index('outgoing_mails_about', { synchronize: false })
@Index('outgoing_mails_refused_at', { synchronize: false })
@Check('outgoing_mails_state', `state IN ('waiting', 'sending', 'sent', 'failed', 'cancelled')`)
@Check(
  'outgoing_mails_erased',
  `(state IN ('waiting', 'sending'))
   = (recipient IS NOT NULL AND subject IS NOT NULL AND text_body IS NOT NULL AND html_body IS NOT NULL)`,
)
@Check('outgoing_mails_envelope_erased', `envelope IS NULL OR state IN ('waiting', 'sending')`)
export class OutgoingMail {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Names the matter where a handler may run twice: the second row is not written. */
  @Column({ name: 'message_key', type: 'text', nullable: true })
  messageKey!: string | null;

  /** The `Message-ID`, the same for every try. */
  @Column({ name: 'message_id', type: 'text' })
  messageId!: string;

  @Column({ type: 'text', nullable: true })
  recipient!: string | null;

  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column({ name: 'text_body', type: 'text', nullable: true })
  textBody!: string | null;

  @Column({ name: 'html_body', type: 'text', nullable: true })
  htmlBody!: string | null;

  /** What its headers say besides; it may hold a name, so it is erased with the rest. */
  @Column({ type: 'jsonb', nullable: true })
  envelope!: MailEnvelope | null;

  @Column({ type: 'text', default: 'waiting' })
  state!: OutgoingMailState;

  /** What it is about, in ids: `account:<id>`, `community:<id>` …; what ends there calls it back. */
  @Column({ type: 'text', array: true, default: [] })
  about!: string[];

  /** When its server last said that it knows no such reader; it is given up, or else that is not believed. */
  @Column({ name: 'refused_at', type: 'timestamptz', nullable: true })
  refusedAt!: Date | null;

  /** It was given up for that, and so many others were refused that the address is not blamed. */
  @Column({ name: 'refusal_doubted', type: 'boolean', default: false })
  refusalDoubted!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
