import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailProvider, OutgoingEmail } from '#providers/email/port.ts';
import { createSmtpProvider } from './adapter.ts';
import { account, type Refusal, startMailServer } from './testing/mail-server.ts';

type Server = Awaited<ReturnType<typeof startMailServer>>;

const mail = (change: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  from: { name: 'Clinic', email: 'mail@everslot.test' },
  to: { name: 'Guest', email: 'guest@example.com' },
  subject: 'Hi',
  html: '<p>Hello</p>',
  text: 'Hello',
  idempotencyKey: 'k',
  ...change,
});

const failureOf = async (sending: Promise<unknown>): Promise<ProviderFailure> => {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderFailure) return error;
  throw new Error(`expected a ProviderFailure, got ${String(error)}`);
};

const to = (server: Server, security: 'tls' | 'starttls' | 'none', change: { ca?: string } = {}) =>
  createSmtpProvider({ host: '127.0.0.1', port: server.port, security, account, ...change });

describe('replies of a real server', () => {
  let server: Server;
  let provider: EmailProvider;
  beforeAll(async () => {
    server = await startMailServer();
    provider = to(server, 'none');
  });
  afterEach(() => server.reset());
  afterAll(() => server.stop());

  test.each<[Refusal, string, string]>([
    [{ command: 'AUTH', status: 454, text: '4.7.0 Try later' }, 'unavailable', 'unavailable'],
    [{ command: 'MAIL', status: 421, text: '4.3.2 Shutting down' }, 'unavailable', 'unavailable'],
    [{ command: 'MAIL', status: 553, text: '5.7.1 Not your address' }, 'invalid', 'sender_refused'],
    [{ command: 'RCPT', status: 451, text: '4.7.1 Greylisted' }, 'throttled', 'throttled'],
    [{ command: 'RCPT', status: 554, text: '5.7.1 Relay access denied' }, 'invalid', 'not_allowed'],
    [{ command: 'RCPT', status: 550, text: '5.1.1 No such user' }, 'invalid', 'recipient_refused'],
    [{ command: 'DATA', status: 452, text: '4.2.2 Mailbox full' }, 'throttled', 'quota_exceeded'],
    [{ command: 'DATA', status: 554, text: '5.6.0 Content rejected' }, 'invalid', 'content_refused'],
  ])('%o is told in our terms, and the next mail goes through', async (refusal, kind, reason) => {
    // A connection that is open already has signed in.
    const fresh = refusal.command === 'AUTH' ? to(server, 'none') : provider;
    server.refuse(refusal);
    const failure = await failureOf(fresh.send(mail()));
    expect([failure.kind, failure.reason]).toEqual([kind, reason]);
    await fresh.send(mail());
    expect(server.taken()).toHaveLength(1);
  });

  test('many mails at once go over a few connections and all arrive', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => provider.send(mail({ idempotencyKey: `k${index}` }))),
    );
    expect(server.taken()).toHaveLength(20);
  });

  test('the recipient is the envelope, whatever the headers say', async () => {
    await provider.send(mail({ headers: { To: 'x@evil.example', Bcc: 'y@evil.example' } }));
    expect(server.taken().map(({ to: recipients }) => recipients)).toEqual([['guest@example.com']]);
  });
});

describe('encryption', () => {
  test('a server that does not offer STARTTLS gets neither password nor mail', async () => {
    const server = await startMailServer();
    try {
      const failure = await failureOf(to(server, 'starttls').send(mail()));
      expect([failure.kind, failure.reason]).toEqual(['unavailable', 'unreachable']);
      expect(server.taken()).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test('a certificate nobody vouches for is refused', async () => {
    const server = await startMailServer({ disabledCommands: [] });
    try {
      expect((await failureOf(to(server, 'starttls').send(mail()))).reason).toBe('unreachable');
      expect(server.taken()).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

test('a server that is not there is unreachable, and named', async () => {
  const server = await startMailServer();
  await server.stop();
  const failure = await failureOf(to(server, 'none').send(mail()));
  expect([failure.kind, failure.reason]).toEqual(['unavailable', 'unreachable']);
  expect(failure.server).toBe(`127.0.0.1:${server.port}`);
});
