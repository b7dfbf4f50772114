import { describe, expect, test } from 'vitest';
import { messageIdOf, toProviderFailure } from './mapper.ts';

const thrown = (code: string, responseCode?: number, command?: string, response?: string) =>
  Object.assign(new Error('550 5.1.1 <guest@example.com> unknown'), {
    code,
    ...(responseCode === undefined ? {} : { responseCode }),
    ...(command === undefined ? {} : { command }),
    ...(response === undefined ? {} : { response: `${responseCode} ${response}` }),
  });

test.each([
  ['a name that does not resolve', thrown('EDNS'), 'unavailable', 'unreachable'],
  ['a refused connection', thrown('ESOCKET'), 'unavailable', 'unreachable'],
  ['a connection that broke', thrown('ECONNECTION'), 'unavailable', 'unreachable'],
  ['a server without TLS', thrown('ETLS', 500, 'STARTTLS'), 'unavailable', 'unreachable'],
  ['a server that is silent', thrown('ETIMEDOUT'), 'unavailable', 'timeout'],
  ['our own time limit', thrown('EABORT'), 'unavailable', 'timeout'],
  ['a server that speaks something else', thrown('EPROTOCOL'), 'unavailable', 'unexpected_answer'],
  ['a wrong password', thrown('EAUTH', 535, 'AUTH PLAIN'), 'revoked', 'credentials_refused'],
  ['a server that wants an account', thrown('EENVELOPE', 530, 'MAIL FROM'), 'revoked', 'credentials_refused'],
  ['a sign-in that fails for now', thrown('EAUTH', 454, 'AUTH PLAIN'), 'unavailable', 'unavailable'],
  ['a server that shuts down', thrown('EENVELOPE', 421, 'MAIL FROM', '4.3.2'), 'unavailable', 'unavailable'],
  ['greylisting', thrown('EENVELOPE', 451, 'RCPT TO', '4.7.1 Try later'), 'throttled', 'throttled'],
  ['a busy mailbox', thrown('EENVELOPE', 450, 'RCPT TO'), 'throttled', 'throttled'],
  ['a full disk', thrown('EMESSAGE', 452, 'DATA'), 'throttled', 'quota_exceeded'],
  ['a local error', thrown('EMESSAGE', 451, 'DATA', '4.3.0 Oops'), 'unavailable', 'unavailable'],
  ['an unknown recipient', thrown('EENVELOPE', 550, 'RCPT TO', '5.1.1 No'), 'invalid', 'recipient_refused'],
  ['a forbidden recipient', thrown('EENVELOPE', 550, 'RCPT TO', '5.7.1 Relay'), 'invalid', 'not_allowed'],
  ['a forbidden sender', thrown('EENVELOPE', 553, 'MAIL FROM'), 'invalid', 'sender_refused'],
  ['a refused content', thrown('EMESSAGE', 554, 'DATA', '5.6.0 Spam'), 'invalid', 'content_refused'],
  [
    'a recipient refused at the end',
    thrown('EMESSAGE', 550, 'DATA', '5.1.1'),
    'invalid',
    'recipient_refused',
  ],
  ['something that is no error', 'guest@example.com', 'unavailable', 'unreachable'],
])('%s', (_, error, kind, reason) => {
  const failure = toProviderFailure(error);
  expect([failure.kind, failure.reason]).toEqual([kind, reason]);
  expect(`${failure.message} ${String(failure.cause)}`).not.toContain('guest@');
});

describe('a Message-ID', () => {
  const id = (idempotencyKey: string, email = 'mail@clinic.example') =>
    messageIdOf({ idempotencyKey, from: { name: '', email } });

  test('is the same for every repeat and another for every other mail', () => {
    expect(id('ten_1/bkg_1/confirmed')).toBe(id('ten_1/bkg_1/confirmed'));
    expect(id('ten_1/bkg_1/confirmed')).not.toBe(id('ten_1/bkg_1/reminder'));
  });

  test('tells nothing of the key and belongs to the domain of the sender', () => {
    expect(id('ten_1/bkg_1/confirmed')).toMatch(/^<[0-9a-f]{40}@clinic\.example>$/);
  });
});
