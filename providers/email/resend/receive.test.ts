import { Resend } from 'resend';
import { describe, expect, test } from 'vitest';
import type { EmailDeliveryEvent } from '#providers/email/port.ts';
import { createResendReceive, signResendWebhook } from './receive.ts';

const secret = `whsec_${Buffer.from('the first secret of this endpoint').toString('base64')}`;
const otherSecret = `whsec_${Buffer.from('the next secret of this endpoint').toString('base64')}`;
const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const id = 'msg_2abc';

const bodyOf = (type: string, data: unknown = { email_id: 'eml-1', to: ['guest@example.com'] }) =>
  JSON.stringify({ type, created_at: '2026-11-21T11:59:58.000Z', data });

type Sent = {
  body: string | Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
  secrets: string[];
  now: number;
};

function signed(change: { body?: string; secondsFromNow?: number; secret?: string } = {}): Sent {
  const body = change.body ?? bodyOf('email.delivered');
  const timestamp = now / 1000 + (change.secondsFromNow ?? 0);
  const signature = signResendWebhook({ id, timestamp, body, secret: change.secret ?? secret });
  const headers = { 'svix-id': id, 'svix-timestamp': String(timestamp), 'svix-signature': signature };
  return { body, headers, secrets: [secret], now };
}

const receive = ({ body, headers, secrets, now }: Sent) =>
  createResendReceive(secrets)(new Request('http://127.0.0.1/hook', { method: 'POST', body, headers }), now);

async function eventOf(sent: Sent): Promise<EmailDeliveryEvent | undefined> {
  const received = await receive(sent);
  return received.kind === 'hints' ? received.hints[0] : undefined;
}

describe('accepted', () => {
  test.each([
    ['email.sent', 'sent'],
    ['email.delivered', 'delivered'],
    ['email.delivery_delayed', 'delayed'],
    ['email.bounced', 'bounced'],
    ['email.suppressed', 'bounced'],
    ['email.complained', 'complained'],
    ['email.failed', 'failed'],
  ])('%s is told as %s', async (type, status) => {
    expect(await eventOf(signed({ body: bodyOf(type) }))).toEqual({
      eventId: id,
      externalId: 'eml-1',
      status,
      occurredAt: Date.UTC(2026, 10, 21, 11, 59, 58),
    });
  });

  const right = signed().headers['svix-signature'] ?? '';
  const cases: [string, Partial<Sent>][] = [
    ['bytes instead of text', { body: new TextEncoder().encode(String(signed().body)) }],
    ['header names in capitals', { headers: upper(signed().headers) }],
    ['an older signature first', { headers: { ...signed().headers, 'svix-signature': `v1,AAAA ${right}` } }],
    [
      'an unknown scheme beside it',
      { headers: { ...signed().headers, 'svix-signature': `v1a,xyz ${right} v2,abc` } },
    ],
    ['the new secret during a rotation', { secrets: [otherSecret, secret] }],
    ['a secret without its prefix', { secrets: [secret.slice('whsec_'.length)] }],
  ];
  test.each(cases)('%s', async (_, change) => {
    expect((await eventOf({ ...signed(), ...change }))?.status).toBe('delivered');
  });

  test.each([-300, -299, 299, 300])('a timestamp %d seconds away', async (secondsFromNow) => {
    expect(await eventOf(signed({ secondsFromNow }))).toBeDefined();
  });

  test('what the vendor’s own SDK accepts as genuine', () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const payload = bodyOf('email.delivered');
    const signature = signResendWebhook({ id, timestamp, body: payload, secret });
    const verified = new Resend('re_unused').webhooks.verify({
      payload,
      headers: { id, timestamp: String(timestamp), signature },
      webhookSecret: secret,
    });
    expect(verified).toMatchObject({ type: 'email.delivered' });
  });
});

test.each(['email.opened', 'email.clicked', 'email.scheduled', 'contact.created', 'constructor'])(
  'an authentic %s is acknowledged and says nothing',
  async (type) => {
    expect(await receive(signed({ body: bodyOf(type) }))).toEqual({ kind: 'hints', hints: [] });
  },
);

describe('refused', () => {
  const { headers } = signed();
  const signature = headers['svix-signature'] ?? '';
  const cases: [string, Partial<Sent>, string][] = [
    ['no headers at all', { headers: {} }, 'malformed'],
    ['no id', { headers: { ...headers, 'svix-id': '' } }, 'malformed'],
    ['an empty signature', { headers: { ...headers, 'svix-signature': '' } }, 'malformed'],
    ['a timestamp that is no number', { headers: { ...headers, 'svix-timestamp': 'soon' } }, 'timestamp'],
    ['a fractional timestamp', { headers: { ...headers, 'svix-timestamp': `${now / 1000}.5` } }, 'timestamp'],
    ['a negative timestamp', { headers: { ...headers, 'svix-timestamp': '-1' } }, 'timestamp'],
    ['301 seconds too old', signed({ secondsFromNow: -301 }), 'timestamp'],
    ['301 seconds in the future', signed({ secondsFromNow: 301 }), 'timestamp'],
    ['a clock that is not known', { now: Number.NaN }, 'timestamp'],
    ['another body', { body: bodyOf('email.bounced') }, 'signature'],
    ['the body printed again with a space', { body: ` ${bodyOf('email.delivered')}` }, 'signature'],
    ['another id', { headers: { ...headers, 'svix-id': 'msg_other' } }, 'signature'],
    ['another timestamp', { headers: { ...headers, 'svix-timestamp': `${now / 1000 + 1}` } }, 'signature'],
    ['another secret', { secrets: [otherSecret] }, 'signature'],
    ['no secret', { secrets: [] }, 'signature'],
    ['an empty secret', { secrets: [''] }, 'signature'],
    ['an empty secret with its prefix', { secrets: ['whsec_'] }, 'signature'],
    [
      'a signature without scheme',
      { headers: { ...headers, 'svix-signature': signature.slice(3) } },
      'signature',
    ],
    ['a cut signature', { headers: { ...headers, 'svix-signature': signature.slice(0, -8) } }, 'signature'],
    [
      'a longer signature',
      { headers: { ...headers, 'svix-signature': `${signature.slice(0, -1)}AAAA` } },
      'signature',
    ],
    [
      'only an unknown scheme',
      { headers: { ...headers, 'svix-signature': `v2,${signature.slice(3)}` } },
      'signature',
    ],
    [
      'the right one after 32 others',
      { headers: { ...headers, 'svix-signature': `${'v1,AAAA '.repeat(32)}${signature}` } },
      'signature',
    ],
    ['a signed text that is not JSON', signed({ body: 'hello' }), 'malformed'],
    ['a signed list', signed({ body: '[]' }), 'malformed'],
    ['a signed null', signed({ body: 'null' }), 'malformed'],
    ['a signed event without type', signed({ body: '{"data":{}}' }), 'malformed'],
    ['a signed event without its mail', signed({ body: bodyOf('email.sent', {}) }), 'malformed'],
    [
      'a signed event with a number as its mail',
      signed({ body: bodyOf('email.sent', { email_id: 7 }) }),
      'malformed',
    ],
  ];
  test.each(cases)('%s', async (_, change, reason) => {
    expect(await receive({ ...signed(), ...change })).toEqual({ kind: 'refused', reason });
  });
});

test('an event without a readable time happened when it was signed', async () => {
  const body = JSON.stringify({ type: 'email.sent', data: { email_id: 'eml-1' } });
  expect((await eventOf(signed({ body, secondsFromNow: -10 })))?.occurredAt).toBe(now - 10_000);
});

function upper(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
}
