import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { PaymentHint } from '#providers/payment/port.ts';
import { receiveStripe, signStripeEvent } from './receive.ts';

const secret = 'whsec_TheFirstSecretOfThisEndpoint';
const otherSecret = 'whsec_TheNextSecretOfThisEndpoint';
const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const metadata = { everslot_tenant: 'ten_1', everslot_payment: 'pay_1', everslot_booking: 'bkg_1' };
const reference = { tenantId: 'ten_1', paymentId: 'pay_1', bookingId: 'bkg_1' };

const bodyOf = (type: string, object: object, change: object = {}) =>
  JSON.stringify({ id: 'evt_1', object: 'event', livemode: false, type, data: { object }, ...change });
const completed = bodyOf('checkout.session.completed', {
  object: 'checkout.session',
  id: 'cs_1',
  payment_intent: 'pi_1',
  metadata,
});

type Sent = { body: string | Uint8Array<ArrayBuffer>; header: string | null; secrets: string[] };

function signed(change: { body?: string; secondsFromNow?: number; secret?: string } = {}): Sent {
  const body = change.body ?? completed;
  const timestamp = now / 1_000 + (change.secondsFromNow ?? 0);
  return {
    body,
    header: signStripeEvent({ timestamp, body, secret: change.secret ?? secret }),
    secrets: [secret],
  };
}

const receive = ({ body, header, secrets }: Sent) =>
  receiveStripe(
    new Request('http://127.0.0.1/hook', {
      method: 'POST',
      body,
      headers: header === null ? {} : { 'stripe-signature': header },
    }),
    secrets,
    now,
  );

const hintOf = async (sent: Sent): Promise<PaymentHint | undefined> => {
  const received = await receive(sent);
  return received.kind === 'hints' ? received.hints[0] : undefined;
};

describe('what an event is about', () => {
  const none = { checkoutId: null, chargeId: null, reference: null };
  const cases: [string, object, Partial<PaymentHint>][] = [
    [
      'a page',
      { object: 'checkout.session', id: 'cs_1', payment_intent: 'pi_1', metadata },
      { reference, checkoutId: 'cs_1', chargeId: 'pi_1' },
    ],
    [
      'a page that was not paid',
      { object: 'checkout.session', id: 'cs_1', payment_intent: null, metadata },
      { reference, checkoutId: 'cs_1', chargeId: null },
    ],
    ['a payment', { object: 'payment_intent', id: 'pi_1', metadata }, { reference, chargeId: 'pi_1' }],
    [
      'a charge',
      { object: 'charge', id: 'ch_1', payment_intent: 'pi_1', metadata },
      { reference, chargeId: 'pi_1' },
    ],
    [
      'a refund',
      { object: 'refund', id: 're_1', payment_intent: 'pi_1', metadata },
      { reference, chargeId: 'pi_1' },
    ],
    [
      'a refund by hand',
      { object: 'refund', id: 're_1', payment_intent: 'pi_1', metadata: {} },
      { chargeId: 'pi_1' },
    ],
    [
      'a dispute',
      { object: 'dispute', id: 'du_1', payment_intent: 'pi_1', metadata: {} },
      { chargeId: 'pi_1' },
    ],
    [
      'a warning',
      { object: 'radar.early_fraud_warning', id: 'issfr_1', payment_intent: 'pi_1' },
      { chargeId: 'pi_1' },
    ],
    [
      'somebody else’s page',
      { object: 'checkout.session', id: 'cs_1', metadata: { order: '7' } },
      { checkoutId: 'cs_1' },
    ],
    ['what was expanded', { object: 'charge', id: 'ch_1', payment_intent: { id: 'pi_1' } }, {}],
  ];
  test.each(cases)('%s', async (_, object, expected) => {
    const body = bodyOf('any.type', object);
    expect(await hintOf(signed({ body }))).toEqual({ eventId: 'evt_1', mode: 'test', ...none, ...expected });
  });

  test('real money is told apart', async () => {
    const body = bodyOf('charge.refunded', { object: 'charge', id: 'ch_1' }, { livemode: true });
    expect((await hintOf(signed({ body })))?.mode).toBe('live');
  });

  test.each([
    ['another kind of thing', bodyOf('customer.created', { object: 'customer', id: 'cus_1' })],
    ['a kind that is a word of the language', bodyOf('x', { object: 'constructor', id: 'x' })],
    ['an event of the second kind', JSON.stringify({ object: 'v2.core.event', id: 'evt_1', type: 'v2.x' })],
  ])('%s is authentic and says nothing', async (_, body) => {
    expect(await receive(signed({ body }))).toEqual({ kind: 'hints', hints: [] });
  });
});

describe('accepted', () => {
  const right = signed().header ?? '';
  const [time = '', signature = ''] = right.split(',');
  const cases: [string, Partial<Sent>][] = [
    ['bytes instead of text', { body: new TextEncoder().encode(completed) }],
    ['another signature first', { header: `${time},v1=${'0'.repeat(64)},${signature}` }],
    ['another scheme beside it', { header: `${time},v0=${'0'.repeat(64)},${signature},v2=abc` }],
    ['blanks between the parts', { header: `${time}, ${signature}` }],
    ['the new secret while one is replaced', { secrets: [otherSecret, secret] }],
  ];
  test.each(cases)('%s', async (_, change) => {
    expect((await hintOf({ ...signed(), ...change }))?.checkoutId).toBe('cs_1');
  });

  test.each([-300, -299, 299, 300])('a time %d seconds away', async (secondsFromNow) => {
    expect(await hintOf(signed({ secondsFromNow }))).toBeDefined();
  });

  test('what the vendor’s own SDK signs, and the SDK accepts what we sign', async () => {
    const stripe = new Stripe('sk_test_unused1234');
    const header = stripe.webhooks.generateTestHeaderString({
      payload: completed,
      secret,
      timestamp: now / 1_000,
    });
    expect((await hintOf({ ...signed(), header }))?.eventId).toBe('evt_1');
    const own = signStripeEvent({ timestamp: Math.floor(Date.now() / 1_000), body: completed, secret });
    expect(stripe.webhooks.constructEvent(completed, own, secret).id).toBe('evt_1');
  });
});

describe('refused', () => {
  const right = signed().header ?? '';
  const [time = '', signature = ''] = right.split(',');
  const cases: [string, Partial<Sent>, string][] = [
    ['no header', { header: null }, 'malformed'],
    ['an empty header', { header: '' }, 'malformed'],
    ['no time', { header: signature }, 'malformed'],
    ['two times', { header: `${time},t=1,${signature}` }, 'malformed'],
    ['a time that is no number', { header: `t=soon,${signature}` }, 'malformed'],
    ['an endless time', { header: `t=${'9'.repeat(40)},${signature}` }, 'malformed'],
    ['no signature', { header: time }, 'malformed'],
    ['another scheme alone', { header: `${time},v0=${signature.slice(3)}` }, 'malformed'],
    ['half a signature', { header: `${time},${signature.slice(0, 40)}` }, 'malformed'],
    ['a wrong signature', { header: `${time},v1=${'0'.repeat(64)}` }, 'signature'],
    ['another body', { body: completed.replace('cs_1', 'cs_2') }, 'signature'],
    ['another time than was signed', { header: `t=${now / 1_000 + 1},${signature}` }, 'signature'],
    ['another endpoint’s secret', { secrets: [otherSecret] }, 'signature'],
    ['no secret at all', { secrets: [] }, 'signature'],
  ];
  test.each(cases)('%s', async (_, change, reason) => {
    expect(await receive({ ...signed(), ...change })).toEqual({ kind: 'refused', reason });
  });

  test.each([-301, 301, -86_400])('a time %d seconds away', async (secondsFromNow) => {
    expect(await receive(signed({ secondsFromNow }))).toEqual({ kind: 'refused', reason: 'timestamp' });
  });

  test.each(['', ' '])('a signature made with the secret %j, which everybody knows', async (blank) => {
    const sent = { ...signed({ secret: blank }), secrets: [blank] };
    expect(await receive(sent)).toEqual({ kind: 'refused', reason: 'signature' });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['no id', bodyOf('x', { object: 'charge', id: 'ch_1' }, { id: undefined })],
    ['an id that no table can hold', bodyOf('x', { object: 'charge', id: 'ch_1' }, { id: 'evt_\u0000' })],
    ['an endless id', bodyOf('x', { object: 'charge', id: 'ch_1' }, { id: 'x'.repeat(5_000) })],
    ['no mode', bodyOf('x', { object: 'charge', id: 'ch_1' }, { livemode: 'maybe' })],
    ['no object in it', JSON.stringify({ object: 'event', id: 'evt_1', livemode: true, data: {} })],
    ['a very deep body', '['.repeat(200_000)],
  ])('%s, though it is signed', async (_, body) => {
    expect(await receive(signed({ body }))).toEqual({ kind: 'refused', reason: 'malformed' });
  });
});

test('ids and marks that no table can hold are left out, and a huge body is read', async () => {
  const object = {
    object: 'checkout.session',
    id: 'cs_\u0000',
    payment_intent: 'x'.repeat(300),
    metadata: { ...metadata, everslot_tenant: 'ten_\u0000' },
    padding: 'x'.repeat(2_000_000),
  };
  expect(await hintOf(signed({ body: bodyOf('x', object) }))).toMatchObject({
    reference: null,
    checkoutId: null,
    chargeId: null,
  });
});

test('bytes that are no text are refused by their signature or their form, and never throw', async () => {
  const body = new Uint8Array([0xff, 0xfe, 0x00, 0x80]);
  expect(await receive({ ...signed(), body })).toEqual({ kind: 'refused', reason: 'signature' });
});
