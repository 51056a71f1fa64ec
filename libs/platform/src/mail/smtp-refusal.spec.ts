import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './smtp-refusal.js';

const atReader = (response: string) =>
  refusalOf({ code: 'EENVELOPE', command: 'RCPT TO', response, responseCode: Number(response.slice(0, 3)) });

describe('an answer to the name of a reader', () => {
  it.each([
    '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
    '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the address, or see https://support.example/mail?p=NoSuchUser',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    '556 5.1.10 Recipient domain has null MX',
    '553 5.1.3 Bad address',
    '551 5.1.6 Moved',
    '554 5.2.1 Mailbox disabled',
    '550 #5.1.0 Address rejected.',
    '550 sorry, no mailbox here by that name. (#5.1.1)',
    '550 No such user here',
    '550 <relay.sender@policy.example>: unknown at spf.example.net',
    '550 No',
  ])('says that there is none: %s', (response) => {
    expect(atReader(response)).toBe('no-such-reader');
  });

  it.each([
    // Postfix judges sender, name and address of whoever speaks only here.
    '553 5.1.8 <copse@example.org>: Sender address rejected: Domain not found',
    '550 5.1.0 <copse@example.org>: Sender address rejected: User unknown in virtual mailbox table',
    '550 5.1.1 <copse@example.org>: Sender address rejected: User unknown',
    '550 5.1.7 <copse@example.org>: Sender address rejected: undeliverable address',
    '504 5.5.2 <copse>: Helo command rejected: need fully-qualified hostname',
    '554 5.7.1 <ada@example.org>: Relay access denied',
    '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
    '550 5.7.25 Client host rejected: cannot find your reverse hostname',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example',
    // Without a status.
    '550 relay not permitted',
    '554 Relay access denied',
    '550 authentication required',
    '550 SPF check failed',
    '550 Rejected by local policy',
    '550 We do not take mail from you',
    '553 sorry, that domain is not in my list of allowed rcpthosts',
    '554 Go away',
    '551 User not local',
    // Nobody's fault for ever.
    '552 5.2.2 Mailbox full',
    '550 5.4.1 All hosts are away',
    '550 5.5.0 What?',
    '530 5.7.0 Sign in',
    '503 Out of order',
    '450 4.2.1 Later',
  ])('says nothing of the address, and is tried again: %s', (response) => {
    expect(atReader(response)).toBeNull();
  });

  it('may be a rule of that reader', () => {
    expect(atReader('550 5.7.1 Only members of this list write here')).toBe('refused');
  });
});

it.each([
  [{ code: 'EENVELOPE', command: 'MAIL FROM', response: '550 5.1.1 No such user', responseCode: 550 }, null],
  [{ code: 'EAUTH', command: 'AUTH PLAIN', response: '535 5.7.8 Wrong', responseCode: 535 }, null],
  [{ code: 'EPROTOCOL', response: '554 5.3.2 No service', responseCode: 554 }, null],
  [{ code: 'ECONNECTION' }, null],
  [{ code: 'EENVELOPE', command: 'DATA', response: '554 5.7.1 No', responseCode: 554 }, 'refused'],
  [{ code: 'EMESSAGE', command: 'DATA', response: '552 5.3.4 Too long', responseCode: 552 }, 'refused'],
])('other answers: %j', (error, expected) => {
  expect(refusalOf(error)).toBe(expected);
});
