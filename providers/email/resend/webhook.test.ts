import { Resend } from 'resend';
import { describe, expect, test } from 'vitest';
import type { ResendWebhookInput } from './webhook.ts';
import { checkResendWebhook, signResendWebhook, verifyResendWebhook } from './webhook.ts';

const secret = `whsec_${Buffer.from('the first secret of this endpoint').toString('base64')}`;
const otherSecret = `whsec_${Buffer.from('the next secret of this endpoint').toString('base64')}`;
const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const id = 'msg_2abc';

const bodyOf = (type: string, data: unknown = { email_id: 'eml-1', to: ['guest@example.com'] }) =>
  JSON.stringify({ type, created_at: '2026-11-21T11:59:58.000Z', data });

function signed(change: { body?: string; secondsFromNow?: number; secret?: string } = {}) {
  const body = change.body ?? bodyOf('email.delivered');
  const timestamp = now / 1000 + (change.secondsFromNow ?? 0);
  const signature = signResendWebhook({ id, timestamp, body, secret: change.secret ?? secret });
  const headers: Record<string, string | undefined> = {
    'svix-id': id,
    'svix-timestamp': String(timestamp),
    'svix-signature': signature,
  };
  return { rawBody: body, headers, secret, now };
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
  ])('%s is told as %s', (type, status) => {
    expect(verifyResendWebhook(signed({ body: bodyOf(type) }))).toEqual({
      eventId: id,
      externalId: 'eml-1',
      status,
      occurredAt: Date.UTC(2026, 10, 21, 11, 59, 58),
    });
  });

  const right = signed().headers['svix-signature'] ?? '';
  const cases: [string, Partial<ResendWebhookInput> & { headers?: Record<string, string> }][] = [
    ['bytes instead of text', { rawBody: new TextEncoder().encode(signed().rawBody) }],
    ['header names in capitals', { headers: upper(signed().headers) }],
    [
      'an older signature first',
      { headers: { ...clean(signed().headers), 'svix-signature': `v1,AAAA ${right}` } },
    ],
    [
      'an unknown scheme beside it',
      { headers: { ...clean(signed().headers), 'svix-signature': `v1a,xyz ${right} v2,abc` } },
    ],
    ['the new secret during a rotation', { secret: [otherSecret, secret] }],
    ['a secret without its prefix', { secret: secret.slice('whsec_'.length) }],
  ];
  test.each(cases)('%s', (_, change) => {
    expect(verifyResendWebhook({ ...signed(), ...change })?.status).toBe('delivered');
  });

  test('a Headers object, as a web server hands it over', () => {
    const headers = new Headers(clean(signed().headers));
    expect(verifyResendWebhook({ ...signed(), headers })?.status).toBe('delivered');
  });

  test.each([-300, -299, 299, 300])('a timestamp %d seconds away', (secondsFromNow) => {
    expect(checkResendWebhook(signed({ secondsFromNow })).kind).toBe('event');
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
  'an authentic %s is acknowledged and ignored',
  (type) => {
    expect(checkResendWebhook(signed({ body: bodyOf(type) }))).toEqual({
      kind: 'ignored',
      eventId: id,
      type,
    });
    expect(verifyResendWebhook(signed({ body: bodyOf(type) }))).toBeNull();
  },
);

describe('refused', () => {
  const headers = clean(signed().headers);
  const signature = headers['svix-signature'] ?? '';
  const cases: [string, Partial<ResendWebhookInput>, string][] = [
    ['no headers at all', { headers: {} }, 'missing_headers'],
    ['no id', { headers: { ...headers, 'svix-id': undefined } }, 'missing_headers'],
    ['an empty signature', { headers: { ...headers, 'svix-signature': '' } }, 'missing_headers'],
    ['a timestamp that is no number', { headers: { ...headers, 'svix-timestamp': 'soon' } }, 'timestamp'],
    ['a fractional timestamp', { headers: { ...headers, 'svix-timestamp': `${now / 1000}.5` } }, 'timestamp'],
    ['a negative timestamp', { headers: { ...headers, 'svix-timestamp': '-1' } }, 'timestamp'],
    ['301 seconds too old', signed({ secondsFromNow: -301 }), 'timestamp'],
    ['301 seconds in the future', signed({ secondsFromNow: 301 }), 'timestamp'],
    ['a clock that is not known', { now: Number.NaN }, 'timestamp'],
    ['another body', { rawBody: bodyOf('email.bounced') }, 'signature'],
    ['the body printed again with a space', { rawBody: ` ${signed().rawBody}` }, 'signature'],
    ['another id', { headers: { ...headers, 'svix-id': 'msg_other' } }, 'signature'],
    ['another timestamp', { headers: { ...headers, 'svix-timestamp': `${now / 1000 + 1}` } }, 'signature'],
    ['another secret', { secret: otherSecret }, 'signature'],
    ['no secret', { secret: [] }, 'signature'],
    ['an empty secret', { secret: '' }, 'signature'],
    ['an empty secret with its prefix', { secret: 'whsec_' }, 'signature'],
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
  test.each(cases)('%s', (_, change, reason) => {
    const input = { ...signed(), ...change };
    expect(checkResendWebhook(input)).toEqual({ kind: 'refused', reason });
    expect(verifyResendWebhook(input)).toBeNull();
  });
});

test('an event without a readable time happened when it was signed', () => {
  const body = JSON.stringify({ type: 'email.sent', data: { email_id: 'eml-1' } });
  expect(verifyResendWebhook(signed({ body, secondsFromNow: -10 }))?.occurredAt).toBe(now - 10_000);
});

function clean(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
}

function upper(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(clean(headers)).map(([name, value]) => [name.toUpperCase(), value]),
  );
}
