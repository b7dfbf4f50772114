import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailVendor } from '#domain/vendors.ts';
import { emailVendors } from '#domain/vendors.ts';
import type { EmailHarness } from './contract-harness.ts';
import type { OutgoingEmail } from './port.ts';
import { createEmailWebhooks } from './registry.ts';
import { startResendHarness } from './resend/contract-harness.ts';

const harnesses: Record<EmailVendor, () => Promise<EmailHarness>> = { resend: startResendHarness };

const ics = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'SUMMARY:Gặp mặt 🎉',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const mail = (change: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  from: { name: 'Phòng khám Ánh Dương', email: 'mail@everslot.test' },
  to: { name: 'Guest, One', email: 'guest@example.com' },
  subject: 'Confirmed: intro – Thứ Ba',
  html: '<p>Hello</p>',
  text: 'Hello',
  idempotencyKey: 'bkg_1/confirmed/guest/0',
  ...change,
});

async function failureOf(sending: Promise<unknown>): Promise<ProviderFailure> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderFailure) return error;
  throw new Error(`expected a ProviderFailure, got ${String(error)}`);
}

describe.each(emailVendors)('e-mail through %s', (vendor) => {
  let harness: EmailHarness;
  beforeAll(async () => {
    harness = await harnesses[vendor]();
  });
  afterEach(() => harness.reset());
  afterAll(() => harness.stop());

  test('a mail arrives with its sender, recipient, subject, bodies, reply address and headers', async () => {
    const { externalId } = await harness.provider.send(
      mail({ replyTo: 'host@example.com', headers: { 'X-Entity-Ref-ID': 'bkg_1' } }),
    );
    const [message, ...others] = await harness.messages('guest@example.com');
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      id: externalId,
      from: 'Phòng khám Ánh Dương <mail@everslot.test>',
      to: ['"Guest, One" <guest@example.com>'],
      subject: 'Confirmed: intro – Thứ Ba',
      html: '<p>Hello</p>',
      text: 'Hello',
      replyTo: ['host@example.com'],
      headers: { 'X-Entity-Ref-ID': 'bkg_1' },
      idempotencyKey: 'bkg_1/confirmed/guest/0',
      deliveries: 1,
    });
  });

  test('a repeat with the same key and content is delivered once and answers with the same id', async () => {
    const first = await harness.provider.send(mail());
    const second = await harness.provider.send(mail());
    expect(second).toEqual(first);
    expect(await harness.messages('guest@example.com')).toMatchObject([{ deliveries: 1, requests: 2 }]);
  });

  test('two keys are two mails', async () => {
    await harness.provider.send(mail());
    await harness.provider.send(mail({ idempotencyKey: 'bkg_1/reminder/guest/60' }));
    expect(await harness.messages('guest@example.com')).toHaveLength(2);
  });

  test('a mail whose first answer was cut off after it was stored is delivered once', async () => {
    await harness.fault({ reset: 'after', times: 1 });
    expect((await failureOf(harness.provider.send(mail()))).kind).toBe('unavailable');
    await harness.provider.send(mail());
    expect(await harness.messages('guest@example.com')).toMatchObject([{ deliveries: 1, requests: 2 }]);
  });

  test('a mail whose first answer never came is given up in time and delivered once by the repeat', async () => {
    await harness.fault({ timeout: 'after', times: 1 });
    expect((await failureOf(harness.impatientProvider.send(mail()))).kind).toBe('unavailable');
    await harness.provider.send(mail());
    expect(await harness.messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
  });

  test('a mail that never reached the vendor is delivered by the repeat', async () => {
    await harness.fault({ reset: 'before', times: 1 });
    expect((await failureOf(harness.provider.send(mail()))).kind).toBe('unavailable');
    expect(await harness.messages('guest@example.com')).toEqual([]);
    await harness.provider.send(mail());
    expect(await harness.messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
  });

  test('the same key at the same time is unavailable for the second, and still one delivery', async () => {
    await harness.fault({ latencyMs: 200, times: 1 });
    const outcomes = await Promise.allSettled([harness.provider.send(mail()), harness.provider.send(mail())]);
    const failed = outcomes.flatMap((item) => (item.status === 'rejected' ? [item.reason as unknown] : []));
    expect(failed).toEqual([expect.objectContaining({ kind: 'unavailable', reason: 'in_progress' })]);
    expect(await harness.messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
  });

  test('another content under a used key is a conflict and nothing is delivered', async () => {
    await harness.provider.send(mail());
    const error = await failureOf(harness.provider.send(mail({ text: 'Something else' })));
    expect(error).toMatchObject({ kind: 'conflict', reason: 'key_reused' });
    expect(await harness.messages('guest@example.com')).toHaveLength(1);
  });

  test('an invitation arrives byte for byte with the method in its MIME type', async () => {
    await harness.provider.send(mail({ ics: { method: 'REQUEST', content: ics } }));
    await harness.provider.send(mail({ ics: { method: 'CANCEL', content: ics }, idempotencyKey: 'cancel' }));
    const messages = await harness.messages('guest@example.com');
    const attachments = messages.flatMap((message) => message.attachments);
    expect(attachments.map((item) => item.contentType)).toEqual([
      'text/calendar; charset=utf-8; method=CANCEL',
      'text/calendar; charset=utf-8; method=REQUEST',
    ]);
    for (const item of attachments) {
      expect(item.filename).toBe('invite.ics');
      expect(Buffer.from(item.content, 'base64').equals(Buffer.from(ics, 'utf8'))).toBe(true);
    }
  });

  test.each(['refused@example.com', 'no-at-sign', 'two@at@signs.example', 'line\r\nBcc: x@example.com'])(
    'the address %j is refused for good and named as the cause',
    async (email) => {
      const error = await failureOf(harness.provider.send(mail({ to: { name: 'Guest', email } })));
      expect(error).toMatchObject({ kind: 'invalid', reason: 'recipient_refused' });
    },
  );

  test('a name cannot add a header or another recipient', async () => {
    const name = 'Eve" <eve@evil.example>\r\nBcc: x@evil.example, \u202Egnp';
    await harness.provider.send(mail({ to: { name, email: 'guest@example.com' } }));
    const [message] = await harness.messages('guest@example.com');
    expect(message?.to).toEqual(['"Eve eve@evil.example Bcc: x@evil.example, gnp" <guest@example.com>']);
  });

  test.each(['', 'x'.repeat(257), 'line\nbreak'])(
    'an impossible key is refused before anything is sent',
    async (key) => {
      const error = await failureOf(harness.provider.send(mail({ idempotencyKey: key })));
      expect(error).toMatchObject({ kind: 'invalid', reason: 'malformed_request' });
      expect(await harness.messages('guest@example.com')).toEqual([]);
    },
  );

  test('a throttled request says for how long', async () => {
    await harness.fault({ status: 429, retryAfterSeconds: 17, times: 1 });
    const error = await failureOf(harness.provider.send(mail()));
    expect(error).toMatchObject({ kind: 'throttled', retryAfterSeconds: 17 });
  });

  test.each([500, 502, 503])('status %d is unavailable and the repeat is delivered once', async (status) => {
    await harness.fault({ status, times: 1 });
    expect((await failureOf(harness.provider.send(mail()))).kind).toBe('unavailable');
    await harness.provider.send(mail());
    expect(await harness.messages('guest@example.com')).toMatchObject([{ deliveries: 1 }]);
  });

  test.each(['<html>Bad gateway</html>', '{"message":"upstream"}', 'null', ''])(
    'a proxy answering 502 with %j is unavailable',
    async (rawBody) => {
      await harness.fault({ status: 502, rawBody, times: 1 });
      expect((await failureOf(harness.provider.send(mail()))).kind).toBe('unavailable');
    },
  );

  test('a wrong key is revoked', async () => {
    expect((await failureOf(harness.wrongKeyProvider.send(mail()))).kind).toBe('revoked');
  });

  test('no failure quotes the recipient', async () => {
    const error = await failureOf(
      harness.provider.send(mail({ to: { name: 'Guest', email: 'refused+canary@example.com' } })),
    );
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('canary');
  });

  test('every notification of a delivery verifies and names the mail', async () => {
    const check = createEmailWebhooks(harness.env).get(vendor);
    if (check === undefined) throw new Error('notifications are off');
    const received: unknown[] = [];
    const { promise: bounced, resolve } = Promise.withResolvers<void>();
    const listener = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = new Headers(
          Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value] as [string, string]] : [],
          ),
        );
        received.push(check({ rawBody: Buffer.concat(chunks), headers, now: Date.now() }));
        response.writeHead(204).end();
        if (received.length === 2) resolve();
      });
    });
    await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
    try {
      await harness.notifyAt(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`);
      const to = { name: 'Guest', email: harness.bouncingAddress };
      const reference = { tenantId: 'ten_01abc', deliveryId: 'dlv_01xyz' };
      const { externalId } = await harness.provider.send(mail({ to, reference }));
      await bounced;
      expect(received).toEqual(
        expect.arrayContaining(
          ['sent', 'bounced'].map((status) => ({
            kind: 'event',
            event: {
              eventId: expect.any(String),
              externalId,
              reference,
              status,
              occurredAt: expect.any(Number),
            },
          })),
        ),
      );
    } finally {
      listener.closeAllConnections();
      listener.close();
    }
  });
});
