import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { emailVendors } from '#domain/vendors.ts';
import {
  type ArrivedMail,
  type EmailFault,
  type EmailHarness,
  emailHarnesses,
  type NetworkedEmailHarness,
  networkedHarnesses,
} from './contract-harness.ts';
import type { OutgoingEmail } from './port.ts';

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

/** Copies of one mail carry one id: a vendor that keeps keys makes one, a mail server may make more. */
const distinct = (mails: readonly ArrivedMail[]): number => new Set(mails.map(({ id }) => id)).size;

describe.each(emailVendors)('e-mail through %s', (vendor) => {
  let harness: EmailHarness;
  beforeAll(async () => {
    harness = await emailHarnesses[vendor]();
  });
  afterEach(() => harness.reset());
  afterAll(() => harness.stop());

  test('the provider is the configured one', () => {
    expect(harness.provider.vendor).toBe(vendor);
  });

  test('a mail arrives with its sender, recipient, subject, bodies, reply address and headers', async () => {
    const { externalId } = await harness.provider.send(
      mail({ replyTo: 'host@example.com', headers: { 'X-Entity-Ref-ID': 'bkg_1' } }),
    );
    const [message, ...others] = await harness.mailsTo('guest@example.com');
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      id: externalId,
      from: { name: 'Phòng khám Ánh Dương', email: 'mail@everslot.test' },
      to: [{ name: 'Guest, One', email: 'guest@example.com' }],
      subject: 'Confirmed: intro – Thứ Ba',
      html: '<p>Hello</p>',
      text: 'Hello',
      replyTo: 'host@example.com',
      headers: { 'x-entity-ref-id': 'bkg_1' },
    });
  });

  test('a repeat with the same key and content is known as the same mail and answers with the same id', async () => {
    const first = await harness.provider.send(mail());
    const second = await harness.provider.send(mail());
    expect(second).toEqual(first);
    expect(distinct(await harness.mailsTo('guest@example.com'))).toBe(1);
  });

  test('two keys are two mails', async () => {
    await harness.provider.send(mail());
    await harness.provider.send(mail({ idempotencyKey: 'bkg_1/reminder/guest/60' }));
    expect(distinct(await harness.mailsTo('guest@example.com'))).toBe(2);
  });

  test('the same key at the same time is one mail, whichever of the two is answered', async () => {
    const outcomes = await Promise.allSettled([harness.provider.send(mail()), harness.provider.send(mail())]);
    const failed = outcomes.flatMap((item) => (item.status === 'rejected' ? [item.reason as unknown] : []));
    expect(failed.length).toBeLessThan(2);
    for (const failure of failed)
      expect(failure).toMatchObject({ kind: 'unavailable', reason: 'in_progress' });
    expect(distinct(await harness.mailsTo('guest@example.com'))).toBe(1);
  });

  test('an invitation arrives byte for byte with the method in its MIME type', async () => {
    await harness.provider.send(mail({ ics: { method: 'REQUEST', content: ics } }));
    await harness.provider.send(mail({ ics: { method: 'CANCEL', content: ics }, idempotencyKey: 'cancel' }));
    const mails = await harness.mailsTo('guest@example.com');
    const attachments = mails.flatMap((message) => message.attachments);
    expect(attachments.map((item) => item.contentType).sort()).toEqual([
      'text/calendar; charset=utf-8; method=CANCEL',
      'text/calendar; charset=utf-8; method=REQUEST',
    ]);
    for (const item of attachments) {
      expect(item.filename).toBe('invite.ics');
      expect(Buffer.from(item.content).equals(Buffer.from(ics, 'utf8'))).toBe(true);
    }
  });

  test.each(['no-at-sign', 'two@at@signs.example', 'line\r\nBcc: x@example.com'])(
    'the impossible address %j is refused for good and named as the cause',
    async (email) => {
      const error = await failureOf(harness.provider.send(mail({ to: { name: 'Guest', email } })));
      expect(error).toMatchObject({ kind: 'invalid', reason: 'recipient_refused' });
    },
  );

  test('an impossible reply address is refused before anything is sent', async () => {
    const error = await failureOf(harness.provider.send(mail({ replyTo: 'a@b\r\nBcc: x@example.com' })));
    expect(error).toMatchObject({ kind: 'invalid', reason: 'malformed_request' });
    expect(await harness.mailsTo('guest@example.com')).toEqual([]);
  });

  test('neither a name nor a subject nor a header can add a header or another recipient', async () => {
    const name = 'Eve" <eve@evil.example>\r\nBcc: x@evil.example, \u202Egnp';
    await harness.provider.send(
      mail({
        to: { name, email: 'guest@example.com' },
        subject: 'Hi\r\nX-Evil: 1',
        headers: { 'X-Ref': 'one\r\nX-Evil: 1' },
      }),
    );
    const [message] = await harness.mailsTo('guest@example.com');
    expect(message?.to).toEqual([
      { name: 'Eve eve@evil.example Bcc: x@evil.example, gnp', email: 'guest@example.com' },
    ]);
    expect(message?.subject).toBe('Hi X-Evil: 1');
    expect(message?.headers).not.toHaveProperty('x-evil');
    expect(await harness.mailsTo('x@evil.example')).toEqual([]);
  });

  test.each(['', 'x'.repeat(257), 'line\nbreak'])(
    'an impossible key is refused before anything is sent',
    async (key) => {
      const error = await failureOf(harness.provider.send(mail({ idempotencyKey: key })));
      expect(error).toMatchObject({ kind: 'invalid', reason: 'malformed_request' });
      expect(await harness.mailsTo('guest@example.com')).toEqual([]);
    },
  );
});

describe.each(Object.entries(networkedHarnesses))('e-mail over the network through %s', (_, start) => {
  let harness: NetworkedEmailHarness;
  beforeAll(async () => {
    harness = await start();
  });
  afterEach(() => harness.reset());
  afterAll(() => harness.stop());

  test.each<EmailFault>(['reset before', 'reset after', 'outage'])(
    'a mail that meets a %s is unavailable, and its repeat makes one mail',
    async (fault) => {
      await harness.fault(fault);
      expect((await failureOf(harness.provider.send(mail()))).kind).toBe('unavailable');
      await harness.provider.send(mail());
      expect(distinct(await harness.mailsTo('guest@example.com'))).toBe(1);
    },
  );

  test('a mail that never reached the vendor is not there before the repeat', async () => {
    await harness.fault('reset before');
    await failureOf(harness.provider.send(mail()));
    expect(await harness.mailsTo('guest@example.com')).toEqual([]);
  });

  test('a mail whose first answer never came is given up in time, and its repeat is known as the same mail', async () => {
    await harness.fault('silence after');
    const failure = await failureOf(harness.impatientProvider.send(mail()));
    expect([failure.kind, failure.reason]).toEqual(['unavailable', 'timeout']);
    await harness.provider.send(mail());
    expect(distinct(await harness.mailsTo('guest@example.com'))).toBe(1);
  });

  test('a throttled request is told apart from an outage, with the wait the vendor asks for', async () => {
    await harness.fault('throttle');
    const failure = await failureOf(harness.provider.send(mail()));
    expect([failure.kind, failure.retryAfterSeconds]).toEqual(['throttled', harness.throttledSeconds]);
  });

  test('wrong credentials are revoked', async () => {
    const failure = await failureOf(harness.wrongKeyProvider.send(mail()));
    expect([failure.kind, failure.reason]).toEqual(['revoked', 'credentials_refused']);
  });

  test('an address the vendor refuses is refused for good, and no failure quotes it', async () => {
    const email = harness.refusedAddress.replace('@', '+canary@');
    const error = await failureOf(harness.provider.send(mail({ to: { name: 'Guest', email } })));
    expect(error).toMatchObject({ kind: 'invalid', reason: 'recipient_refused' });
    expect(`${error.message} ${String(error.cause)} ${JSON.stringify(error)}`).not.toContain('canary');
  });
});
