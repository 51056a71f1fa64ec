import { z } from 'zod';
import { entry, url } from './entry.js';

const MAILBOX = /^(?:([^<>"\p{Cc}]*?)\s*<)?([^\s<>@"\p{Cc}]+@[^\s<>@"\p{Cc}]+)(>)?$/u;

/** How mail goes out. */
export const MAIL_ENTRIES = {
  smtpUrl: entry({
    name: 'SMTP_URL',
    type: 'an smtp:// or smtps:// address',
    unit: null,
    default: 'none: mail is kept',
    effect:
      'Server for outgoing mail. Without it mail is kept as files under `<COPSE_DATA>/mail` for 7 days, readable by administrators at `/admin/mailbox`.',
    secret: true,
    schema: url('smtp:', 'smtps:'),
  }),
  mailFrom: entry({
    name: 'MAIL_FROM',
    type: 'an e-mail address, alone or as `Name <address>`',
    unit: null,
    default: '`Copse <noreply@host of PUBLIC_URL>`',
    effect: 'Sender of every message.',
    schema: z
      .string()
      .refine((text) => {
        const [, name, , bracket] = MAILBOX.exec(text) ?? [undefined, undefined, undefined, undefined];
        return MAILBOX.test(text) && (name !== undefined) === (bracket !== undefined);
      })
      .transform((text) => {
        const [, name, address = ''] = MAILBOX.exec(text) ?? [];
        return { name: name || 'Copse', address };
      })
      .optional()
      .transform((mailbox) => mailbox ?? null),
  }),
} as const;
